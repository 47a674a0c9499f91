from werkzeug.exceptions import NotFound

from odoo.exceptions import AccessError, MissingError, ValidationError
from odoo.http import request, route

from odoo.addons.payment.controllers.portal import PaymentPortal
from odoo.addons.ticket_sale.exceptions import TicketError, TooManyRequests

from .refund import read_amount, read_chosen

PATH = "/my/tickets/order/<int:order_id>/exchange"


def exchange_route(path, method, kind="http", readonly=False):
    return route(
        PATH + path,
        type=kind,
        readonly=readonly,
        auth="public",
        methods=[method],
        website=True,
        sitemap=False,
    )


class TicketExchangePortal(PaymentPortal):
    """Customers change tickets for another day or other places of the same show."""

    @exchange_route("", "GET")
    def ticket_exchange(self, order_id, access_token=None, session="", **kwargs):
        """Choose tickets, the day, and where to sit."""
        return self._show_choice(order_id, access_token, session)

    def _show_choice(self, order_id, access_token, session, error=None):
        order_sudo = self._exchange_order(order_id, access_token)
        open_sudo = order_sudo.ticket_ids._self_exchange()
        chosen_sudo = open_sudo & open_sudo.browse(read_chosen()) or open_sudo
        terms = order_sudo.ticket_ids._refund_terms("exchange")
        sessions_sudo = chosen_sudo._exchange_sessions()
        session_sudo = sessions_sudo.filtered(lambda one: str(one.id) == session)
        return self._page(
            "exchange",
            order_sudo,
            access_token,
            tickets=open_sudo,
            chosen=chosen_sudo,
            terms=terms,
            rules=[
                sentence
                for policy in {terms[ticket].policy for ticket in open_sudo}
                for sentence in policy._sentences("exchange")
            ],
            sessions=sessions_sudo,
            session=session_sudo,
            zones=session_sudo._website_waiting_zones() if session_sudo else [],
            has_seats="seated" in session_sudo.seat_map_id.section_ids.mapped("kind"),
            map_url=self._map_url(order_sudo, access_token, chosen_sudo, session_sudo),
            error=error,
        )

    @exchange_route("", "POST")
    def ticket_exchange_find(
        self, order_id, access_token=None, session="", zone="", **kwargs
    ):
        """Keep the best places there are, and show what they cost."""
        order_sudo = self._exchange_order(order_id, access_token)
        tickets_sudo = order_sudo.ticket_ids
        chosen_sudo = tickets_sudo & tickets_sudo.browse(read_chosen())
        session_sudo = request.env["ticket.session"].sudo()
        if session.isdecimal() and len(session) < 10:
            session_sudo = session_sudo.browse(int(session)).exists()
        zones_sudo = session_sudo.plan_id.zone_ids.filtered(
            lambda one: str(one.id) == zone
        )
        try:
            request.env["ticket.web.limit"]._spend_hold()
            asked_sudo = request.env["ticket.exchange.request"]._begin(
                chosen_sudo, session_sudo, zones_sudo
            )
        except TicketError as error:
            if isinstance(error, TooManyRequests):
                request.env["ir.http"]._ticket_retry_after(error)
            return self._show_choice(order_id, access_token, session, str(error))
        return request.redirect(self._url(asked_sudo, access_token))

    @exchange_route("/<int:exchange_id>", "GET")
    def ticket_exchange_offer(self, order_id, exchange_id, access_token=None, **kwargs):
        """Old and new side by side, and what it costs."""
        return self._show_offer(order_id, exchange_id, access_token)

    def _show_offer(self, order_id, exchange_id, access_token, error=None):
        asked_sudo = self._exchange_request(order_id, exchange_id, access_token)
        refusal = "" if asked_sudo.state != "draft" else asked_sudo._refusal()
        quote = None
        if asked_sudo.state == "draft" and not refusal:
            quote = asked_sudo._quote()
        return self._page(
            "exchange_offer",
            asked_sudo.order_id,
            access_token,
            asked=asked_sudo,
            quote=quote,
            ways=asked_sudo._ways(-quote.due) if quote and quote.due < 0 else [],
            error=error or refusal,
            **self._payment_values(asked_sudo, quote, access_token),
        )

    @exchange_route("/<int:exchange_id>", "POST")
    def ticket_exchange_do(
        self, order_id, exchange_id, access_token=None, due="", money="credit", **kwargs
    ):
        """Exchange at once: there is nothing to pay."""
        asked_sudo = self._exchange_request(order_id, exchange_id, access_token)
        try:
            with request.env.cr.savepoint():
                asked_sudo._do(read_amount(due), money)
        except TicketError as error:
            return self._show_offer(order_id, exchange_id, access_token, str(error))
        return request.redirect(self._url(asked_sudo, access_token))

    @exchange_route("/<int:exchange_id>/leave", "POST")
    def ticket_exchange_leave(self, order_id, exchange_id, access_token=None, **kwargs):
        """Other places, please: these are free again."""
        asked_sudo = self._exchange_request(order_id, exchange_id, access_token)
        asked_sudo._let_go()
        return request.redirect(
            asked_sudo.ticket_ids[:1]._website_url(
                f"/my/tickets/order/{order_id}/exchange", access_token
            )
        )

    @exchange_route("/<int:exchange_id>/transaction", "POST", kind="jsonrpc")
    def ticket_exchange_transaction(
        self, order_id, exchange_id, access_token=None, **kwargs
    ):
        """What the payment form asks before the buyer goes to the provider. The amount
        is the server's own, and the places are kept while the provider works."""
        try:
            asked_sudo = self._exchange_request(order_id, exchange_id, access_token)
        except NotFound:
            raise ValidationError(
                request.env._("This exchange does not exist any more.")
            ) from None
        self._validate_transaction_kwargs(kwargs)
        hold_sudo = asked_sudo._live_hold()
        if asked_sudo.state != "draft" or not hold_sudo:
            raise ValidationError(
                request.env._(
                    "The time for these places is over. Nothing was charged. Please "
                    "choose again."
                )
            )
        hold_sudo._extend(hold_sudo.token, hold_sudo.company_id.ticket_hold_payment)
        kwargs |= {
            "amount": asked_sudo._quote().due,
            "currency_id": asked_sudo.currency_id.id,
            "partner_id": asked_sudo.partner_id.id,
            "landing_route": self._url(asked_sudo, access_token),
            "reference_prefix": f"{asked_sudo.order_id.name}-X{asked_sudo.id}",
        }
        transaction_sudo = self._create_transaction(
            custom_create_values={"ticket_exchange_id": asked_sudo.id}, **kwargs
        )
        return transaction_sudo._get_processing_values()

    # --- helpers ---

    def _map_url(self, order_sudo, access_token, tickets_sudo, session_sudo):
        """Where the new seats are chosen on the map, or nothing."""
        return ""

    def _exchange_order(self, order_id, access_token):
        """The order with sudo, for its buyer or whoever has its link."""
        try:
            return self._document_check_access("sale.order", order_id, access_token)
        except (AccessError, MissingError):
            raise NotFound from None

    def _exchange_request(self, order_id, exchange_id, access_token):
        order_sudo = self._exchange_order(order_id, access_token)
        asked_sudo = request.env["ticket.exchange.request"].sudo().browse(exchange_id)
        if not asked_sudo.exists() or asked_sudo.order_id != order_sudo:
            raise NotFound
        return asked_sudo

    def _url(self, asked_sudo, access_token):
        path = f"/my/tickets/order/{asked_sudo.order_id.id}/exchange/{asked_sudo.id}"
        return asked_sudo.ticket_ids[:1]._website_url(path, access_token)

    def _payment_values(self, asked_sudo, quote, access_token):
        """What the payment form needs, when there is something to pay."""
        if not quote or asked_sudo.currency_id.compare_amounts(quote.due, 0) <= 0:
            return {}
        partner_sudo, currency = asked_sudo.partner_id, asked_sudo.currency_id
        providers_sudo = (
            request.env["payment.provider"]
            .sudo()
            ._get_compatible_providers(
                asked_sudo.company_id.id,
                partner_sudo.id,
                quote.due,
                currency_id=currency.id,
            )
            .filtered(lambda provider: provider.code != "custom")  # no time for that
        )
        methods_sudo = (
            request.env["payment.method"]
            .sudo()
            ._get_compatible_payment_methods(
                providers_sudo.ids, partner_sudo.id, currency_id=currency.id
            )
        )
        url = self._url(asked_sudo, access_token)
        path, _mark, query = url.partition("?")
        return {
            "amount": quote.due,
            "currency": currency,
            "partner_id": partner_sudo.id,
            "providers_sudo": providers_sudo,
            "payment_methods_sudo": methods_sudo,
            "tokens_sudo": request.env["payment.token"].sudo(),
            "show_tokenize_input_mapping": dict.fromkeys(providers_sudo.ids, False),
            "transaction_route": f"{path}/transaction" + (query and f"?{query}"),
            "landing_route": url,
        }

    def _page(self, template, order_sudo, access_token, **values):
        return request.render(
            f"ticket_website.{template}",
            {
                **self._prepare_portal_layout_values(),
                "order": order_sudo,
                "access_token": access_token,
                "page_name": "ticket_exchange",
                **values,
            },
        )
