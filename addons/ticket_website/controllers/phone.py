from werkzeug.exceptions import NotFound

from odoo import fields
from odoo.fields import Domain
from odoo.http import request, route
from odoo.tools import file_open

from .portal import TicketPortal

#: The service worker looks after these addresses and no others.
SCOPE = "/my/tickets/phone"
WORKER = "ticket_website/static/src/phone_worker/phone_worker.js"
MOST_TICKETS = 60


class TicketPhone(TicketPortal):
    """Tickets to be shown at the door: large codes, side by side, also offline.

    The pages have no language in their address, because a service worker looks after
    one path.
    """

    @route(
        SCOPE,
        type="http",
        auth="user",
        website=True,
        multilang=False,
        readonly=True,
        sitemap=False,
    )
    def phone_tickets(self, **kwargs):
        """The visitor's own tickets of the sessions to come."""
        domain = self._tickets_domain() & Domain(
            [
                ("session_id.end", ">=", fields.Datetime.now()),
                ("state", "in", ("valid", "used")),
            ]
        )
        tickets_sudo = request.env["ticket.ticket"].sudo()  # within one's own
        found_sudo = tickets_sudo.search(domain, order="id", limit=MOST_TICKETS)
        return self._phone_page(found_sudo, f"u{request.env.uid}")

    @route(
        f"{SCOPE}/order/<int:order_id>",
        type="http",
        auth="public",
        website=True,
        multilang=False,
        readonly=True,
        sitemap=False,
    )
    def phone_order(self, order_id, access_token=None, **kwargs):
        """The tickets of one order, for its buyer or whoever has its link."""
        tickets_sudo = self._order_tickets(order_id, access_token)
        if not tickets_sudo:
            raise NotFound
        signed_in = not request.env.user._is_public()
        owner = f"u{request.env.uid}" if signed_in else "link"
        return self._phone_page(tickets_sudo, owner, access_token=access_token)

    @route(
        f"{SCOPE}/worker.js",
        type="http",
        auth="public",
        readonly=True,
        save_session=False,
        sitemap=False,
    )
    def phone_worker(self, **kwargs):
        with file_open(WORKER, "rb") as script:
            content = script.read()
        return request.make_response(
            content,
            headers=[
                ("Content-Type", "text/javascript; charset=utf-8"),
                ("Service-Worker-Allowed", SCOPE),
                ("Cache-Control", "no-cache"),
            ],
        )

    def _phone_page(self, tickets_sudo, owner, **values):
        """:param owner: whose cache on the phone keeps the page: ``u<user id>``, cleared
        when that user signs out, or ``link``
        """
        tickets_sudo = tickets_sudo.sorted(
            lambda ticket: (ticket.session_id.start, ticket.session_id.id, ticket.id)
        )
        response = request.render(
            "ticket_website.phone_page",
            {"tickets": tickets_sudo, "scope": SCOPE, "access_token": None, **values},
        )
        response.headers.update(
            {
                "Cache-Control": "private, no-store",
                "Referrer-Policy": "no-referrer",
                "X-Robots-Tag": "noindex",
                "X-Ticket-Owner": owner,
                "X-Ticket-Until": str(
                    values.get("until") or tickets_sudo._phone_until()
                ),
            }
        )
        return response
