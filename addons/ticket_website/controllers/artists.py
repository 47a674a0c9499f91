from werkzeug.exceptions import NotFound

from odoo.fields import Domain
from odoo.http import Controller, request, route

from odoo.addons.website.models.ir_http import sitemap_qs2dom

from .shared_page import shared_page
from .structured import script_json


class TicketArtists(Controller):
    def sitemap_artist(env, rule, qs):  # noqa: N805  a sitemap is no method
        website = env["website"].get_current_website()
        artists_sudo = env["ticket.artist"].sudo()
        domain = artists_sudo._website_domain(website)
        domain &= Domain("is_published", "=", True)
        domain &= Domain(sitemap_qs2dom(qs, "/artist", artists_sudo._rec_name))
        for artist_sudo in artists_sudo.search(domain):
            if not qs or qs.lower() in artist_sudo.website_url:
                yield {
                    "loc": artist_sudo.website_url,
                    "lastmod": artist_sudo.write_date.date(),
                }

    @route(
        "/artist/<string:slug>",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=sitemap_artist,
    )
    def artist(self, slug, **kwargs):
        """:raise NotFound: no such artist on this website, or not shown yet"""
        artists_sudo = request.env["ticket.artist"].sudo()
        artist_sudo = artists_sudo._website_find(request.website, slug)
        if not artist_sudo:
            raise NotFound
        if slug != request.env["ir.http"]._slug(artist_sudo):
            return request.redirect(artist_sudo.website_url, code=301)
        values = {
            "artist": artist_sudo,
            "main_object": artist_sudo,
            "cards": artist_sudo._website_cards(request.website),
            "structured_data": script_json(artist_sudo._website_person()),
        }
        return shared_page(request.render("ticket_website.artist", values))
