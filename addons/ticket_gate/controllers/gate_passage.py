from psycopg2.pool import PoolError

from odoo.http import Controller, request

from odoo.addons.ticket_sale.exceptions import Busy

from ..errors import GateApiError
from ..exceptions import PassageClosed, PassageUnknown
from ..tools.scanning import LONGEST_SCAN_ID
from .gate_api import _body, acting, gate_route


class TicketGatePassageApi(Controller):
    """What turnstiles tell that count the turns of their arms."""

    @gate_route("/ticket/api/v1/gate/passage", methods=["POST"])
    def passage(self, **_kwargs):
        body = _body()
        ref, passed = body.get("ref"), body.get("passed")
        if not isinstance(ref, str) or not 0 < len(ref) <= LONGEST_SCAN_ID:
            raise GateApiError(
                400, "invalid_request", "ref: as the scan's answer told.", field="ref"
            )
        if isinstance(passed, bool) or not isinstance(passed, int):
            raise GateApiError(
                400, "invalid_request", "passed must be a number.", field="passed"
            )
        device, _hub = acting(body, is_report=True)
        return request.make_json_response(_report(device, ref, passed))


def _report(device, ref, passed):
    passages = request.env["ticket.gate.passage"]
    try:
        return passages._report(device.id, ref, passed)
    except PassageUnknown as error:
        raise GateApiError(
            404, "unknown_passage", "This device has no such passage."
        ) from error
    except PassageClosed as error:
        raise GateApiError(
            409, "passage_closed", "This passage was told to have ended otherwise."
        ) from error
    except ValueError as error:
        raise GateApiError(
            400,
            "invalid_request",
            f"passed must be from 0 to {error}.",
            field="passed",
        ) from error
    except (Busy, PoolError) as error:
        raise GateApiError(
            503, "busy", "Too much at once, nothing was noted. Send it again."
        ) from error
