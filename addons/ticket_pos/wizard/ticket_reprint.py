from odoo import fields, models
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
    reason = fields.Char(required=True)

    def _default_tickets(self):
        if self.env.context.get("active_model") != "ticket.ticket":
            return False
        return self.env["ticket.ticket"].browse(self.env.context.get("active_ids", []))

    def _default_printer(self):
        return self.env["ticket.printer"].search([], limit=1)

    def action_print(self):
        self.ensure_one()
        self._check_tickets()
        jobs = self.env["ticket.print.job"]._enqueue(
            self.ticket_ids, self.printer_id, reason=self.reason
        )
        return jobs._action_open()

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
