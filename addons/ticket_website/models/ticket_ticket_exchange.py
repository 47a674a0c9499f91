from odoo import fields, models
from odoo.fields import Domain

MOST_SESSIONS = 60


class TicketTicket(models.Model):
    """Customers exchange their own tickets, where the policy lets them."""

    _inherit = "ticket.ticket"

    def _website_actions(self, access_token=None):
        actions = super()._website_actions(access_token)
        if actions and self._self_exchange():
            path = f"/my/tickets/order/{self.order_id.id}/exchange"
            actions.append(
                {
                    "key": "exchange",
                    "label": self.env._("Exchange"),
                    "url": self._website_url(path, access_token, ticket=self.id),
                    "icon": "fa-refresh",
                    "sequence": 70,
                    "method": "get",
                }
            )
        return actions

    def _self_exchange(self):
        """Those of these tickets that their customer may exchange now. A package is
        changed by people."""
        terms = self._refund_terms("exchange")
        return self.filtered(
            lambda ticket: (
                ticket.state == "valid"
                and not ticket.admitted
                and ticket.sale_line_id
                and not ticket.package_sale_id
                and terms[ticket].allowed
                and terms[ticket].policy.self_exchange
            )
        )

    def _exchange_sessions(self):
        """Sessions on sale on the website for which these tickets may be changed, with
        sudo: the same show, also on another evening."""
        sessions_sudo = self.env["ticket.session"].sudo()
        found_sudo = sessions_sudo.search(
            Domain("show_id", "in", self.show_id.ids)
            & Domain("company_id", "in", self.company_id.ids)
            & Domain("state", "in", ("presale", "on_sale"))
            & Domain("start", ">", fields.Datetime.now()),
            order="start, id",
            limit=MOST_SESSIONS,
        )
        partner = self.partner_id[:1]
        return found_sudo.filtered(
            lambda session: session._website_sale(partner)["open"]
        )
