from odoo.http import request, route

from .shop import TicketShop


class TicketRefusedPayment(TicketShop):
    """A payment that was refused or given up leads back to the page of payment: the cart
    and its places are still the buyer's. Odoo's own way empties the cart and shows the
    page of orders that were placed."""

    @route()
    def shop_payment_validate(self, sale_order_id=None, **post):
        order_sudo = request.cart
        if (
            sale_order_id is None
            and order_sudo._ticket_lines()
            and self._was_refused(order_sudo)
        ):
            return request.redirect("/shop/payment")
        return super().shop_payment_validate(sale_order_id=sale_order_id, **post)

    def _get_shop_payment_values(self, order, **kwargs):
        return {
            **super()._get_shop_payment_values(order, **kwargs),
            "ticket_refused": self._was_refused(order),
        }

    def _was_refused(self, order_sudo):
        """Whether the last payment of a cart was refused or given up."""
        return (
            bool(order_sudo)
            and order_sudo.state in ("draft", "sent")
            and order_sudo.get_portal_last_transaction().state in ("cancel", "error")
        )
