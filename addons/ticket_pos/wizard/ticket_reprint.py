from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class TicketReprint(models.TransientModel):
    """Print tickets once more: who, why and which copy stay on record."""

    _name = "ticket.reprint"
    _description = "Reprint Tickets"

    ticket_ids = fields.Many2many(
        "ticket.ticket", required=True, default=lambda self: self._default_tickets()
    )
    printer_id = fields.Many2one(
        "ticket.printer", required=True, default=lambda self: self._default_printer()
    )
    reason_id = fields.Many2one("ticket.reprint.reason", required=True)
    is_spoiled = fields.Boolean(related="reason_id.is_spoiled")
    note = fields.Char(help="Kept with the job and shown to supervisors.")
    count = fields.Integer(compute="_compute_count", string="Tickets")

    @api.depends("ticket_ids")
    def _compute_count(self):
        for wizard in self:
            wizard.count = len(wizard.ticket_ids)

    def _default_tickets(self):
        active_ids = self.env.context.get("active_ids", [])
        if self.env.context.get("active_model") == "ticket.print.job":
            return self.env["ticket.print.job"].browse(active_ids).ticket_id
        if self.env.context.get("active_model") != "ticket.ticket":
            return False
        return self.env["ticket.ticket"].browse(active_ids)

    def _default_printer(self):
        jobs = self.env["ticket.print.job"]._latest(self._default_tickets() or [])
        printers = self.env["ticket.printer"].union(
            *(job.printer_id for job in jobs.values())
        )
        return printers[:1].sudo(False) or printers.search([], limit=1)

    def action_print(self):
        self.ensure_one()
        self._check_tickets()
        Job = self.env["ticket.print.job"]
        former = Job.browse(job.id for job in Job._latest(self.ticket_ids).values())
        copies = former._reprint(self.reason_id, self.note, self.printer_id)
        copies |= Job._enqueue(
            self.ticket_ids - former.sudo().ticket_id, self.printer_id
        )
        return copies._action_open()

    def _check_tickets(self):
        if not self.env.user.has_group("ticket_sale.group_ticket_cashier"):
            raise AccessError(self.env._("Only cashiers print tickets."))
        self.ticket_ids.check_access("read")
        if void := self.ticket_ids.filtered(
            lambda ticket: ticket.state not in {"valid", "used"}
        ):
            raise UserError(
                self.env._(
                    "These tickets are not valid any more: %(numbers)s",
                    numbers=", ".join(void.mapped("display_name")),
                )
            )
