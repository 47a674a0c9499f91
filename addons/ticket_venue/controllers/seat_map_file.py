from odoo.exceptions import AccessError, MissingError
from odoo.http import Controller, content_disposition, request, route

from ..tools.seat_export import FORMATS


class TicketSeatMapFile(Controller):
    @route(
        "/ticket/seat_map/<int:map_id>/<string:file_format>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def seat_map_file(self, map_id, file_format, **_kwargs):
        """A seat map as a file, for those who may read it."""
        seat_map = request.env["ticket.seat.map"].browse(map_id)
        if file_format not in FORMATS:
            raise request.not_found()
        try:
            seat_map.check_access("read")
        except (AccessError, MissingError):
            raise request.not_found()
        content, name = seat_map._write_file(file_format)
        return request.make_response(
            content,
            headers=[
                ("Content-Type", FORMATS[file_format].mimetype),
                ("Content-Disposition", content_disposition(name)),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
