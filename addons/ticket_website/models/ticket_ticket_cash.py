from dataclasses import replace

from odoo import models


class TicketTicket(models.Model):
    _inherit = "ticket.ticket"

    def _refund_terms(self, act="refund", waive=False):
        """What nobody has paid yet is not paid back: the order is cancelled."""
        terms = super()._refund_terms(act, waive)
        unpaid_sudo = self.sudo().filtered("order_id.ticket_cash_due")
        for ticket, term in terms.items():
            if ticket.sudo() in unpaid_sudo:
                reason = self.env._(
                    "%(seat)s is paid on delivery and not paid yet. Please write to us to "
                    "cancel the order.",
                    seat=ticket.sudo().seat_label,
                )
                terms[ticket] = replace(term, allowed=False, reason=reason)
        return terms
