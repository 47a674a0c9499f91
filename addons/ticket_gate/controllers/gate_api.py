import json
from functools import partial

from psycopg2.pool import PoolError

from odoo import fields
from odoo.http import Controller, request, route

from odoo.addons.ticket_sale.exceptions import Busy

from ..errors import GateApiError
from ..models.ticket_gate_device import LANGUAGES
from ..tools import scanning, wording

MOST_SCANS = 500
MAX_BODY = 1024 * 1024
SPOKEN = tuple(code for code, _name in LANGUAGES)

# A scan is read-write from its first statement, needs no session and no user.
gate_route = partial(
    route,
    type="http",
    auth="ticket_device",
    csrf=False,
    readonly=False,
    save_session=False,
    max_content_length=MAX_BODY,
)


class TicketGateApi(Controller):
    """What gate devices call; ``static/openapi/gate.yaml`` describes it."""

    @gate_route("/ticket/api/v1/gate/scan", methods=["POST"])
    def scan(self, **_kwargs):
        return request.make_json_response(_answer(_body(), fields.Datetime.now()))

    @gate_route("/ticket/api/v1/gate/scans", methods=["POST"])
    def scans(self, **_kwargs):
        """Answer a batch; each scan stands or falls alone and may be sent again."""
        scans = _body().get("scans")
        if not isinstance(scans, list) or len(scans) > MOST_SCANS:
            raise GateApiError(
                400, "invalid_request", f"scans must be a list of at most {MOST_SCANS}."
            )
        now = fields.Datetime.now()
        requests = [_parse(scan, now, index) for index, scan in enumerate(scans)]
        return request.make_json_response({"scans": [_scan(one) for one in requests]})

    @gate_route("/ticket/api/v1/gate/package", methods=["GET"])
    def package(self, **_kwargs):
        """Give the device what it needs to decide when the network is away."""
        package = request.env["ticket.gate"]._package(request.ticket_device, _lang())
        return request.make_json_response(
            package, headers={"Cache-Control": "no-store"}
        )

    @gate_route("/ticket/api/v1/gate/heartbeat", methods=["POST"])
    def heartbeat(self, **_kwargs):
        body = _body()
        version = body.get("version")
        if version is not None and not isinstance(version, str):
            raise GateApiError(400, "invalid_request", "version must be a string.")
        device = request.ticket_device
        request.env["ticket.gate.device"]._beat(device.id, version and version[:32])
        return request.make_json_response(
            request.env["ticket.gate"]._status(device, _lang())
        )


def _answer(body, now):
    return _scan(_parse(body, now))


def _parse(body, now, index=None):
    try:
        return scanning.ScanRequest.parse(body, now)
    except scanning.BadScan as error:
        details = {"field": error.field}
        if index is not None:
            details["index"] = index
        raise GateApiError(
            400, "invalid_request", f"{error.field}: {error}.", **details
        ) from error


def _scan(scan_request):
    try:
        return request.env["ticket.scan"]._scan(
            request.ticket_device, scan_request, _lang()
        )
    except (Busy, PoolError) as error:
        raise GateApiError(
            503, "busy", "Too much at once, nothing was counted. Send it again."
        ) from error


def _body():
    """Return the JSON object of the request."""
    try:
        body = json.loads(request.httprequest.get_data() or b"{}")
    except ValueError as error:
        raise GateApiError(400, "invalid_json", "The body is not JSON.") from error
    if not isinstance(body, dict):
        raise GateApiError(400, "invalid_request", "The body must be a JSON object.")
    return body


def _lang():
    """The language of messages: as the request asks, else as the device is set."""
    accepted = [tag for tag, _quality in request.httprequest.accept_languages]
    return wording.preferred_language(accepted, SPOKEN, request.ticket_device.lang)
