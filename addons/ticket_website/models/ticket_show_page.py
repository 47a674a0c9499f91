from collections import Counter
from dataclasses import dataclass
from urllib.parse import quote

from odoo import models
from odoo.fields import Domain

#: How many other shows a show's page leads to.
MOST_RELATED = 4
MOST_NEWS = 3


@dataclass(frozen=True)
class ShowPage:
    """What the page of a show tells beside its own fields."""

    sessions: models.BaseModel
    offers: dict
    plans: list
    related: list
    news: models.BaseModel

    @property
    def cheapest(self):
        """The offer with the lowest price, of those that can be bought if there are."""
        priced = [offer for offer in self.offers.values() if offer.price is not None]
        buyable = [offer for offer in priced if offer.can_buy]
        return min(buyable or priced, key=lambda offer: offer.price, default=None)

    @property
    def buyable(self):
        """The sessions that a visitor can buy now."""
        return self.sessions.filtered(lambda session: self.offers[session.id].can_buy)

    @property
    def buy_url(self):
        """Where the way to the seats begins: the picker when there is but one choice."""
        own = self.buyable.filtered(lambda one: one.show_id.ticketing == "own")
        if len(own) == 1 and not own.slot_plan_id:
            return own.website_url
        return "#sessions"


class TicketShow(models.Model):
    """The page of one show."""

    _inherit = "ticket.show"

    def _website_page(self, website, pricelist=None):
        """:return: a :class:`ShowPage` of this show on a website"""
        self.ensure_one()
        sessions = self._website_sessions()
        return ShowPage(
            sessions=sessions,
            offers=sessions._website_offers(pricelist=pricelist),
            plans=sessions._website_seat_plans(pricelist),
            related=self._website_related(website),
            news=self._website_news(website),
        )

    def _website_news(self, website):
        """What the house wrote about this show, the latest first."""
        domain = website._ticket_news_domain() & Domain("ticket_show_id", "=", self.id)
        posts_sudo = self.env["blog.post"].sudo()
        return posts_sudo.search(domain, order="post_date desc", limit=MOST_NEWS)

    def _website_related(self, website):
        """Cards of other shows to come that have most in common with this one."""
        kin = {
            "cast_ids.artist_id": (self.cast_ids.artist_id.ids, 4),
            "tag_ids": (self.tag_ids.ids, 2),
            "genre_id": (self.genre_id.ids, 2),
            "session_ids.venue_id": (self.session_ids.venue_id.ids, 1),
        }
        told = self._website_domain(website) & Domain("id", "!=", self.id)
        told &= Domain("session_ids", "any", self._website_session_domain())
        points = Counter()
        for field, (ids, weight) in kin.items():
            if ids:
                for show_id in self._search(told & Domain(field, "in", ids), limit=50):
                    points[show_id] += weight
        best = [show_id for show_id, _points in points.most_common(MOST_RELATED)]
        cards = self.browse(best)._website_cards()
        return sorted(cards, key=lambda card: best.index(card.show.id))

    def _website_share_url(self):
        """The page's full address, in the visitor's language, for others to open."""
        return self.get_base_url() + self.env["ir.http"]._url_for(self.website_url)

    def _website_mail_url(self):
        """A mail with the page's address, to be sent by the visitor's own program."""
        body = quote(self._website_share_url())
        return f"mailto:?subject={quote(self.name)}&body={body}"
