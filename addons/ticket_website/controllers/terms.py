from odoo.http import request, route

from odoo.addons.website_sale.controllers.payment import PaymentPortal


class TicketTerms(PaymentPortal):
    def _validate_transaction_for_order(self, transaction, sale_order):
        """Whoever pays accepts the terms that stand beside the button; when and which is
        written down."""
        result = super()._validate_transaction_for_order(transaction, sale_order)
        sale_order._ticket_accept_terms()
        return result

    @route(
        "/ticket/web/terms",
        type="jsonrpc",
        auth="public",
        website=True,
        methods=["POST"],
    )
    def ticket_terms(self, accepted=False):
        """The visitor ticks the terms for the cart, or takes that back."""
        order_sudo = request.cart
        if order_sudo and order_sudo.state == "draft":
            order_sudo._ticket_tick_terms(bool(accepted))
        return {"accepted": bool(order_sudo) and order_sudo._ticket_terms_accepted()}
