from werkzeug.exceptions import NotFound

from odoo.fields import Domain
from odoo.http import Controller, request, route
from odoo.tools.translate import LazyTranslate

from odoo.addons.website.models.ir_http import sitemap_qs2dom

from .structured import script_json

_lt = LazyTranslate(__name__)


class TicketVenues(Controller):
    def sitemap_venues(env, rule, qs):  # noqa: N805  a sitemap is no method
        if not qs or qs.lower() in "/venues":
            yield {"loc": "/venues"}

    def sitemap_venue(env, rule, qs):  # noqa: N805  a sitemap is no method
        website = env["website"].get_current_website()
        venues_sudo = env["ticket.venue"].sudo()
        domain = venues_sudo._website_domain(website)
        domain &= Domain("is_published", "=", True)
        domain &= Domain(sitemap_qs2dom(qs, "/venue", venues_sudo._rec_name))
        for venue_sudo in venues_sudo.search(domain):
            if not qs or qs.lower() in venue_sudo.website_url:
                yield {
                    "loc": venue_sudo.website_url,
                    "lastmod": venue_sudo.write_date.date(),
                }

    @route(
        "/venues",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=sitemap_venues,
        list_as_website_content=_lt("Venues"),
    )
    def venues(self, city=None, **kwargs):
        """The houses, of all cities or of one."""
        venues_sudo = request.env["ticket.venue"].sudo()
        found_sudo = venues_sudo.search(venues_sudo._website_domain(request.website))
        cities = sorted(set(found_sudo.filtered("city").mapped("city")))
        if city in cities:
            found_sudo = found_sudo.filtered(lambda venue: venue.city == city)
        else:
            city = None
        return request.render(
            "ticket_website.venues",
            {
                "venues": found_sudo,
                "coming": found_sudo._website_show_counts(request.website),
                "cities": cities if len(cities) > 1 else [],
                "city": city,
            },
        )

    @route(
        "/venue/<string:slug>",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=sitemap_venue,
    )
    def venue(self, slug, **kwargs):
        """:raise NotFound: no such venue on this website, or not shown yet"""
        venues_sudo = request.env["ticket.venue"].sudo()
        venue_sudo = venues_sudo._website_find(request.website, slug)
        if not venue_sudo:
            raise NotFound
        if slug != request.env["ir.http"]._slug(venue_sudo):
            return request.redirect(venue_sudo.website_url, code=301)
        return request.render(
            "ticket_website.venue",
            {
                "venue": venue_sudo,
                "main_object": venue_sudo,
                "cards": venue_sudo._website_cards(request.website),
                "structured_data": script_json(
                    {"@context": "https://schema.org"} | venue_sudo._website_place()
                ),
            },
        )
