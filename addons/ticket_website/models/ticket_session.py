from collections import defaultdict
from dataclasses import dataclass

import babel.dates
import pytz

from odoo import fields, models
from odoo.tools import SQL, babel_locale_parse
from odoo.tools.misc import get_lang

from odoo.addons.ticket_sale.exceptions import PriceMissing, SaleClosed, TicketError

FEW_LEFT = 20


@dataclass(frozen=True)
class SessionOffer:
    """What a visitor is told of a session before opening it."""

    # open, few, sold_out, external, presale, soon, paused, ended, postponed
    state: str
    can_buy: bool = False
    price: float | None = None
    currency: models.BaseModel | None = None
    opens: str = ""


class TicketSession(models.Model):
    _inherit = "ticket.session"

    website_url = fields.Char(compute="_compute_website_url")

    def _compute_website_url(self):
        for session in self:
            session.website_url = f"/session/{session.id}"

    def _website_offers(self, partner=None, pricelist=None):
        """:return: a SessionOffer for each session
        :rtype: dict[int, SessionOffer]
        """
        prices, places = self._website_prices(pricelist), self._website_places()
        return {
            session.id: session._website_offer(
                partner, prices.get(session, (None, None)), places[session.id]
            )
            for session in self
        }

    def _website_offer(self, partner, price, places):
        if self.show_id.ticketing == "external":
            return self._website_external_offer()
        amount, currency = price
        offer = {"price": amount, "currency": currency}
        try:
            self._check_sale_open("website", partner)
        except SaleClosed:
            return SessionOffer(
                self._website_closed_state(), opens=self._website_opens(), **offer
            )
        free, held = places
        if not free:
            return SessionOffer("few" if held else "sold_out", bool(held), **offer)
        return SessionOffer("few" if free <= FEW_LEFT else "open", True, **offer)

    def _website_external_offer(self):
        """What is told of a session that somebody else sells."""
        if self.state in ("paused", "postponed", "ended"):
            return SessionOffer(self.state)
        over = fields.Datetime.now() >= (self.sale_end or self.end)
        return SessionOffer("ended") if over else SessionOffer("external", can_buy=True)

    def _website_closed_state(self):
        """Why a visitor cannot buy now, in one word."""
        if self.state in ("paused", "postponed"):
            return self.state
        if self._sale_phase() == "presale":
            return "presale"
        now = fields.Datetime.now()
        begins_later = not self.sale_start or now < self.sale_start
        return "soon" if self.state == "announced" and begins_later else "ended"

    def _website_opens(self):
        """When everybody may buy, in words and in the venue's time."""
        if not self.sale_start or self.sale_start <= fields.Datetime.now():
            return ""
        day = self._website_format(self.sale_start, "MMMd")
        return f"{day} {self._website_format(self.sale_start, 'Hm')}"

    def _website_format(self, moment, skeleton):
        """A time in the venue's zone, in the order and words of the visitor's language.

        :param skeleton: a CLDR skeleton such as ``yMMMd``
        """
        return babel.dates.format_skeleton(
            skeleton,
            self._website_local(moment),
            locale=babel_locale_parse(get_lang(self.env).code),
        )

    def _website_local(self, moment):
        return pytz.utc.localize(moment).astimezone(pytz.timezone(self.tz or "UTC"))

    def _website_when(self):
        day = self._website_format(self.start, "yMMMEd")
        return f"{day} {self._website_format(self.start, 'Hm')}"

    def _website_prices(self, pricelist=None):
        """The lowest price of each session as a visitor pays it, taxes included.

        :return: {session: (amount, currency)}
        """
        lowest = {}
        quoted = {}
        Zone = self.env["ticket.zone"]
        pricelist_sudo = (pricelist or self.env["product.pricelist"]).sudo()
        by_session = bool(pricelist_sudo.item_ids.ticket_strategy_id)
        for session, prices in self._price_tables().items():
            types = self.env["ticket.type"].sudo().browse({key[1] for key in prices})
            shown = set(types._sold_on("website").ids)
            offers = [
                (amount, type_id, zone_id)
                for (zone_id, type_id), amount in prices.items()
                if type_id in shown
            ]
            if not offers:
                continue
            amount, type_id, zone_id = min(offers)
            cheapest = (session if by_session else session.company_id, amount, type_id)
            if cheapest not in quoted:
                quoted[cheapest] = self.env["ticket.hold"]._price_one(
                    session,
                    types.browse(type_id),
                    amount,
                    None,
                    pricelist,
                    zone=Zone.browse(zone_id),
                )
            quote = quoted[cheapest]
            lowest[session] = (quote["unit_total"], quote["currency"])
        return lowest

    def _website_places(self):
        """How many places are free, counted up to a few, and whether any is held.

        Only the free ones of each session are walked, by their partial index.
        """
        self.env["ticket.place"].flush_model(["session_id", "state", "held_until"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT session.id,
                       (SELECT count(*) FROM (
                            SELECT FROM ticket_place
                             WHERE session_id = session.id AND state = 'free'
                             LIMIT %(few)s) AS free),
                       EXISTS (SELECT FROM ticket_place
                                WHERE session_id = session.id AND state = 'held')
                  FROM unnest(%(ids)s::integer[]) AS session(id)
                """,
                ids=self.ids,
                few=FEW_LEFT + 1,
            )
        )
        return defaultdict(
            lambda: (0, False), {row[0]: (row[1], row[2]) for row in rows}
        )

    def _website_sale(self, partner):
        """Whether this visitor may buy now, and if not, what to tell."""
        try:
            self._check_sale_open("website", partner)
        except SaleClosed as error:
            state, opens = self._website_closed_state(), self._website_opens()
            message = str(error)
            if opens and state in ("soon", "presale"):
                message = self.env._("Everybody may buy from %(when)s.", when=opens)
            return {"open": False, "state": state, "message": message}
        return {"open": True, "state": "open", "message": ""}

    def _website_held(self, hold, places):
        """A hold as the picker reads it. The rest of its time is told in seconds, so
        that a wrong clock on the phone does no harm.

        :param hold: a ``ticket.hold`` or the engine's ``HeldPlaces``
        :param list[tuple] places: each place with the words for it
        """
        left = hold.expires_at - fields.Datetime.now()
        return {
            "token": hold.token,
            "seconds": max(0, int(left.total_seconds())),
            "places": [
                {
                    "id": place.id,
                    "seat_id": int(place.seat_id or 0),
                    "section_id": int(place.section_id),
                    "zone_id": int(place.zone_id),
                    "label": label,
                }
                for place, label in places
            ],
        }

    def _website_check_types(self, places, types):
        """The visitor's choice of a ticket type for each place, checked.

        :param places: the places of the visitor's hold
        :param types: what the browser sent
        :return: {place id: type id}
        :raise TicketError: not exactly these places, or a type not sold on the web there
        """
        try:
            choice = {
                int(place_id): int(type_id) for place_id, type_id in types.items()
            }
        except (AttributeError, TypeError, ValueError):
            choice = {}
        if set(choice) != set(places.ids):
            raise TicketError(self.env._("Choose a ticket type for every seat."))
        types_sold = self.env["ticket.type"].browse(set(choice.values()))
        types_sold = types_sold.exists()._sold_on("website")
        prices = self._prices()
        for place in places:
            type_id = choice[place.id]
            if (
                type_id not in types_sold.ids
                or (place.zone_id.id, type_id) not in prices
            ):
                raise PriceMissing(
                    self.env._("This ticket type is not sold for these seats.")
                )
        return choice
