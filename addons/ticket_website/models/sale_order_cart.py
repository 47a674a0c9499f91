from odoo import api, models


class SaleOrder(models.Model):
    """A cart reads like a diary: sessions in the order they are played, then the rest."""

    _inherit = "sale.order"

    @api.depends("order_line")
    def _compute_website_order_line(self):
        result = super()._compute_website_order_line()
        for order in self:
            lines = order.website_order_line
            if len(lines.ticket_session_id) > 1 or lines.filtered(
                lambda line: not line.ticket_session_id
            ):
                order.website_order_line = lines.sorted(
                    lambda line: line._ticket_cart_key()
                )
        return result
