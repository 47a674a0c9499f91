import hashlib
import secrets
from datetime import timedelta

from odoo import api, fields, models, tools

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: easy to read out and type
_TOKEN_LENGTH = 40  # of 5 bits each
_CODE_LENGTH = 10
_CODE_GROUP = 5
PAIRING_MINUTES = 15

#: Whoever was not heard for so long counts as gone; programs call every 25 s at least.
SILENT_SECONDS = 75


class TicketPairedMixin(models.AbstractModel):
    """A program somewhere in the house that calls this server.

    It proves itself by a token of which we keep only the hash. A one-time code, typed
    where the program runs, gets it.
    """

    _name = "ticket.paired.mixin"
    _description = "Paired Program"

    state = fields.Selection(
        [
            ("new", "Not Paired"),
            ("online", "Online"),
            ("silent", "Silent"),
            ("revoked", "Revoked"),
        ],
        compute="_compute_state",
    )
    seen_at = fields.Datetime(string="Last Seen", readonly=True, copy=False)
    version = fields.Char(string="Program Version", readonly=True, copy=False)
    paired_at = fields.Datetime(readonly=True, copy=False)
    paired_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="set null"
    )
    revoked_at = fields.Datetime(readonly=True, copy=False)
    token_hash = fields.Char(readonly=True, copy=False, groups="base.group_system")
    pairing_hash = fields.Char(readonly=True, copy=False, groups="base.group_system")
    pairing_until = fields.Datetime(
        readonly=True, copy=False, groups="base.group_system"
    )

    _token_hash_uniq = models.UniqueIndex(
        "(token_hash) WHERE token_hash IS NOT NULL", "Two programs share a token."
    )
    _pairing_hash_uniq = models.UniqueIndex(
        "(pairing_hash) WHERE pairing_hash IS NOT NULL",
        "Two programs share a pairing code.",
    )

    @api.depends("seen_at", "paired_at", "revoked_at")
    def _compute_state(self):
        for program in self:
            if program.revoked_at:
                program.state = "revoked"
            elif not program.paired_at:
                program.state = "new"
            else:
                program.state = "online" if program._is_heard() else "silent"

    def _is_heard(self):
        """Tell whether the program called within the time it calls at least once."""
        self.ensure_one()
        limit = fields.Datetime.now() - timedelta(seconds=SILENT_SECONDS)
        return bool(self.seen_at and self.seen_at > limit)

    # --- pairing ------------------------------------------------------------

    def _make_pairing_code(self):
        """Return a new code, good once and for fifteen minutes; its hash is kept."""
        self.ensure_one()
        code = _secret(_CODE_LENGTH)
        self.sudo().write(  # hashes are the system's; the caller may write the record
            {
                "pairing_hash": _hash(code),
                "pairing_until": fields.Datetime.now()
                + timedelta(minutes=PAIRING_MINUTES),
                "paired_by_id": self.env.uid,
            }
        )
        return f"{code[:_CODE_GROUP]}-{code[_CODE_GROUP:]}"

    @api.model
    def _redeem(self, code):
        """Return ``(program with sudo, its new token)`` for a pairing code, which is
        used up, or ``(nothing, None)``."""
        program_sudo = self._by_hash("pairing_hash", _hash(code))
        if not program_sudo or program_sudo.pairing_until < fields.Datetime.now():
            return self.browse(), None
        token = _secret(_TOKEN_LENGTH)
        program_sudo.write(
            {
                "token_hash": _hash(token),
                "pairing_hash": False,
                "pairing_until": False,
                "paired_at": fields.Datetime.now(),
                "revoked_at": False,
            }
        )
        program_sudo._was_paired()
        return program_sudo, token

    def _was_paired(self):
        """Another program is this record from now on; ``self`` has sudo."""

    def _revoke(self):
        self.sudo().write(  # hashes are the system's; the caller may write the record
            {
                "revoked_at": fields.Datetime.now(),
                "token_hash": False,
                "pairing_hash": False,
            }
        )

    # --- who calls ----------------------------------------------------------

    @api.model
    def _identify(self, token):
        """Return the program, with sudo, that holds ``token``."""
        return self._by_hash("token_hash", _hash(token))

    def _by_hash(self, field, value):
        # The caller has nothing but the secret, and that is what we look for.
        program_sudo = self.sudo().search([(field, "=", value)], limit=1)
        same = tools.consteq(program_sudo[field] or "", value)
        return program_sudo if same else program_sudo.browse()


def _secret(count):
    return "".join(secrets.choice(_ALPHABET) for _ in range(count))


def _hash(secret):
    # Random bits need no slow hash: nothing can be guessed in the time they are good.
    plain = secret.strip().upper().replace("-", "").replace(" ", "")
    return hashlib.sha256(plain.encode()).hexdigest()
