from odoo import models

from ..tools import search_text


class TicketVenue(models.Model):
    """Venues are few: their names are spelled when somebody searches."""

    _inherit = "ticket.venue"

    def _website_names(self):
        """What the venue is called, in all languages."""
        langs = self.env["res.lang"].get_installed()
        return [self.with_context(lang=code).name for code, _name in langs]

    def _website_search_line(self):
        return search_text.search_line(self._website_names())

    def _website_matching(self, website, search, limit):
        """The venues of a website that answer to a search, best first."""
        venues = self.search(self._website_domain(website))
        ranked = [
            (search_text.match(search, venue._website_names()), venue.name, venue)
            for venue in venues
        ]
        found = sorted(rank for rank in ranked if rank[0] < search_text.MISSED)
        return self.union(*(venue for _match, _name, venue in found[:limit]))

    def _website_suggestion(self):
        self.ensure_one()
        return {
            "kind": "venue",
            "name": self.name,
            "url": self.website_url,
            "image": self._website_image("128x128") or "",
            "hue": self.id * 47 % 360,
            "note": self._website_address(),
            "state": "",
        }
