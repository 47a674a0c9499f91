from odoo.fields import Domain
from odoo.http import request, route

from .portal import TicketPortal


class TicketAccount(TicketPortal):
    """The customer's account: what comes next, what is to pay, what is left."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if not counters:
            partner_sudo = self._account_partner()
            coming = partner_sudo._website_next()
            values |= {
                "next_visit": coming[:1],
                "coming": coming[1:],
                "to_pay": partner_sudo._website_to_pay(),
                "cards": partner_sudo._website_cards(),
                "waiting": partner_sudo._website_waiting(),
            }
        return values

    @route(
        "/my/cards",
        type="http",
        auth="user",
        website=True,
        readonly=True,
        sitemap=False,
    )
    def my_cards(self, **kwargs):
        """Stored value, gift cards, points and coupons, each with its latest moves."""
        return request.render(
            "ticket_website.my_cards",
            {
                **self._prepare_portal_layout_values(),
                "cards": self._account_partner()._website_cards(),
                "page_name": "ticket_cards",
            },
        )

    @route(
        "/my/membership",
        type="http",
        auth="user",
        website=True,
        readonly=True,
        sitemap=False,
    )
    def my_membership(self, **kwargs):
        """The card, its periods, and the tiers one can take."""
        tiers_sudo = request.env["ticket.membership.tier"].sudo()
        company = request.website.company_id
        return request.render(
            "ticket_website.my_membership",
            {
                **self._prepare_portal_layout_values(),
                "membership": self._membership(),
                "tiers": tiers_sudo.search(
                    Domain("company_id", "in", (company.id, False))
                    & Domain("product_id.is_published", "=", True)
                ),
                "page_name": "ticket_membership",
            },
        )

    # --- helpers ---

    def _account_partner(self):
        return request.env.user.partner_id.sudo()  # one's own
