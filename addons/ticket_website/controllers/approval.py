from odoo.http import request, route

from odoo.addons.ticket_sale.exceptions import TicketError

from .shop import TicketShop


class TicketApprovalShop(TicketShop):
    """A cart that needs approval becomes an order that waits for it."""

    def _get_shop_payment_errors(self, order):
        errors = super()._get_shop_payment_errors(order)
        if order._approval_missing():
            errors.append(
                (
                    request.env._("This order needs our approval"),
                    request.env._(
                        "Send it to us: your seats are kept meanwhile, and we write to "
                        "you as soon as you can pay."
                    ),
                )
            )
        return errors

    @route(
        "/shop/ticket/approval",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def ask_for_approval(self, **kwargs):
        """Ask, take the order out of the cart and show it."""
        order_sudo = request.cart
        if redirection := self._check_cart_and_addresses(order_sudo):
            return redirection
        if not order_sudo._approval_missing():
            return request.redirect("/shop/payment")
        try:
            order_sudo._approval_request_payment()
        except TicketError:
            return request.redirect("/shop/cart")  # which tells what was lost
        request.website.sale_reset()
        return request.redirect(order_sudo.get_portal_url())
