from functools import partial

from odoo.http import Controller, request, route

from ..errors import GateApiError
from ..tools import pass_code

photo_route = partial(
    route,
    type="http",
    auth="ticket_device",
    methods=["GET"],
    readonly=True,
    save_session=False,
)


class TicketGatePassPhoto(Controller):
    """The face on a pass: staff compare it with the person who shows it."""

    @photo_route("/ticket/api/v1/gate/pass/<string:number>/photo")
    def photo(self, number, **_kwargs):
        settings = request.env["ticket.gate"]._settings(request.ticket_device.gate)
        image = pass_code.is_number(number) and request.env["ticket.gate.pass"]._photo(
            number, settings.company
        )
        if not image:
            raise GateApiError(404, "not_found", "There is no photo of this pass.")
        return request.make_response(
            image,
            headers=[
                (
                    "Content-Type",
                    "image/png" if image[:4] == b"\x89PNG" else "image/jpeg",
                ),
                ("Cache-Control", "private, no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
