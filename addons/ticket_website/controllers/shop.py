from contextlib import suppress

from odoo.exceptions import AccessError, MissingError, ValidationError
from odoo.http import request, route
from odoo.tools import consteq

from odoo.addons.sale.controllers.portal import PaymentPortal as SalePaymentPortal
from odoo.addons.website_sale.controllers.main import WebsiteSale
from odoo.addons.website_sale.controllers.payment import PaymentPortal

from .holders import HOLDERS_PATH


class TicketShop(WebsiteSale):
    # What company, taxes and delivery are is the same for all who check out.

    @route()
    def shop_address(self, *args, **kwargs):
        request.env["ticket.kept"]._begin("address")
        return super().shop_address(*args, **kwargs)

    @route()
    def shop_address_submit(self, *args, **kwargs):
        request.env["ticket.kept"]._begin("address given")
        return super().shop_address_submit(*args, **kwargs)

    @route()
    def shop_payment(self, **post):
        request.env["ticket.kept"]._begin("payment page")
        return super().shop_payment(**post)

    def _check_cart(self, order_sudo):
        """Nobody goes on to address or payment with places that are lost."""
        if redirection := super()._check_cart(order_sudo):
            return redirection
        if order_sudo._ticket_lost_lines():
            return request.redirect("/shop/cart")
        if order_sudo._ticket_unnamed():
            return request.redirect(HOLDERS_PATH)
        return None

    def _prepare_shop_payment_confirmation_values(self, order):
        return {
            **super()._prepare_shop_payment_confirmation_values(order),
            "tickets": order._ticket_live_ids(),
        }


class TicketPayment(PaymentPortal):
    @route()
    def shop_payment_transaction(self, *args, **kwargs):
        request.env["ticket.kept"]._begin("payment begun")
        return super().shop_payment_transaction(*args, **kwargs)

    def _document_check_access(self, model_name, document_id, access_token=None):
        """Whoever pays shows the order's token: rights need not be asked first, and
        refused with a long explanation that nobody reads."""
        if model_name == "sale.order" and access_token:
            order_sudo = request.env[model_name].sudo().browse(document_id)
            with suppress(MissingError):  # told by Odoo, as for any document
                if consteq(order_sudo.access_token or "", access_token):
                    return order_sudo
        return super()._document_check_access(model_name, document_id, access_token)

    def _create_transaction(self, *args, **kwargs):
        """Nothing is paid by beginning to pay."""
        order_sudo = request.env["sale.order"].sudo()
        order_sudo = order_sudo.browse(kwargs.get("sale_order_id") or ())
        with order_sudo._ticket_figures_later():
            return super()._create_transaction(*args, **kwargs)

    def _validate_transaction_for_order(self, transaction, sale_order):
        result = super()._validate_transaction_for_order(
            transaction, sale_order.with_context(ticket_paying=True)
        )
        sale_order._ticket_keep_for_payment()
        return result


class TicketQuotationPayment(SalePaymentPortal):
    @route()
    def portal_order_transaction(self, order_id, access_token, **kwargs):
        """Orders paid by their link pass the same last check as the cart."""
        try:
            order_sudo = self._document_check_access(
                "sale.order", order_id, access_token
            )
        except AccessError as error:
            raise ValidationError(
                request.env._("The access token is invalid.")
            ) from error
        if order_sudo.state in ("draft", "sent"):
            order_sudo._ticket_keep_for_payment()
        return super().portal_order_transaction(order_id, access_token, **kwargs)
