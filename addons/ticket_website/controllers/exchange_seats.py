from werkzeug.exceptions import NotFound

from odoo.http import request

from odoo.addons.ticket_sale.exceptions import TicketError

from .exchange import TicketExchangePortal, exchange_route
from .picker import refusal
from .refund import read_chosen

#: What a column of ids holds.
MOST_ID = 2**31


class TicketExchangeSeats(TicketExchangePortal):
    """Customers choose the new seats of an exchange on the map."""

    @exchange_route("/seats", "GET", readonly=True)
    def ticket_exchange_seats(self, order_id, access_token=None, session="", **kwargs):
        order_sudo = self._exchange_order(order_id, access_token)
        open_sudo = order_sudo.ticket_ids._self_exchange()
        chosen_sudo = open_sudo & open_sudo.browse(read_chosen())
        session_sudo = chosen_sudo._exchange_sessions().filtered(
            lambda one: str(one.id) == session
        )
        if not self._map_url(order_sudo, access_token, chosen_sudo, session_sudo):
            return request.redirect(self._choice_url(order_sudo, access_token))
        return request.render(
            "ticket_website.exchange_seats",
            {
                "session": session_sudo,
                "show": session_sudo.show_id,
                "tickets": chosen_sudo,
                "back": self._choice_url(
                    order_sudo, access_token, chosen_sudo, session_sudo
                ),
                "picker": self._exchange_props(
                    order_sudo, access_token, chosen_sudo, session_sudo
                ),
                "words": request.env["ir.http"]._ticket_words_url(),
            },
        )

    @exchange_route("/keep", "POST", kind="jsonrpc")
    def ticket_exchange_keep(
        self, order_id, session_id=0, seats=None, access_token=None
    ):
        """Keep the chosen seats, and say where old and new stand side by side.

        :param dict seats: {ticket id: seat id}
        """
        order_sudo = self._exchange_order(order_id, access_token)
        seat_of = self._read_seats(seats)
        tickets_sudo = order_sudo.ticket_ids.filtered(lambda one: one.id in seat_of)
        session_sudo = tickets_sudo._exchange_sessions().filtered(
            lambda one: one.id == session_id
        )
        try:
            request.env["ticket.web.limit"]._spend_hold()
            asked_sudo = request.env["ticket.exchange.request"]._begin_at(
                tickets_sudo, session_sudo, seat_of
            )
        except TicketError as error:
            return refusal(error)
        url = self._url(asked_sudo, access_token)
        return {"redirect": request.env["ir.http"]._url_for(url)}

    # --- helpers ---

    def _map_url(self, order_sudo, access_token, tickets_sudo, session_sudo):
        """The map is for seats whose ticket types the website sells."""
        sections_sudo = session_sudo.seat_map_id.section_ids
        if not tickets_sudo or "seated" not in sections_sudo.mapped("kind"):
            return super()._map_url(
                order_sudo, access_token, tickets_sudo, session_sudo
            )
        sold = session_sudo._types_sold()._sold_on("website")
        if tickets_sudo.type_id - sold:
            return ""
        return self._choice_url(
            order_sudo, access_token, tickets_sudo, session_sudo, "/seats"
        )

    def _choice_url(
        self, order_sudo, access_token, tickets=None, session=None, path=""
    ):
        return order_sudo.ticket_ids[:1]._website_url(
            f"/my/tickets/order/{order_sudo.id}/exchange{path}",
            access_token,
            session=session and session.id,
            ticket=tickets and tickets.ids,
        )

    def _exchange_props(self, order_sudo, access_token, tickets_sudo, session_sudo):
        """As for the seat picker of the session, with these tickets' types alone."""
        offer = session_sudo._offer(
            "website",
            partner=order_sudo.partner_id,
            pricelist=order_sudo.pricelist_id or None,
        )
        types = set(tickets_sudo.type_id.ids)
        offer["types"] = [kind for kind in offer["types"] if kind["id"] in types]
        for zone in offer["zones"]:
            zone["prices"] = {
                key: price for key, price in zone["prices"].items() if int(key) in types
            }
        offer["areas"] = []
        back = self._choice_url(order_sudo, access_token, tickets_sudo, session_sudo)
        keep = f"/my/tickets/order/{order_sudo.id}/exchange/keep"
        return {
            "offer": offer,
            "sale": {"open": True, "state": "open", "message": ""},
            "limit": len(tickets_sudo),
            "hold": None,
            "views": session_sudo._website_views(),
            "exchange": {
                "tickets": [
                    {"id": ticket.id, "type_id": ticket.type_id.id}
                    for ticket in tickets_sudo.sorted("id")
                ],
                "keep": request.env["ir.http"]._url_for(keep),
                "back": request.env["ir.http"]._url_for(back),
                "access_token": access_token or "",
            },
        }

    def _read_seats(self, seats):
        """What the browser sends, strictly typed."""
        try:
            read = {int(ticket): int(seat) for ticket, seat in (seats or {}).items()}
        except (AttributeError, TypeError, ValueError):
            raise NotFound from None
        if any(not 0 < number < MOST_ID for pair in read.items() for number in pair):
            raise NotFound
        return read
