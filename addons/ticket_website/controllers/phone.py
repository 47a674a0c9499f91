from werkzeug.exceptions import NotFound

from odoo import fields
from odoo.fields import Domain
from odoo.http import content_disposition, request, route
from odoo.tools import file_open

from odoo.addons.ticket_sale.controllers.ticket_file import pdf_response
from odoo.addons.ticket_sale.tools.face_sheet import PAPERS

from .portal import TicketPortal

#: The service worker looks after these addresses and no others.
SCOPE = "/my/tickets/phone"
WORKER = "ticket_website/static/src/phone_worker/phone_worker.js"
MOST_TICKETS = 60
PRIVATE = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}


def phone_route(path=""):
    """One's own tickets, those of an order, and those of a link: three ways to the same
    pages. They have no language in their address, because a service worker looks after
    one path.
    """
    ways = (SCOPE, f"{SCOPE}/order/<int:order_id>", f"{SCOPE}/link/<token>")
    return route(
        [way + path for way in ways],
        type="http",
        auth="public",
        website=True,
        multilang=False,
        readonly=True,
        sitemap=False,
    )


class TicketPhone(TicketPortal):
    """Tickets to be shown at the door: large codes, side by side, also offline."""

    @phone_route()
    def phone_page(self, order_id=None, token=None, access_token=None, **kwargs):
        if not order_id and not token and request.env.user._is_public():
            return request.redirect_query("/web/login", {"redirect": SCOPE})
        tickets_sudo, link_sudo = self._phone_tickets(order_id, token, access_token)
        if link_sudo.lang:
            tickets_sudo = tickets_sudo.with_context(lang=link_sudo.lang)
            request.update_context(lang=link_sudo.lang)
        tickets_sudo = tickets_sudo.sorted(
            lambda ticket: (ticket.session_id.start, ticket.session_id.id, ticket.id)
        )
        response = request.render(
            "ticket_website.phone_page",
            {
                "tickets": tickets_sudo,
                "scope": SCOPE,
                "address": self._phone_address(order_id, token),
                "access_token": access_token,
                "passes": tickets_sudo._phone_passes(),
            },
        )
        until = link_sudo._until() if link_sudo else tickets_sudo._phone_until()
        signed_in = not token and not request.env.user._is_public()
        response.headers.update(
            {
                **PRIVATE,
                "X-Robots-Tag": "noindex",
                # whose cache on the phone keeps the page; cleared when they sign out
                "X-Ticket-Owner": f"u{request.env.uid}" if signed_in else "link",
                "X-Ticket-Until": str(until),
            }
        )
        return response

    @route("/t/<token>", type="http", auth="public", readonly=True, sitemap=False)
    def phone_link(self, token, **kwargs):
        """The short address that an SMS carries."""
        return request.redirect(f"{SCOPE}/link/{token}")

    @phone_route("/tickets.pdf")
    def phone_pdf(
        self, order_id=None, token=None, access_token=None, paper="", **kwargs
    ):
        tickets_sudo, _link = self._phone_tickets(order_id, token, access_token)
        if not tickets_sudo._for_file() or paper not in PAPERS:
            raise NotFound
        return pdf_response(tickets_sudo, paper)

    @phone_route("/calendar.ics")
    def phone_calendar(self, order_id=None, token=None, access_token=None, **kwargs):
        tickets_sudo, link_sudo = self._phone_tickets(order_id, token, access_token)
        if not tickets_sudo:
            raise NotFound
        address = request.httprequest.host_url.rstrip("/")
        address += self._phone_address(order_id, token, access_token)
        content = tickets_sudo._calendar(
            link_sudo.lang or request.env.lang, url=address
        )
        return self._phone_file(content, "text/calendar; charset=utf-8", "tickets.ics")

    @phone_route("/<int:ticket_id>.pkpass")
    def phone_pass(
        self, ticket_id, order_id=None, token=None, access_token=None, **kwargs
    ):
        tickets_sudo, _link = self._phone_tickets(order_id, token, access_token)
        ticket_sudo = tickets_sudo.filtered(
            lambda one: one.id == ticket_id
        )._phone_passes()
        if not ticket_sudo:
            raise NotFound
        return self._phone_file(
            ticket_sudo._wallet_pass(),
            "application/vnd.apple.pkpass",
            f"{ticket_sudo.number}.pkpass",
        )

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

    # --- helpers ---

    def _phone_tickets(self, order_id, token, access_token):
        """Return the live tickets the visitor may see, and the link they came by.

        :raise NotFound: neither the order nor the link opens any
        """
        link_sudo = request.env["ticket.link"]._find(token)
        if token:
            tickets_sudo = link_sudo._live_tickets()
        elif order_id:
            tickets_sudo = self._order_tickets(order_id, access_token)
        else:
            return self._own_tickets(), link_sudo
        if not tickets_sudo:
            raise NotFound
        return tickets_sudo, link_sudo

    def _own_tickets(self):
        """The signed-in visitor's tickets of the sessions to come."""
        tickets_sudo = request.env["ticket.ticket"].sudo()  # within one's own
        if request.env.user._is_public():
            return tickets_sudo
        domain = self._tickets_domain() & Domain(
            [
                ("session_id.end", ">=", fields.Datetime.now()),
                ("state", "in", ("valid", "used")),
            ]
        )
        return tickets_sudo.search(domain, order="id", limit=MOST_TICKETS)

    def _phone_address(self, order_id, token, access_token=None):
        if token:
            return f"{SCOPE}/link/{token}"
        if order_id:
            query = f"?access_token={access_token}" if access_token else ""
            return f"{SCOPE}/order/{order_id}{query}"
        return SCOPE

    def _phone_file(self, content, mimetype, name):
        return request.make_response(
            content,
            headers=[
                ("Content-Type", mimetype),
                ("Content-Disposition", content_disposition(name)),
                *PRIVATE.items(),
            ],
        )
