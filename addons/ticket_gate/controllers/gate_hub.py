from odoo.http import Controller, request

from ..errors import GateApiError
from .gate_api import gate_route
from .gate_tickets import json_gzipped


class TicketGateHubApi(Controller):
    """What only a gate hub asks; scans and passages it sends as the devices do."""

    @gate_route("/ticket/api/v1/gate/hub/package", methods=["GET"], readonly=True)
    def package(self, **_kwargs):
        """Give a hub what it needs to decide for the devices behind it."""
        hub = request.ticket_device
        if not request.env["ticket.gate.device"]._is_hub(hub.id):
            raise GateApiError(403, "no_hub", "This device is not a gate hub.")
        return json_gzipped(request.env["ticket.gate"]._hub_package(hub))
