from werkzeug.exceptions import NotFound

from odoo import fields
from odoo.exceptions import AccessError, MissingError
from odoo.fields import Domain
from odoo.http import content_disposition, request, route

from odoo.addons.portal.controllers.portal import CustomerPortal, pager
from odoo.addons.ticket_sale.controllers.ticket_file import pdf_response
from odoo.addons.ticket_sale.tools.face_sheet import PAPERS

TICKETS_PER_PAGE = 40


class TicketPortal(CustomerPortal):
    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "ticket_count" in counters:
            values["ticket_count"] = (
                request.env["ticket.ticket"].sudo().search_count(self._tickets_domain())
            )
        if not counters:
            values["membership"] = self._membership()
        return values

    @route(
        ["/my/tickets", "/my/tickets/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
        readonly=True,
    )
    def my_tickets(self, page=1, past=None, **kwargs):
        tickets_sudo = request.env["ticket.ticket"].sudo()  # within one's own
        domain = self._tickets_domain() & Domain(
            "session_id.end", "<" if past else ">=", fields.Datetime.now()
        )
        if not past:
            domain &= Domain("state", "in", ("valid", "used"))
        pages = pager(
            url="/my/tickets",
            url_args={"past": past} if past else {},
            total=tickets_sudo.search_count(domain),
            page=page,
            step=TICKETS_PER_PAGE,
        )
        found_sudo = tickets_sudo.search(
            domain,
            order="session_id desc, id" if past else "session_id, id",
            limit=TICKETS_PER_PAGE,
            offset=pages["offset"],
        )
        return request.render(
            "ticket_website.portal_my_tickets",
            {
                **self._prepare_portal_layout_values(),
                "groups": list(found_sudo.grouped("session_id").items()),
                "past": past,
                "page_name": "tickets",
                "pager": pages,
            },
        )

    @route(
        "/my/tickets/<int:ticket_id>/pdf",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=False,
    )
    def ticket_pdf(self, ticket_id, access_token=None, paper="", **kwargs):
        """One ticket, for its buyer or whoever has the link of its order."""
        return self._pdf(self._one_ticket(ticket_id, access_token), paper)

    @route(
        "/my/tickets/<int:ticket_id>/ics",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=False,
    )
    def ticket_calendar(self, ticket_id, access_token=None, **kwargs):
        """The evening of one ticket, for the calendar of a phone."""
        ticket_sudo = self._one_ticket(ticket_id, access_token)
        if not ticket_sudo:
            raise NotFound
        address = request.httprequest.host_url.rstrip("/")
        if ticket_sudo._holder_order():
            address += ticket_sudo._website_phone_url(access_token)
        else:
            address += "/my/tickets"
        return request.make_response(
            ticket_sudo._calendar(request.env.lang, url=address),
            headers=[
                ("Content-Type", "text/calendar; charset=utf-8"),
                ("Content-Disposition", content_disposition("tickets.ics")),
                ("Cache-Control", "private, no-store"),
            ],
        )

    @route(
        "/my/tickets/order/<int:order_id>/pdf",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=False,
    )
    def order_pdf(self, order_id, access_token=None, paper="", **kwargs):
        """All tickets of an order as one file, on the paper one asks for."""
        return self._pdf(self._order_tickets(order_id, access_token), paper)

    # --- helpers ---

    def _one_ticket(self, ticket_id, access_token):
        """A live ticket of the visitor, or of the order whose link they have.

        :raise NotFound: it is neither, and no link was given
        """
        ticket_sudo = request.env["ticket.ticket"].sudo().browse(ticket_id).exists()
        try:
            return self._document_check_access("ticket.ticket", ticket_id).filtered(
                lambda ticket: ticket.state in ("valid", "used")
            )
        except (AccessError, MissingError):
            if not access_token:
                raise NotFound from None
            order_id = ticket_sudo._holder_order().id
            return self._order_tickets(order_id, access_token) & ticket_sudo

    def _order_tickets(self, order_id, access_token):
        """The live tickets of an order the visitor may read; none otherwise."""
        if not order_id:
            return request.env["ticket.ticket"].sudo()
        try:
            order_sudo = self._document_check_access(
                "sale.order", order_id, access_token
            )
        except (AccessError, MissingError):
            return request.env["ticket.ticket"].sudo()
        return order_sudo._ticket_live_ids()

    def _pdf(self, tickets_sudo, paper=""):
        tickets_sudo = tickets_sudo._for_file()
        if not tickets_sudo or paper not in PAPERS:
            raise NotFound
        return pdf_response(tickets_sudo, paper)

    def _tickets_domain(self):
        """The visitor's own tickets, of their firm or household."""
        partner = request.env.user.partner_id.commercial_partner_id
        return Domain("partner_id", "child_of", partner.id)

    def _membership(self):
        partner = request.env.user.partner_id.commercial_partner_id
        return (
            request.env["ticket.membership"]
            .sudo()
            .search(
                [
                    ("partner_id", "=", partner.id),
                    ("company_id", "=", request.website.company_id.id),
                    ("state", "in", ("active", "frozen")),
                ],
                limit=1,
            )
        )
