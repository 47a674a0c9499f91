import hashlib
import secrets
from dataclasses import dataclass

from odoo import api, fields, models, tools
from odoo.tools import SQL

from ..tools import crockford

LANGUAGES = [("en_US", "English"), ("zh_CN", "简体中文")]  # each in its own words
_TOKEN_LENGTH = 40  # of 5 bits each


@dataclass(frozen=True, slots=True)
class DeviceIdentity:
    """Who sends a request, as plain values."""

    id: int
    name: str
    gate: int
    lang: str
    token_hash: str
    revoked: bool
    may_search: bool = False
    may_identify: bool = False


class TicketGateDevice(models.Model):
    """Something that scans: a turnstile, a handheld, a phone's browser.

    It proves itself by a token that we keep only as a hash. The token is shown once,
    when it is made.
    """

    _name = "ticket.gate.device"
    _description = "Gate Device"
    _inherit = ["ticket.cached.mixin"]
    _order = "gate_id, name, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    kind = fields.Selection(
        [
            ("phone", "Phone or Browser"),
            ("handheld", "Handheld"),
            ("turnstile", "Turnstile"),
            ("hub", "Gate Hub"),
        ],
        required=True,
        default="handheld",
    )
    gate_id = fields.Many2one(
        "ticket.gate", string="Lane", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(related="gate_id.company_id", store=True)
    lang = fields.Selection(
        LANGUAGES,
        string="Language",
        required=True,
        default="en_US",
        help="The language of messages, unless the device asks for another one.",
    )
    token_hash = fields.Char(readonly=True, copy=False, groups="base.group_system")
    state = fields.Selection(
        [("new", "Not Paired"), ("active", "Active"), ("revoked", "Revoked")],
        compute="_compute_state",
        search="_search_state",
    )
    paired_at = fields.Datetime(readonly=True, copy=False)
    paired_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="set null"
    )
    revoked_at = fields.Datetime(readonly=True, copy=False)
    last_seen = fields.Datetime(readonly=True, copy=False)
    version = fields.Char(string="App Version", readonly=True, copy=False)
    active = fields.Boolean(default=True)

    _token_hash_uniq = models.UniqueIndex(
        "(token_hash) WHERE token_hash IS NOT NULL", "Two devices share a token."
    )

    @api.depends("paired_at", "revoked_at")
    def _compute_state(self):
        for device in self:
            if device.revoked_at:
                device.state = "revoked"
            else:
                device.state = "active" if device.paired_at else "new"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        domains = {
            "new": fields.Domain("paired_at", "=", False)
            & fields.Domain("revoked_at", "=", False),
            "active": fields.Domain("paired_at", "!=", False)
            & fields.Domain("revoked_at", "=", False),
            "revoked": fields.Domain("revoked_at", "!=", False),
        }
        return fields.Domain.OR(domains[state] for state in value if state in domains)

    def action_mint_token(self):
        """Show a new token once; the old one stops working."""
        self.ensure_one()
        self.check_access("write")
        token = self._mint_token()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Token of %(device)s", device=self.name),
            "res_model": "ticket.gate.device.token",
            "view_mode": "form",
            "target": "new",
            "context": {"default_device_id": self.id, "default_token": token},
        }

    def action_revoke(self):
        self.check_access("write")
        self.write({"revoked_at": fields.Datetime.now()})

    def _mint_token(self):
        """Give the device a new token and return it; only its hash is kept."""
        self.ensure_one()
        token = crockford.random_text(secrets.choice, _TOKEN_LENGTH)
        self.sudo().write(  # the hash is for the system only, the caller may pair
            {
                "token_hash": self._hash_token(token),
                "paired_at": fields.Datetime.now(),
                "paired_by_id": self.env.uid,
                "revoked_at": False,
            }
        )
        return token

    @api.model
    def _pair_browser(self, gate, lang):
        """Make a device of the current user's browser at ``gate``; return its token."""
        device_sudo = self.sudo().create(  # gate staff may pair, not configure
            {
                "name": f"{self.env.user.name} · {gate.name}",
                "kind": "phone",
                "gate_id": gate.id,
                "lang": lang,
            }
        )
        return device_sudo.sudo(False)._mint_token()

    @staticmethod
    def _hash_token(token):
        # 200 random bits need no slow hash: there is nothing to guess
        return hashlib.sha256(token.strip().upper().encode()).hexdigest()

    @api.model
    def _identify(self, token):
        """Return the :class:`DeviceIdentity` that holds ``token``, or ``None``."""
        token_hash = self._hash_token(token)
        try:
            identity = self._identity_of(token_hash)
        except LookupError:
            return None
        same = tools.consteq(identity.token_hash, token_hash)
        return identity if same else None

    @api.model
    @tools.ormcache("token_hash")
    def _identity_of(self, token_hash):
        # An unknown hash raises, so that guesses do not fill the cache.
        device_sudo = self.sudo().search([("token_hash", "=", token_hash)], limit=1)
        if not device_sudo:
            raise LookupError(token_hash)
        return self._identity(device_sudo)

    @api.model
    def _identity(self, device_sudo):
        return DeviceIdentity(
            id=device_sudo.id,
            name=device_sudo.name,
            gate=device_sudo.gate_id.id,
            lang=device_sudo.lang,
            token_hash=device_sudo.token_hash,
            revoked=bool(device_sudo.revoked_at),
            may_search=device_sudo.may_search,
            may_identify=device_sudo.may_identify,
        )

    @api.model
    def _beat(self, device_id, version, state=None):
        """Note that the device is alive, without touching the cached settings."""
        self.env.execute_query(
            SQL(
                """
                UPDATE ticket_gate_device
                   SET last_seen = now() AT TIME ZONE 'UTC',
                       version = COALESCE(%(version)s, version),
                       reported_state = COALESCE(%(state)s, reported_state)
                 WHERE id = %(device)s
             RETURNING id
                """,
                device=device_id,
                version=version,
                state=state,
            )
        )
