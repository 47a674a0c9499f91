from odoo.http import Controller, request

from .gate_api import gate_route


class TicketGatePulseApi(Controller):
    """What cannot wait for the next heartbeat; asked every two seconds."""

    @gate_route("/ticket/api/v1/gate/pulse", methods=["GET"], readonly=True)
    def pulse(self, **_kwargs):
        """Tell the lane's state and the alarm, from memory: nothing is read or written."""
        return request.make_json_response(
            request.env["ticket.gate"]._pulse(request.ticket_device),
            headers={"Cache-Control": "no-store"},
        )
