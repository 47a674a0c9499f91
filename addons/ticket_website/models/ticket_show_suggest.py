from odoo import models

SUGGESTED_SHOWS = 6
SUGGESTED_VENUES = 2


class TicketShow(models.Model):
    """What is offered while somebody types."""

    _inherit = "ticket.show"

    def _website_suggestions(self, website, search):
        """:return: what the search field lists: shows that can be bought first, the best
            match on top; then venues
        :rtype: list[dict]
        """
        found = self.search(
            self._website_on_domain(website) & self._website_search_domain(search)
        )
        shows = found._website_best_matches(search)[:SUGGESTED_SHOWS]
        cards = shows._website_cards_of(shows._website_sessions())
        venues = self.env["ticket.venue"]._website_matching(
            website, search, SUGGESTED_VENUES
        )
        return [
            *(card.show._website_suggestion(card) for card in cards),
            *(venue._website_suggestion() for venue in venues),
        ]

    def _website_suggestion(self, card):
        """:param card: the :class:`ShowCard` of this show"""
        self.ensure_one()
        offer = card.best
        return {
            "kind": "show",
            "name": self.name,
            "url": self.website_url,
            "image": self._poster_url("128x128") or "",
            "hue": self.id * 47 % 360,
            "note": f"{card.dates} · {card.sessions[0].venue_id.name}",
            "state": offer.state,
        }
