import gzip
import json

from werkzeug.http import parse_accept_header

from odoo.http import Controller, request

from ..errors import GateApiError
from .gate_api import gate_route

#: A hundred thousand tickets shrink to a fifth in a third of a second.
GZIP_LEVEL = 4
WORTH_GZIP = 10_000


class TicketGateTicketsApi(Controller):
    """The tickets of a session and the passes, for devices that decide alone."""

    @gate_route("/ticket/api/v1/gate/package/tickets", methods=["GET"], readonly=True)
    def tickets(self, session=None, since=None, **_kwargs):
        gates = request.env["ticket.gate"]
        session_sudo = gates._device_sessions(
            request.ticket_device, _session_ids(session)
        )
        if not session_sudo:
            raise GateApiError(404, "not_found", "This lane has no such session.")
        return json_gzipped(gates._ticket_columns(session_sudo, since))

    @gate_route("/ticket/api/v1/gate/package/passes", methods=["GET"], readonly=True)
    def passes(self, since=None, **_kwargs):
        columns = request.env["ticket.gate"]._pass_columns(request.ticket_device, since)
        return json_gzipped(columns)


def _session_ids(session):
    """Return the id in the address, as a list that is empty when it is none."""
    is_id = isinstance(session, str) and session.isascii() and session.isdigit()
    return [int(session)] if is_id and len(session) < 10 else []


def json_gzipped(content):
    """Answer with JSON, compressed when it is long and the client can read that."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    headers = [
        ("Content-Type", "application/json; charset=utf-8"),
        ("Cache-Control", "no-store"),
        ("Vary", "Accept-Encoding"),
    ]
    accepted = parse_accept_header(request.httprequest.headers.get("Accept-Encoding"))
    if len(body) > WORTH_GZIP and accepted["gzip"] > 0:
        body = gzip.compress(body, GZIP_LEVEL)
        headers.append(("Content-Encoding", "gzip"))
    return request.make_response(body, headers)
