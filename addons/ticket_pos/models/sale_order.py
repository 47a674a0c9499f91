from odoo import fields, models


class SaleOrder(models.Model):
    """Tickets of an order may leave on paper, by the print queue."""

    _inherit = "sale.order"

    ticket_output = fields.Selection(selection_add=[("print", "Print them")])
    ticket_printer_id = fields.Many2one(
        "ticket.printer", readonly=True, copy=False, ondelete="set null"
    )

    def _ticket_deliver(self):
        if self.ticket_output != "print":
            return super()._ticket_deliver()
        self.env["ticket.print.batch"].sudo()._start(
            self.name,
            self.ticket_ids.sudo().sorted("id"),
            self.sudo().ticket_printer_id,
        )
        return None
