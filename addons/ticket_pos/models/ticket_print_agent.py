import hashlib
import secrets
from datetime import timedelta

from odoo import api, fields, models, tools
from odoo.exceptions import UserError

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: easy to read out and type
_TOKEN_LENGTH = 40  # of 5 bits each
_CODE_LENGTH = 10
_CODE_GROUP = 5
PAIRING_MINUTES = 15

#: Whoever was not heard for so long counts as gone; the program calls every 25 s.
SILENT_SECONDS = 75


class TicketPrintAgent(models.Model):
    """The print agent: a program on a cashier's PC that prints for this server.

    It reaches printers that the server does not: by USB, a serial line, or on the
    counter's own network. It calls us, never the other way round, and proves itself by
    a token of which we keep only the hash. A one-time code, typed on the PC, gets it.
    """

    _name = "ticket.print.agent"
    _description = "Print Agent"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
        index=True,
    )
    location = fields.Char(help="Where the PC stands, such as “Box office, counter 3”.")
    printer_ids = fields.One2many("ticket.printer", "agent_id", string="Printers")
    printer_count = fields.Integer(compute="_compute_printer_count")
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
    host = fields.Char(string="Computer", readonly=True, copy=False)
    platform = fields.Char(string="System", readonly=True, copy=False)
    spooled = fields.Integer(
        string="Tickets on the PC",
        readonly=True,
        copy=False,
        help="Tickets that the program has taken and not finished.",
    )
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
    run = fields.Char(
        readonly=True,
        copy=False,
        groups="base.group_system",
        help="Names the running program, so that a copy of it is told apart.",
    )
    wake_channel = fields.Char(
        readonly=True,
        copy=False,
        groups="base.group_system",
        default=lambda _self: f"ticket_print_agent-{secrets.token_urlsafe(24)}",
        help="The bus channel that tells the program to ask for work.",
    )

    _token_hash_uniq = models.UniqueIndex(
        "(token_hash) WHERE token_hash IS NOT NULL", "Two print agents share a token."
    )
    _pairing_hash_uniq = models.UniqueIndex(
        "(pairing_hash) WHERE pairing_hash IS NOT NULL",
        "Two print agents share a pairing code.",
    )

    @api.depends("printer_ids")
    def _compute_printer_count(self):
        for agent in self:
            agent.printer_count = len(agent.printer_ids)

    @api.depends("seen_at", "paired_at", "revoked_at")
    def _compute_state(self):
        for agent in self:
            if agent.revoked_at:
                agent.state = "revoked"
            elif not agent.paired_at:
                agent.state = "new"
            else:
                agent.state = "online" if agent._is_heard() else "silent"

    # --- what people do -----------------------------------------------------

    def action_pair(self):
        """Show a code, once, that makes a program on some PC this agent."""
        self.ensure_one()
        self.check_access("write")
        code = self._make_pairing_code()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Pair %(agent)s", agent=self.name),
            "res_model": "ticket.print.agent.pairing",
            "view_mode": "form",
            "target": "new",
            "context": {"default_agent_id": self.id, "default_code": code},
        }

    def action_revoke(self):
        """From now on the program gets no tickets and reports none."""
        self.check_access("write")
        self.sudo().write(  # hashes are the system's; the caller may write agents
            {
                "revoked_at": fields.Datetime.now(),
                "token_hash": False,
                "pairing_hash": False,
                "run": False,
            }
        )
        self._ask_about_taken("agent_revoked")

    def action_open_printers(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_pos.ticket_printer_action"
        )
        return action | {
            "domain": [("agent_id", "=", self.id)],
            "context": {"default_worker": "agent", "default_agent_id": self.id},
        }

    @api.ondelete(at_uninstall=False)
    def _unlink_except_with_printers(self):
        if self.with_context(active_test=False).printer_ids:
            raise UserError(
                self.env._("This agent has printers: give them to another one first.")
            )

    # --- who calls ----------------------------------------------------------

    def _make_pairing_code(self):
        """Return a new code, good once and for fifteen minutes; its hash is kept."""
        self.ensure_one()
        code = _secret(_CODE_LENGTH)
        self.sudo().write(  # hashes are the system's; the caller may write agents
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
        """Return ``(agent with sudo, its new token)`` for a pairing code, which is used
        up, or ``(nothing, None)``."""
        agent_sudo = self._by_hash("pairing_hash", _hash(code))
        if not agent_sudo or agent_sudo.pairing_until < fields.Datetime.now():
            return self.browse(), None
        token = _secret(_TOKEN_LENGTH)
        agent_sudo.write(
            {
                "token_hash": _hash(token),
                "pairing_hash": False,
                "pairing_until": False,
                "paired_at": fields.Datetime.now(),
                "revoked_at": False,
                "run": False,
            }
        )
        # The program that was this agent until now knows what it printed; we shall not.
        agent_sudo._ask_about_taken("agent_replaced")
        return agent_sudo, token

    @api.model
    def _identify(self, token):
        """Return the agent, with sudo, that holds ``token``."""
        return self._by_hash("token_hash", _hash(token))

    def _by_hash(self, field, value):
        # The caller has nothing but the secret, and that is what we look for.
        agent_sudo = self.sudo().search([(field, "=", value)], limit=1)
        same = tools.consteq(agent_sudo[field] or "", value)
        return agent_sudo if same else agent_sudo.browse()

    def _is_heard(self):
        """Tell whether the program called within the time it calls at least once."""
        self.ensure_one()
        limit = fields.Datetime.now() - timedelta(seconds=SILENT_SECONDS)
        return bool(self.seen_at and self.seen_at > limit)


def _secret(count):
    return "".join(secrets.choice(_ALPHABET) for _ in range(count))


def _hash(secret):
    # Random bits need no slow hash: nothing can be guessed in the time they are good.
    plain = secret.strip().upper().replace("-", "").replace(" ", "")
    return hashlib.sha256(plain.encode()).hexdigest()
