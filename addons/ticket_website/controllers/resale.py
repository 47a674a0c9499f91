from contextlib import suppress

from werkzeug.exceptions import NotFound

from odoo.http import request, route

from odoo.addons.ticket_sale.exceptions import TicketError
from odoo.addons.website_sale.controllers.main import WebsiteSale

from .picker import TicketPicker
from .transfer import TicketTransferPages

MOST_SHOWN = 50


class TicketResalePages(TicketTransferPages):
    """Sell a ticket on the board of its session, and see what became of it."""

    @route(
        "/my/tickets/<int:ticket_id>/sell",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def resale_form(self, ticket_id, **kwargs):
        return self._render_resale_form(self._held_ticket(ticket_id))

    @route(
        "/my/tickets/<int:ticket_id>/sell",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def resale_offer(self, ticket_id, **form):
        """Put the ticket on the board; what is wrong is told on the form."""
        ticket_sudo = self._held_ticket(ticket_id)
        try:
            with request.env.cr.savepoint():
                request.env["ticket.resale"]._offer(
                    ticket_sudo,
                    self._read_price(form.get("price")),
                    form.get("payout"),
                    form.get("account"),
                )
        except TicketError as error:
            return self._render_resale_form(ticket_sudo, form, str(error))
        return request.redirect("/my/resale")

    @route(
        "/my/resale",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def my_resale(self, **kwargs):
        """What the visitor has given on and sold, the latest first."""
        mine = [
            ("id", "child_of", request.env.user.partner_id.commercial_partner_id.id)
        ]
        transfers_sudo = request.env["ticket.transfer"].sudo()
        resales_sudo = request.env["ticket.resale"].sudo()
        return self._private(
            "ticket_website.my_resale",
            {
                **self._prepare_portal_layout_values(),
                "resales": resales_sudo.search(
                    [("seller_id", "any", mine)], limit=MOST_SHOWN
                ),
                "given": transfers_sudo.search(
                    [("sender_id", "any", mine)], limit=MOST_SHOWN
                ),
                "received": transfers_sudo.search(
                    [("taker_id", "any", mine)], limit=MOST_SHOWN
                ),
                "page_name": "ticket_resale",
            },
        )

    @route(
        "/my/resale/<int:resale_id>/withdraw",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def resale_withdraw(self, resale_id, **kwargs):
        resale_sudo = (
            request.env["ticket.resale"]
            .sudo()
            .search(
                [
                    ("id", "=", resale_id),
                    (
                        "seller_id",
                        "child_of",
                        request.env.user.partner_id.commercial_partner_id.id,
                    ),
                ]
            )
        )
        if not resale_sudo:
            raise NotFound
        with suppress(TicketError):  # the list tells what happened instead
            resale_sudo._withdraw()
        return request.redirect("/my/resale")

    # --- helpers ---

    def _read_price(self, text):
        """:raise TicketError: this is no amount"""
        try:
            price = float((text or "").strip().replace(",", "."))
        except ValueError:
            price = 0.0
        if not 0 < price < 10**9:
            raise TicketError(request.env._("Give a price above the fee."))
        return price

    def _render_resale_form(self, ticket_sudo, form=None, error=None):
        cap = ticket_sudo._resale_cap()
        return self._private(
            "ticket_website.resale_form",
            {
                **self._prepare_portal_layout_values(),
                "ticket": ticket_sudo,
                "session": ticket_sudo.session_id,
                "show": ticket_sudo.show_id,
                "refusal": ticket_sudo._hand_over_refusal("resale"),
                "cap": cap,
                "fee_percent": ticket_sudo.show_id.resale_fee,
                "payout": cap - ticket_sudo._resale_fee(cap),
                "ways": request.env["ticket.resale"]._payout_ways(ticket_sudo),
                "form": form or {},
                "error": error,
                "page_name": "ticket_resale",
            },
        )


class TicketResaleBoard(TicketPicker):
    """The board of a session: tickets that guests cannot use."""

    @route(
        "/session/<int:session_id>/resale",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def resale_board(self, session_id, **kwargs):
        return self._render_board(self._find_session(session_id))

    @route(
        "/resale/<int:resale_id>/buy",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def resale_buy(self, resale_id, **kwargs):
        """Put a ticket of the board into the visitor's cart."""
        resale_sudo = request.env["ticket.resale"].sudo().browse(resale_id).exists()
        if not resale_sudo:
            raise NotFound
        session_sudo = self._find_session(resale_sudo.session_id.id)
        try:
            self._check_not_own(resale_sudo)
            resale_sudo._lock_for_cart(request.cart)  # a refusal makes no cart
            order_sudo = request.cart or request.website._create_cart()
            resale_sudo._put_into(order_sudo)
            order_sudo._verify_cart_after_update()
        except TicketError as error:
            return self._render_board(session_sudo, str(error))
        return request.redirect("/shop/cart")

    def _check_not_own(self, resale_sudo):
        """:raise TicketError: sellers do not buy what they sell"""
        partner = self._partner()
        if partner and partner.commercial_partner_id == (
            resale_sudo.seller_id.commercial_partner_id
        ):
            raise TicketError(
                request.env._("This is your own ticket. Take it back in your account.")
            )

    def _render_board(self, session_sudo, error=None):
        partner = self._partner()
        offers_sudo = request.env["ticket.resale"]._board(session_sudo)
        response = request.render(
            "ticket_website.resale_board",
            {
                "session": session_sudo,
                "show": session_sudo.show_id,
                "main_object": session_sudo.show_id,
                "offers": offers_sudo,
                "own": offers_sudo.filtered(
                    lambda one: (
                        partner
                        and one.seller_id.commercial_partner_id
                        == partner.commercial_partner_id
                    )
                ),
                "error": error,
            },
        )
        response.headers["Cache-Control"] = "private, no-store"
        return response


class TicketResaleShop(WebsiteSale):
    def _check_cart(self, order_sudo):
        """Nobody goes on to address or payment with a ticket that is gone."""
        if redirection := super()._check_cart(order_sudo):
            return redirection
        if order_sudo._ticket_lost_resales():
            return request.redirect("/shop/cart")
        return None
