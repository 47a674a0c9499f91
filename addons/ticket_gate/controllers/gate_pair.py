from functools import partial

from odoo.http import Controller, request, route

from ..errors import GateApiError
from ..tools import wording
from .gate_api import SPOKEN, _body

MOST_TRIES = 60
TRIES_MINUTES = 15
LONGEST = 64

pair_route = partial(
    route,
    type="http",
    auth="public",
    methods=["POST"],
    csrf=False,
    save_session=False,
    max_content_length=4096,
)


class TicketGatePair(Controller):
    """Where a device that has no token yet gets one."""

    @pair_route("/ticket/api/v1/gate/pair")
    def pair(self, **_kwargs):
        """Exchange a pairing code for a token."""
        code = _body().get("code")
        if not isinstance(code, str) or not 0 < len(code) <= LONGEST:
            raise GateApiError(
                400, "invalid_request", "code: the 8 characters of the pairing code."
            )
        allowed = request.env["ticket.throttle"]._allows(
            "gate_pair", request.httprequest.remote_addr, MOST_TRIES, TRIES_MINUTES
        )
        if not allowed:
            raise GateApiError(
                429, "too_many_tries", "Too many tries. Wait a quarter of an hour."
            )
        paired = request.env["ticket.gate.device"]._redeem_pairing_code(code)
        if not paired:
            raise GateApiError(
                401,
                "wrong_code",
                "This pairing code is wrong, was used or is too old. Ask for a new one.",
            )
        device_sudo, token = paired
        accepted = [tag for tag, _quality in request.httprequest.accept_languages]
        return request.make_json_response(
            {
                "token": token,
                "device": {"id": device_sudo.id, "name": device_sudo.name},
                "gate": {
                    "id": device_sudo.gate_id.id,
                    "name": device_sudo.gate_id.name,
                },
                "lang": wording.preferred_language(accepted, SPOKEN, device_sudo.lang),
            },
            headers={"Cache-Control": "no-store"},
        )
