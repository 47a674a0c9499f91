from odoo import api, fields, models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    ticket_returned_line_id = fields.Many2one(
        "sale.order.line",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
        help="This line takes exchanged tickets of that line off the order.",
    )

    @api.depends("ticket_returned_line_id")
    def _compute_qty_to_invoice(self):
        """What takes exchanged tickets off is credited with the exchange, at once."""
        result = super()._compute_qty_to_invoice()
        for line in self:
            if line.ticket_returned_line_id:
                line.qty_to_invoice = 0.0
        return result
