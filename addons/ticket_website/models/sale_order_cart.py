from odoo import api, models


class SaleOrder(models.Model):
    """A cart reads like a diary: sessions in the order they are played, then the rest."""

    _inherit = "sale.order"

    @api.depends("order_line")
    def _compute_website_order_line(self):
        others = self.filtered(lambda order: not order._ticket_only())
        for order in self - others:  # read already: nothing to search
            order.website_order_line = order.order_line.filtered(
                lambda line: line._show_in_cart()
            )
        result = super(SaleOrder, others)._compute_website_order_line()
        for order in self:
            lines = order.website_order_line
            if len(lines.ticket_session_id) > 1 or lines.filtered(
                lambda line: not line.ticket_session_id
            ):
                order.website_order_line = lines.sorted(
                    lambda line: line._ticket_cart_key()
                )
        return result

    def _ticket_only(self):
        """Whether there is nothing but tickets in this cart, so that no lines are drawn
        together."""
        self.ensure_one()
        return all(
            line.ticket_session_id and not line.reward_id for line in self.order_line
        )
