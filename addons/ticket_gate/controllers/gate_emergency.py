from odoo import SUPERUSER_ID
from odoo.http import Controller, request

from ..errors import GateApiError
from ..models.ticket_emergency import LONGEST_MESSAGE
from .gate_api import _body, gate_route

ACTIONS = ("raise", "clear")
KINDS = ("emergency", "drill")


class TicketGateEmergencyApi(Controller):
    """What a fire panel calls; ``static/openapi/gate.yaml`` describes it."""

    @gate_route("/ticket/api/v1/gate/emergency", methods=["POST"])
    def emergency(self, **_kwargs):
        """Raise the alarm at the venue of the device's lane, or report all clear.

        The same again changes nothing, so a panel may repeat itself.
        """
        body = _body()
        action, kind = body.get("action", "raise"), body.get("kind", "emergency")
        message = body.get("message", "")
        if action not in ACTIONS:
            raise GateApiError(400, "invalid_request", "action must be raise or clear.")
        if kind not in KINDS:
            raise GateApiError(
                400, "invalid_request", "kind must be emergency or drill."
            )
        if not isinstance(message, str):
            raise GateApiError(400, "invalid_request", "message must be a string.")
        message = "".join(filter(str.isprintable, message[:LONGEST_MESSAGE]))
        identity = request.ticket_device
        request.update_env(user=SUPERUSER_ID)  # a device is no user
        device_sudo = request.env["ticket.gate.device"].browse(identity.id)
        if not device_sudo.may_alarm:
            raise GateApiError(403, "not_allowed", "This device may raise no alarm.")
        emergencies_sudo = request.env["ticket.emergency"]
        return request.make_json_response(
            emergencies_sudo._panel(device_sudo, action, kind, message)
        )
