from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.ticket_venue.tools import timetable

from ..tools.price_buckets import price_buckets


@dataclass(frozen=True)
class Catalogue:
    """What a visitor chose of all that is on, and what else there is to choose from."""

    shows: models.BaseModel  # in order
    sessions: Domain  # which of their sessions are meant
    genres: models.BaseModel
    venues: models.BaseModel
    prices: list[int]
    currency: models.BaseModel
    today: date

    def price_label(self, price):
        """A round amount in words, without decimals."""
        signs = [self.currency.symbol, str(price)]
        return " ".join(signs if self.currency.position == "before" else signs[::-1])


class TicketShow(models.Model):
    """The listing, narrowed down by what visitors choose."""

    _inherit = "ticket.show"

    def _website_catalogue(self, website, choice):
        """:param choice: a :class:`~ticket_website.tools.show_choice.ShowChoice`
        :rtype: Catalogue
        """
        every = self.search(self._website_on_domain(website))
        venues = self._website_catalogue_venues(every)
        sessions = self._website_choice_sessions(choice, venues)
        shows = self.search(
            Domain("id", "in", every.ids)
            & Domain("session_ids", "any", sessions & self._website_session_domain())
            & self._website_choice_domain(choice)
        )
        if choice.price or choice.available:
            shows = shows._website_affordable(choice, sessions)
        if choice.search and choice.rule != "hot":
            shows = shows._website_best_matches(choice.search)
        else:
            shows = shows._website_rule_order(choice.rule)
        return Catalogue(
            shows=shows,
            sessions=sessions,
            genres=every.genre_id._root().sorted(),
            venues=venues,
            prices=self._website_price_steps(website),
            currency=website.company_id.sudo().currency_id,
            today=self._website_today(venues),
        )

    def _website_catalogue_venues(self, shows):
        """Where these shows are to come."""
        rows = self.env["ticket.session"]._read_group(
            Domain("show_id", "in", shows.ids) & self._website_session_domain(),
            ["venue_id"],
        )
        venues = self.env["ticket.venue"].union(*(venue for [venue] in rows))
        return venues.sorted("name")

    def _website_choice_domain(self, choice):
        domain = self._website_rule_domain(choice.rule)
        if choice.genre:
            domain &= Domain("genre_id", "child_of", choice.genre)
        if choice.search:
            domain &= self._website_search_domain(choice.search)
        return domain

    def _website_choice_sessions(self, choice, venues):
        """Which sessions the choice means, by the clock of the venues."""
        domain = Domain.TRUE
        if choice.venue:
            domain &= Domain("venue_id", "=", choice.venue)
            venues = venues.filtered(lambda venue: venue.id == choice.venue) or venues
        first, last = choice.days(self._website_today(venues))
        tz = self._website_tz(venues)
        if first:
            domain &= Domain("start", ">=", _midnight(first, tz))
        if last:
            domain &= Domain("start", "<", _midnight(last + timedelta(days=1), tz))
        return domain

    def _website_affordable(self, choice, sessions):
        """The shows that can be bought, or that cost no more, as the choice asks."""
        kept = self.browse()
        for card in self._website_cards_of(self._website_sessions(within=sessions)):
            cheapest = card.cheapest
            too_dear = choice.price and (
                cheapest is None or cheapest.price > choice.price
            )
            gone = choice.available and not card.best.can_buy
            if not (too_dear or gone):
                kept |= card.show
        return kept

    @api.model
    def _website_price_steps(self, website):
        """Round amounts to narrow the prices of a website's company down by."""
        rows = self.env["ticket.price"]._read_group(
            [("company_id", "=", website._get_cached("company_id"))], ["amount"]
        )
        return price_buckets([amount for [amount] in rows])

    @api.model
    def _website_tz(self, venues):
        return venues[:1].tz or "UTC"

    @api.model
    def _website_today(self, venues):
        """Which day it is at the venues."""
        tz = self._website_tz(venues)
        return timetable.to_local(fields.Datetime.now(), tz).date()


def _midnight(day, tz):
    """When a day begins in a time zone, in UTC."""
    return timetable.occurrence(datetime.combine(day, time.min), tz).start
