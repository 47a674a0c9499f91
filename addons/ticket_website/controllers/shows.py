from werkzeug.exceptions import NotFound

from odoo.fields import Domain
from odoo.http import Controller, request, route

from odoo.addons.website.models.ir_http import sitemap_qs2dom

from .structured import script_json


class TicketShows(Controller):
    def sitemap_show(env, rule, qs):  # noqa: N805  a sitemap is no method
        website = env["website"].get_current_website()
        shows_sudo = env["ticket.show"].sudo()
        domain = shows_sudo._website_domain(website) & Domain("is_published", "=", True)
        domain &= Domain(sitemap_qs2dom(qs, "/show", shows_sudo._rec_name))
        for show_sudo in shows_sudo.search(domain):
            if not qs or qs.lower() in show_sudo.website_url:
                yield {
                    "loc": show_sudo.website_url,
                    "lastmod": show_sudo.write_date.date(),
                }

    @route(
        "/show/<string:slug>",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=sitemap_show,
    )
    def show(self, slug, day=None, **kwargs):
        show_sudo = self._find_show(slug)
        ir_http = request.env["ir.http"]
        if slug != ir_http._slug(show_sudo):
            return request.redirect(show_sudo.website_url, code=301)
        sessions_sudo = show_sudo._website_sessions()
        offers = sessions_sudo._website_offers()
        return request.render(
            "ticket_website.show",
            {
                "show": show_sudo,
                "main_object": show_sudo,
                "sessions": sessions_sudo,
                "offers": offers,
                "slots": show_sudo._website_slots(day),
                "venues": sessions_sudo.venue_id,
                "structured_data": script_json(
                    [s._website_event_data(offers[s.id]) for s in sessions_sudo]
                ),
            },
        )

    @route(
        "/show/<string:slug>/document/<int:document_id>",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=False,
    )
    def document(self, slug, document_id, **kwargs):
        """A document of a show that is meant for the audience, to be saved."""
        documents_sudo = self._find_show(slug).document_ids.filtered("for_audience")
        document_sudo = documents_sudo.filtered(lambda d: d.id == document_id)
        if not document_sudo:
            raise NotFound
        stream = request.env["ir.binary"]._get_stream_from(
            document_sudo, "file", filename_field="file_name"
        )
        return stream.get_response(as_attachment=True)

    def _find_show(self, slug):
        """:raise NotFound: no such show on this website, or not shown yet"""
        shows_sudo = request.env["ticket.show"].sudo()
        show_sudo = shows_sudo._website_find(request.website, slug)
        if not show_sudo:
            raise NotFound
        return show_sudo
