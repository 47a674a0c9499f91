import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError


class TicketPrintAgent(models.Model):
    """The print agent: a program on a cashier's PC that prints for this server.

    It reaches printers that the server does not: by USB, a serial line, or on the
    counter's own network. It calls us, never the other way round, and proves itself by
    a token of which we keep only the hash. A one-time code, typed on the PC, gets it.
    """

    _name = "ticket.print.agent"
    _inherit = ["ticket.paired.mixin"]
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
    host = fields.Char(string="Computer", readonly=True, copy=False)
    platform = fields.Char(string="System", readonly=True, copy=False)
    spooled = fields.Integer(
        string="Tickets on the PC",
        readonly=True,
        copy=False,
        help="Tickets that the program has taken and not finished.",
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

    @api.depends("printer_ids")
    def _compute_printer_count(self):
        for agent in self:
            agent.printer_count = len(agent.printer_ids)

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
        self._revoke()
        self.sudo().run = False  # the system's; the caller may write agents
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

    def _was_paired(self):
        result = super()._was_paired()
        self.run = False
        # The program that was this agent until now knows what it printed; we shall not.
        self._ask_about_taken("agent_replaced")
        return result
