from werkzeug.exceptions import NotFound

from odoo.exceptions import AccessError
from odoo.http import Controller, content_disposition, request, route

from ..models.ticket_ticket_pdf import MOST_IN_A_FILE
from ..tools.face_sheet import PAPERS


class TicketFile(Controller):
    """Tickets as files, for people who may read them in the back office."""

    @route("/ticket/tickets.pdf", type="http", auth="user", readonly=True)
    def tickets_pdf(self, ids="", paper="", **kwargs):
        wanted = [int(part) for part in ids.split(",") if part.isdecimal()]
        if not wanted or len(wanted) > MOST_IN_A_FILE or paper not in PAPERS:
            raise NotFound
        tickets = request.env["ticket.ticket"].browse(wanted).exists()
        try:
            tickets.check_access("read")
        except AccessError:
            raise NotFound from None
        live = tickets.filtered(lambda ticket: ticket.state in ("valid", "used"))
        if not live._for_file():
            raise NotFound
        return pdf_response(live, paper)


def pdf_response(tickets, paper=""):
    """The PDF of tickets that the visitor may have, as a download."""
    name = tickets[:1] and tickets.sudo()._file_name()
    return request.make_response(
        tickets._pdf(paper),
        headers=[
            ("Content-Type", "application/pdf"),
            ("Content-Disposition", content_disposition(f"{name}.pdf")),
            ("Cache-Control", "private, no-store"),
        ],
    )
