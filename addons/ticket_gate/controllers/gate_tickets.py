from odoo.http import Controller, request

from ..errors import GateApiError
from .gate_api import _lang, gate_route
from .gzipped import json_gzipped


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
        columns = gates._ticket_columns(session_sudo, since)
        words = request.env["ticket.scan"]._seat_words(
            session_sudo.venue_id.id, _lang()
        )
        columns["places"] = [words.retell(place) for place in columns["places"]]
        return json_gzipped(columns)

    @gate_route("/ticket/api/v1/gate/package/passes", methods=["GET"], readonly=True)
    def passes(self, since=None, **_kwargs):
        columns = request.env["ticket.gate"]._pass_columns(request.ticket_device, since)
        return json_gzipped(columns)


def _session_ids(session):
    """Return the id in the address, as a list that is empty when it is none."""
    is_id = isinstance(session, str) and session.isascii() and session.isdigit()
    return [int(session)] if is_id and len(session) < 10 else []
