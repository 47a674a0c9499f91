from odoo import models

from ..exceptions import RefundRefused


class TicketTicket(models.Model):
    """Customers give their own tickets back, where the policy lets them."""

    _inherit = "ticket.ticket"

    def _self_service(self):
        """Those of these tickets that their customer may give back now."""
        terms = self._refund_terms("refund")
        return self.filtered(
            lambda ticket: (
                ticket.state == "valid"
                and ticket.sale_line_id
                and terms[ticket].allowed
                and terms[ticket].policy.self_service
            )
        )

    def _self_service_ways(self):
        """Where the money of these tickets of one order may go, the usual way first."""
        order_sudo = self.sudo().sale_line_id.order_id
        terms = self._refund_terms("refund")
        back = sum(terms[ticket].back for ticket in self)
        ways = []
        if order_sudo._ticket_refundable_transaction(back):
            ways.append("online")
        if order_sudo._ticket_wallet_program():
            ways.append("wallet")
        return ways or ["credit"]

    def _refund_by_customer(self, money, expected):
        """Give tickets of one order back, for a customer who has seen what it costs.

        The caller has checked whose tickets they are.

        :param expected: what the customer was told to get back
        :raise RefundRefused: the policy does not allow it, or no longer at this fee
        """
        tickets_sudo = self.sudo()
        if tickets_sudo._self_service() != tickets_sudo:
            raise RefundRefused(
                self.env._(
                    "These tickets cannot be given back on the website. Please ask the "
                    "box office."
                ),
                tickets=tickets_sudo.mapped("number"),
            )
        terms = tickets_sudo._refund_terms("refund")
        back = sum(term.back for term in terms.values())
        currency = tickets_sudo.currency_id[:1]
        if currency.compare_amounts(back, expected):
            raise RefundRefused(
                self.env._(
                    "The fee has changed meanwhile: you would get back %(back)s. Please "
                    "look again.",
                    back=currency.format(back),
                )
            )
        if money not in tickets_sudo._self_service_ways():
            raise RefundRefused(
                self.env._("The money cannot go back this way. Please choose again.")
            )
        return tickets_sudo._refund(
            self.env._("given back by the customer"), money=money
        )
