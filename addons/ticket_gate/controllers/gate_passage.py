from psycopg2.pool import PoolError

from odoo.http import Controller, request

from odoo.addons.ticket_sale.exceptions import Busy

from ..errors import GateApiError
from ..exceptions import PassageClosed, PassageUnknown
from ..tools import scanning
from .gate_api import _bad, _body, acting, gate_route


class TicketGatePassageApi(Controller):
    """What turnstiles tell that count the turns of their arms."""

    @gate_route("/ticket/api/v1/gate/passage", methods=["POST"])
    def passage(self, **_kwargs):
        body = _body()
        ref, passed = body.get("ref"), scanning.whole(body.get("passed"))
        is_ref = isinstance(ref, str) and scanning.is_plain(ref)
        if not is_ref or not 0 < len(ref) <= scanning.LONGEST_SCAN_ID:
            raise _bad("ref", "is what the scan's answer told")
        if passed is None or not 0 <= passed <= scanning.MOST_PERSONS:
            raise _bad("passed", f"must be from 0 to {scanning.MOST_PERSONS}")
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
        raise _bad("passed", f"must be from 0 to {error}") from error
    except (Busy, PoolError) as error:
        raise GateApiError(
            503, "busy", "Too much at once, nothing was noted. Send it again."
        ) from error
