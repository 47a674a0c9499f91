from odoo import models
from odoo.exceptions import UserError


class SaleOrderDiscount(models.TransientModel):
    """A discount given by hand on an order with tickets is booked with them."""

    _inherit = "sale.order.discount"

    def _create_discount_lines(self):
        order = self.sale_order_id
        if not order._ticket_lines():
            return super()._create_discount_lines()
        if order._ticket_frozen():
            raise UserError(order._ticket_frozen_reason())
        before = order.order_line
        result = super()._create_discount_lines()
        order._ticket_share_by_hand(order.order_line - before)
        return result
