from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

from odoo.http import Controller, request, route
from odoo.tools.translate import LazyTranslate

from ..tools.month_days import parse_month
from ..tools.show_choice import MAX_SEARCH, ShowChoice
from .shared_page import shared_answer, shared_page

_lt = LazyTranslate(__name__)

SHOWS_PER_PAGE = 24
SEARCHES_A_MINUTE = 60
SUGGESTIONS_A_MINUTE = 240


class TicketWhatsOn(Controller):
    """What is on: as a list and as a calendar."""

    def sitemap_shows(env, rule, qs):  # noqa: N805  a sitemap is no method
        for page in ("/shows", "/shows/calendar"):
            if not qs or qs.lower() in page:
                yield {"loc": page}

    @route(
        ["/shows", "/shows/page/<int:page>"],
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=sitemap_shows,
        list_as_website_content=_lt("Shows"),
    )
    def shows(self, page=1, **kwargs):
        """What is on: the shows with sessions to come first, soonest on top."""
        choice = ShowChoice.parse(kwargs)
        if choice.search:
            self._spend_search("search", SEARCHES_A_MINUTE)
        shows_sudo = request.env["ticket.show"].sudo()
        catalogue = shows_sudo._website_catalogue(request.website, choice)
        pager = request.website.pager(
            url="/shows",
            url_args=choice.args(),
            total=len(catalogue.shows),
            page=page,
            step=SHOWS_PER_PAGE,
        )
        page_sudo = catalogue.shows[pager["offset"] :][:SHOWS_PER_PAGE]
        sessions_sudo = page_sudo._website_sessions(within=catalogue.sessions)
        values = {
            "cards": page_sudo._website_cards_of(sessions_sudo),
            "catalogue": catalogue,
            "choice": choice,
            "pager": pager,
            "path": "/shows",
        }
        return shared_page(request.render("ticket_website.shows", values))

    @route(
        "/shows/calendar",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=False,
    )
    def calendar(self, month=None, **kwargs):
        """What is on, day by day: a month on wide screens, a list of days on phones."""
        choice = ShowChoice.parse(kwargs)
        choice = replace(choice, **choice.without_days())
        shows_sudo = request.env["ticket.show"].sudo()
        catalogue = shows_sudo._website_catalogue(request.website, choice)
        first = parse_month(month)
        values = {
            "catalogue": catalogue,
            "choice": choice,
            "path": "/shows/calendar",
            "month": shows_sudo._website_calendar(catalogue, first),
            "month_asked": first,
            "month_url": partial(_month_url, choice),
        }
        return shared_page(request.render("ticket_website.shows_calendar", values))

    @route(
        "/shows/suggest",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=False,
        save_session=False,
    )
    def suggest(self, search="", **kwargs):
        """What the search field offers while somebody types."""
        self._spend_search("suggest", SUGGESTIONS_A_MINUTE)
        search = " ".join(str(search).split())[:MAX_SEARCH]
        shows_sudo = request.env["ticket.show"].sudo()
        found = shows_sudo._website_suggestions(request.website, search)
        response = request.make_json_response({"search": search, "found": found})
        return shared_answer(response)

    def _spend_search(self, name, count):
        """:raise TooManyRequests: too many searches from one address"""
        limit = request.env["ticket.web.limit"]
        limit._spend_read(name, limit._address(), count, 60)


def _month_url(choice, first):
    args = choice.args() | {"month": f"{first:%Y-%m}"}
    return f"/shows/calendar?{urlencode(args)}"
