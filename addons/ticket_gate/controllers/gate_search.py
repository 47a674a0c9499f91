from odoo.http import Controller, request, route

from ..errors import GateApiError
from .gate_api import MAX_BODY, _body, _lang

LONGEST_QUERY = 100


class TicketGateSearchApi(Controller):
    """Finding a ticket by what its holder can say of it."""

    @route(
        "/ticket/api/v1/gate/search",
        type="http",
        auth="ticket_device",
        methods=["POST"],
        csrf=False,
        readonly=True,
        save_session=False,
        max_content_length=MAX_BODY,
    )
    def search(self, **_kwargs):
        query = _body().get("query")
        if not isinstance(query, str) or not query.strip():
            raise GateApiError(400, "invalid_request", "query must be a text.")
        gates = request.env["ticket.gate"]
        if not request.ticket_device.may_search:
            raise GateApiError(
                403, "not_allowed", "This device may not search for tickets."
            )
        found = gates._search_tickets(
            request.ticket_device, query[:LONGEST_QUERY], _lang()
        )
        return request.make_json_response(found, headers={"Cache-Control": "no-store"})
