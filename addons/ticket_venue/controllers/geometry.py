from odoo.http import Controller, request, route


class TicketGeometry(Controller):
    @route(
        "/ticket/geometry/<int:map_id>/<int:revision>",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        save_session=False,
    )
    def geometry(self, map_id, revision, **kwargs):
        """The drawing of a hall: the same for ever under one revision.

        A drawing tells no state and no price, so everybody may read it.
        """
        seat_map = request.env["ticket.seat.map"].sudo().browse(map_id).exists()
        if not seat_map or seat_map.revision != revision:
            raise request.not_found()
        lang = kwargs.get("lang")
        if lang not in dict(request.env["res.lang"].get_installed()):
            lang = None
        return request.make_response(
            seat_map.with_context(lang=lang)._geometry_file(),
            headers=[
                ("Content-Type", "application/json; charset=utf-8"),
                ("Content-Encoding", "gzip"),
                ("Cache-Control", "public, max-age=31536000, immutable"),
            ],
        )
