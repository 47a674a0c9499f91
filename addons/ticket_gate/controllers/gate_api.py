import json
from functools import partial

from psycopg2.pool import PoolError

from odoo import fields
from odoo.http import Controller, request, route

from odoo.addons.ticket_sale.exceptions import Busy

from ..errors import GateApiError
from ..models.ticket_gate_device import LANGUAGES
from ..tools import scanning, wording
from .gzipped import json_gzipped

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
        parsed = [_parse(scan, now, index) for index, scan in enumerate(scans)]
        return request.make_json_response({"scans": [_scan(*one) for one in parsed]})

    @gate_route("/ticket/api/v1/gate/package", methods=["GET"])
    def package(self, **_kwargs):
        """Give the device what it needs to decide when the network is away."""
        package = request.env["ticket.gate"]._package(request.ticket_device, _lang())
        return json_gzipped(package)

    @gate_route("/ticket/api/v1/gate/heartbeat", methods=["POST"])
    def heartbeat(self, **_kwargs):
        body = _body()
        device = request.ticket_device
        devices = request.env["ticket.gate.device"]
        done = _ids(body, "done")
        devices._beat(device.id, _text(body, "version"), _text(body, "state"))
        devices._note_health(device.id, body.get("hub"))
        if done:
            request.env["ticket.gate.command"]._note_done(
                devices._speaks_for(device), done
            )
        return request.make_json_response(
            request.env["ticket.gate"]._status(device, _lang())
        )


def _answer(body, now):
    return _scan(*_parse(body, now))


def _parse(body, now, index=None):
    """Return the scan, who scanned, and the hub that sends it."""
    try:
        scan = scanning.ScanRequest.parse(body, now)
        return scan, *acting(body, is_report=scan.is_offline)
    except scanning.BadScan as error:
        details = {"field": error.field}
        if index is not None:
            details["index"] = index
        raise GateApiError(
            400, "invalid_request", f"{error.field}: {error}.", **details
        ) from error


def _scan(scan_request, device, hub):
    try:
        return request.env["ticket.scan"]._scan(device, scan_request, _lang(), hub)
    except (Busy, PoolError) as error:
        raise GateApiError(
            503, "busy", "Too much at once, nothing was counted. Send it again."
        ) from error


def acting(body, is_report=False):
    """Return the device that a request is about, and the hub that speaks for it."""
    device_id = body.get("device")
    if device_id is not None:
        device_id = scanning.whole(device_id)
        if device_id is None:
            raise _bad("device", "must be a whole number")
    return request.env["ticket.gate.device"]._acting(
        request.ticket_device, device_id, is_report
    )


def _text(body, field):
    """Return a short text that may be left out."""
    text = body.get(field)
    if text is None:
        return None
    if not isinstance(text, str):
        raise _bad(field, "must be a string")
    return "".join(filter(str.isprintable, text[:32]))


def _ids(body, field):
    """Return a list of ids that may be left out; what can be no id is left out too."""
    ids = body.get(field)
    if ids is None:
        return []
    if not isinstance(ids, list) or len(ids) > MOST_SCANS:
        raise _bad(field, f"must be a list of at most {MOST_SCANS}")
    numbers = [scanning.whole(one) for one in ids]
    if None in numbers:
        raise _bad(field, "must hold whole numbers")
    return [one for one in numbers if 0 < one < 2**31]


def _bad(field, problem):
    return GateApiError(400, "invalid_request", f"{field} {problem}.", field=field)


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
