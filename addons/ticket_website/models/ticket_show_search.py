from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import escape_psql

from ..tools import search_text

#: Shows that a search looks at closer.
MAX_FOUND = 200
#: Sessions that can be bought come before those that will be; then the others.
STATE_RANKS = {"presale": 0, "on_sale": 0, "announced": 1}


class TicketShow(models.Model):
    """Finding shows by what people type, in any language, in pinyin or its initials."""

    _inherit = "ticket.show"

    search_words = fields.Text(
        compute="_compute_search_words", store=True, compute_sudo=True
    )

    @api.depends(
        "name",
        "subtitle",
        "keywords",
        "tag_ids.name",
        "cast_ids.name",
        "genre_id.name",
    )
    def _compute_search_words(self):
        for show in self:
            show.search_words = search_text.search_line(
                [*show._website_names(), *show._website_more_names()]
            )

    def _website_names(self):
        """What the show is called, in all languages."""
        return self._website_in_all_languages("name")

    def _website_more_names(self):
        """Other words by which the show is found."""
        paths = (
            "subtitle",
            "keywords",
            "tag_ids.name",
            "cast_ids.name",
            "genre_id.name",
        )
        return [name for path in paths for name in self._website_in_all_languages(path)]

    def _website_in_all_languages(self, path):
        names = []
        for code, _name in self.env["res.lang"].get_installed():
            names += self.with_context(lang=code).mapped(path)
        return list(dict.fromkeys(filter(None, names)))

    def _website_search_domain(self, search):
        """Shows that hold every word, in whichever language or spelling it is typed."""
        words = search_text.words_of(search)
        if not words:
            return Domain.FALSE
        venues = self.env["ticket.venue"].search([("is_published", "=", True)])
        lines = {venue.id: venue._website_search_line() for venue in venues}
        return Domain.AND(
            Domain("search_words", "ilike", escape_psql(word))
            | Domain(
                "session_ids.venue_id",
                "in",
                [venue_id for venue_id, line in lines.items() if word in line],
            )
            for word in words
        )

    def _website_best_matches(self, search):
        """These shows, those that can be bought first, the best match on top of them."""
        ranks = self._website_sale_ranks()
        shows = self.sorted("id")[:MAX_FOUND]
        matches = {show: show._website_match(search) for show in shows}
        return shows.sorted(lambda show: (ranks.get(show, 2), matches[show], show.id))

    def _website_match(self, search):
        """How well the show answers; an artist answers less well than a name."""
        names = search_text.match(search, self._website_names())
        cast = search_text.match(
            search, self._website_in_all_languages("cast_ids.name")
        )
        return min(names * 2, cast * 2 + 1)

    def _website_sale_ranks(self):
        """{show: 0 can be bought, 1 will be, 2 neither}"""
        groups = self.env["ticket.session"]._read_group(
            Domain("show_id", "in", self.ids) & self._website_session_domain(),
            ["show_id"],
            ["state:array_agg_distinct"],
        )
        return {
            show: min(STATE_RANKS.get(state, 2) for state in states)
            for show, states in groups
        }
