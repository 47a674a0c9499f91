from odoo.http import Controller, Response, request, route

from ..errors import GateApiError
from ..tools import gate_hub_program
from .gate_api import gate_route
from .gzipped import json_gzipped


class TicketGateHubApi(Controller):
    """What only a gate hub asks; scans and passages it sends as the devices do."""

    @gate_route("/ticket/api/v1/gate/hub/package", methods=["GET"], readonly=True)
    def package(self, **_kwargs):
        """Give a hub what it needs to decide for the devices behind it."""
        hub = request.ticket_device
        if not request.env["ticket.gate.device"]._is_hub(hub.id):
            raise GateApiError(403, "no_hub", "This device is not a gate hub.")
        return json_gzipped(request.env["ticket.gate"]._hub_package(hub))

    @route(
        "/ticket/gate-hub.pyz",
        type="http",
        auth="public",
        methods=["GET"],
        sitemap=False,
        save_session=False,
        readonly=True,
    )
    def program(self, **_kwargs):
        """Give the program: no secret is in it, a pairing code comes by hand."""
        return Response(
            gate_hub_program.zipped(),
            content_type="application/zip",
            headers={
                "Cache-Control": "no-cache",
                "Content-Disposition": "attachment; filename=gate-hub.pyz",
            },
        )
