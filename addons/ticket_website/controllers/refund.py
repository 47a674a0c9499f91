from math import isfinite

from werkzeug.exceptions import NotFound

from odoo.exceptions import AccessError, MissingError
from odoo.http import request, route

from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.ticket_sale.exceptions import RefundRefused


class TicketRefundPortal(CustomerPortal):
    """Customers see what giving tickets back costs, then do it."""

    @route(
        "/my/tickets/order/<int:order_id>/refund",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def ticket_refund(self, order_id, access_token=None, **kwargs):
        return self._show_refund(order_id, access_token)

    def _show_refund(self, order_id, access_token, error=None):
        order_sudo = self._refund_order(order_id, access_token)
        open_sudo = order_sudo.ticket_ids._self_service()
        chosen_sudo = open_sudo & open_sudo.browse(read_chosen())
        terms = order_sudo.ticket_ids._refund_terms("refund")
        policies = {terms[ticket].policy for ticket in open_sudo}
        return request.render(
            "ticket_website.refund",
            {
                **self._prepare_portal_layout_values(),
                "order": order_sudo,
                "access_token": access_token,
                "tickets": open_sudo,
                "chosen": chosen_sudo,
                "terms": terms,
                "rules": [r for p in policies for r in p._sentences("refund")],
                "ways": chosen_sudo._self_service_ways() if chosen_sudo else [],
                "fee": sum(terms[ticket].fee for ticket in chosen_sudo),
                "back": sum(terms[ticket].back for ticket in chosen_sudo),
                "error": error,
                "page_name": "ticket_refund",
            },
        )

    @route(
        "/my/tickets/order/<int:order_id>/refund",
        type="http",
        auth="public",
        methods=["POST"],
        website=True,
        sitemap=False,
    )
    def ticket_refund_do(
        self, order_id, access_token=None, money="", back="", **kwargs
    ):
        order_sudo = self._refund_order(order_id, access_token)
        tickets_sudo = order_sudo.ticket_ids
        chosen_sudo = tickets_sudo & tickets_sudo.browse(read_chosen())
        if not chosen_sudo:
            return self._show_refund(order_id, access_token)
        try:
            chosen_sudo._refund_by_customer(money, read_amount(back))
        except RefundRefused as refused:
            return self._show_refund(order_id, access_token, str(refused))
        return request.render(
            "ticket_website.refund_done",
            {
                **self._prepare_portal_layout_values(),
                "order": order_sudo,
                "access_token": access_token,
                "tickets": chosen_sudo,
                "back": read_amount(back),
                "money": money,
                "page_name": "ticket_refund",
            },
        )

    def _refund_order(self, order_id, access_token):
        """The order with sudo, for its buyer or whoever has its link."""
        try:
            return self._document_check_access("sale.order", order_id, access_token)
        except (AccessError, MissingError):
            raise NotFound from None


def read_chosen():
    """The ids of the tickets ticked in the form."""
    values = request.httprequest.values.getlist("ticket")
    return [int(value) for value in values if value.isdecimal() and len(value) < 10]


def read_amount(text):
    """What a form says, or what no amount is."""
    try:
        amount = float(text)
    except ValueError:
        return -1.0
    return amount if isfinite(amount) else -1.0
