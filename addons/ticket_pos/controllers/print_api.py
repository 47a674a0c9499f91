import json
from contextlib import contextmanager
from functools import partial

from odoo.http import Controller, request, route

from odoo.addons.ticket_sale.api_error import ApiError
from odoo.addons.ticket_sale.exceptions import Busy

from ..exceptions import AgentTaken
from ..models.ticket_print_agent_work import LEASE_SECONDS, packed
from ..tools import agent_messages

MAX_BODY = 256 * 1024

# Each call writes, needs no session and no user.
agent_route = partial(
    route,
    type="http",
    auth="ticket_print_agent",
    methods=["POST"],
    csrf=False,
    readonly=False,
    save_session=False,
    max_content_length=MAX_BODY,
)


class TicketPrintApi(Controller):
    """What print agents call; ``static/openapi/print.yaml`` describes it."""

    @agent_route("/ticket/api/v1/print/pair", auth="none")
    def pair(self, **_kwargs):
        """Make the caller the agent that a one-time code was shown for."""
        message = _parsed(agent_messages.Pair.parse)
        agent_sudo, token = request.env["ticket.print.agent"]._redeem(message.code)
        if not token:
            raise ApiError(
                403,
                "pairing_refused",
                "This code is wrong, used or older than it may be.",
            )
        return request.make_json_response(
            {
                "token": token,
                "database": request.db,
                "agent": {"id": agent_sudo.id, "name": agent_sudo.name},
            }
        )

    @agent_route("/ticket/api/v1/print/hello")
    def hello(self, **_kwargs):
        """A program starts, with the spool it had before or with a new one."""
        message = _parsed(agent_messages.Hello.parse)
        agent = request.ticket_print_agent
        with _polite_refusals():
            agent._hello(
                message.run,
                message.previous,
                message.elsewhere,
                version=message.version,
                host=message.host,
                platform=message.platform,
            )
        return request.make_json_response(
            {
                "agent": {"id": agent.id, "name": agent.name},
                "printers": agent._printers_told(),
                "wake_channel": agent.wake_channel,
                "lease_seconds": LEASE_SECONDS,
            }
        )

    @agent_route("/ticket/api/v1/print/sync")
    def sync(self, **_kwargs):
        """Take what the program did and give it more to do; may be sent again."""
        message = _parsed(agent_messages.Sync.parse)
        agent = request.ticket_print_agent
        with _polite_refusals():
            jobs, revoked = agent._sync(
                message.run,
                results=message.results,
                holding=message.holding,
                reports=message.reports,
                room=message.room,
            )
        return request.make_json_response(
            {
                "accepted": sorted(message.results),
                "revoked": sorted(revoked),
                "jobs": [_told(job) for job in jobs],
                "printers": agent._printers_told(),
                "lease_seconds": LEASE_SECONDS,
            }
        )


def _told(job):
    return {
        "claim": job.claim,
        "id": job.id,
        "name": job.name,
        "printer": job.printer_id.id,
        "payload": packed(job._payload()),
    }


def _parsed(parse):
    """Return the message that the request carries."""
    try:
        body = json.loads(request.httprequest.get_data() or b"{}")
    except ValueError as error:
        raise ApiError(400, "invalid_json", "The body is not JSON.") from error
    try:
        return parse(body)
    except agent_messages.BadMessage as error:
        raise ApiError(
            400, "invalid_request", f"{error.field}: {error}.", field=error.field
        ) from error


@contextmanager
def _polite_refusals():
    """Turn refusals of the agent's model into answers."""
    try:
        yield
    except AgentTaken as error:
        raise ApiError(409, error.code, str(error)) from error
    except Busy as error:
        raise ApiError(503, error.code, "Send it again.") from error
