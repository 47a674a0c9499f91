from odoo import http
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal, pager

PAGE = 30


class DistributorPortal(CustomerPortal):
    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "ticket_booking_count" in counters:
            Booking = request.env["ticket.booking"]
            values["ticket_booking_count"] = (
                Booking.search_count([]) if Booking.has_access("read") else 0
            )
        return values

    @http.route(
        ["/my/distributor", "/my/distributor/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
        readonly=True,
    )
    def portal_distributor(self, page=1, **_params):
        Distributor = request.env["ticket.distributor"]
        # Without the group there is nothing here; the rules show only the own contract.
        if not Distributor.has_access("read"):
            return request.redirect("/my")
        distributor = Distributor.search(
            [("partner_id", "=", request.env.user.commercial_partner_id.id)], limit=1
        )
        if not distributor:
            return request.redirect("/my")
        mine = [("distributor_id", "=", distributor.id)]
        bookings = request.env["ticket.booking"]
        pages = pager("/my/distributor", bookings.search_count(mine), page, PAGE)
        values = self._prepare_portal_layout_values() | {
            "page_name": "ticket_distributor",
            "distributor": distributor,
            "bookings": bookings.search(mine, limit=PAGE, offset=pages["offset"]),
            "lines": request.env["ticket.wallet.line"].search(mine, limit=PAGE),
            "pager": pages,
        }
        return request.render("ticket_distributor.portal_my_distributor", values)
