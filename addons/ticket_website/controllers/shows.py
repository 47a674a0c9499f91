from werkzeug.exceptions import NotFound

from odoo.fields import Domain
from odoo.http import Controller, request, route

from odoo.addons.ticket_sale.tools.qr_svg import qr_svg
from odoo.addons.website.models.ir_http import sitemap_qs2dom

from .shared_page import shared_page
from .structured import script_json

#: A picture holds user text, and nothing in it may run.
PICTURE_HEADERS = [
    ("Content-Type", "image/svg+xml; charset=utf-8"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"),
    ("X-Content-Type-Options", "nosniff"),
]


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
        if slug != request.env["ir.http"]._slug(show_sudo):
            return request.redirect(show_sudo.website_url, code=301)
        page = show_sudo._website_page(request.website)
        values = self._page_values(page, show_sudo, day)
        return shared_page(request.render("ticket_website.show", values))

    def _page_values(self, page, show_sudo, day):
        events = [s._website_event_data(page.offers[s.id]) for s in page.sessions]
        return {
            "show": show_sudo,
            "main_object": show_sudo,
            "page": page,
            "sessions": page.sessions,
            "offers": page.offers,
            "slots": show_sudo._website_slots(day),
            "venues": page.sessions.venue_id,
            "share_url": show_sudo._website_share_url(),
            "structured_data": script_json(events),
        }

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

    @route(
        "/show/<string:slug>/qr.svg",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=False,
    )
    def qr(self, slug, **kwargs):
        """The address of the page for a phone's camera, as WeChat passes pages on."""
        show_sudo = self._find_show(slug)
        label = request.env._("QR code of this page")
        return self._picture(qr_svg(show_sudo._website_share_url(), label))

    @route(
        "/session/<int:session_id>/seats.svg",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=False,
    )
    def seats(self, session_id, **kwargs):
        """The hall of a session with its price zones."""
        return self._picture(self._find_session(session_id)._website_seat_picture())

    @route(
        "/session/<int:session_id>/calendar.ics",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=False,
    )
    def calendar(self, session_id, **kwargs):
        session_sudo = self._find_session(session_id)
        return request.make_response(
            session_sudo._website_calendar(),
            headers=[
                ("Content-Type", "text/calendar; charset=utf-8"),
                (
                    "Content-Disposition",
                    f'attachment; filename="session-{session_sudo.id}.ics"',
                ),
            ],
        )

    def _picture(self, picture):
        return request.make_response(
            picture,
            headers=[*PICTURE_HEADERS, ("Cache-Control", "public, max-age=3600")],
        )

    def _find_show(self, slug):
        """:raise NotFound: no such show on this website, or not shown yet"""
        shows_sudo = request.env["ticket.show"].sudo()
        show_sudo = shows_sudo._website_find(request.website, slug)
        if not show_sudo:
            raise NotFound
        return show_sudo

    def _find_session(self, session_id):
        """:raise NotFound: no such session, or not one that visitors are told of"""
        shows_sudo = request.env["ticket.show"].sudo()
        session_sudo = request.env["ticket.session"].sudo()
        session_sudo = session_sudo.search(
            Domain("id", "=", session_id)
            & shows_sudo._website_session_domain()
            & Domain("show_id", "any", shows_sudo._website_domain(request.website))
        )
        if not session_sudo:
            raise NotFound
        return session_sudo
