from werkzeug.exceptions import NotFound

from odoo.http import STATIC_CACHE_LONG, request, route

from .picker import TicketPicker

#: Widths in which a view from a section is given: the small picture and the large one.
VIEW_WIDTHS = (256, 1600)


class TicketPickerMore(TicketPicker):
    """What an open seat picker asks for: its words, pictures, places left, its hold."""

    @route(
        "/ticket/web/words/<string:lang>/<string:unique>",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        save_session=False,
        sitemap=False,
    )
    def words(self, lang, unique, **kwargs):
        """The texts of the picker in one language: {module: {text: translation}}.

        The picker is drawn before Odoo's own scripts have brought theirs.

        :param unique: changes with the texts, so that browsers may keep the answer
        """
        installed = {code for code, _name in request.env["res.lang"].get_installed()}
        if lang not in installed:
            raise NotFound
        return request.make_json_response(
            request.env["ir.http"]._ticket_words(lang),
            [("Cache-Control", f"public, max-age={STATIC_CACHE_LONG}")],
        )

    @route(
        "/ticket/web/areas/<int:session_id>",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        readonly=True,
        save_session=False,
        sitemap=False,
    )
    def areas(self, session_id, **kwargs):
        """How many places the standing areas of a session have left."""
        session_sudo = self._find_session(session_id)
        return request.make_json_response(
            session_sudo._website_areas_left(), [("Cache-Control", "public, max-age=2")]
        )

    @route(
        "/session/<int:session_id>/view/<int:section_id>",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        readonly=True,
        save_session=False,
        sitemap=False,
    )
    def section_view(self, session_id, section_id, width=None, **kwargs):
        """The stage as seen from a section.

        :raise NotFound: no such session, section or picture
        """
        session_sudo = self._find_session(session_id)
        section_sudo = session_sudo.seat_map_id.section_ids.filtered(
            lambda section: section.id == section_id and section.has_view
        )
        if not section_sudo:
            raise NotFound
        small, large = VIEW_WIDTHS
        stream = (
            request.env["ir.binary"]
            .sudo()
            ._get_image_stream_from(
                section_sudo,
                "view_image",
                width=small if width == str(small) else large,
            )
        )
        stream.public = True
        return stream.get_response(immutable="unique" in kwargs)

    @route(
        "/ticket/web/held",
        type="jsonrpc",
        auth="public",
        website=True,
        methods=["POST"],
        readonly=True,
    )
    def held(self, session_id):
        """What this browser holds in a session: asked after an answer was lost."""
        return {"hold": self._unused_hold(self._find_session(session_id))}
