from werkzeug.exceptions import NotFound

from odoo.exceptions import AccessError
from odoo.http import Controller, content_disposition, request, route

from ..models.pos_session_report import MOST_SHIFTS


class ShiftReport(Controller):
    @route("/ticket/shifts.pdf", type="http", auth="user", readonly=True)
    def shifts_pdf(self, ids="", **kwargs):
        """The report of shifts that the user may see."""
        wanted = [int(part) for part in ids.split(",") if part.isdecimal()]
        if not wanted or len(wanted) > MOST_SHIFTS:
            raise NotFound
        shifts = request.env["pos.session"].browse(wanted).exists()
        try:
            shifts._check_shift_report()
        except AccessError:
            raise NotFound from None
        if not shifts:
            raise NotFound
        name = shifts._shift_document().subtitle.replace("/", "-")
        return request.make_response(
            shifts._shift_pdf(),
            headers=[
                ("Content-Type", "application/pdf"),
                (
                    "Content-Disposition",
                    content_disposition(f"{name}.pdf", disposition_type="inline"),
                ),
                ("Cache-Control", "private, no-store"),
            ],
        )
