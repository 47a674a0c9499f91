from dataclasses import replace

from odoo import models


class TicketTicket(models.Model):
    """Tickets that are sold before they are paid: the messenger takes the money."""

    _inherit = "ticket.ticket"

    def _awaiting_cash(self):
        """Those of these tickets that go out with the messenger and nowhere else."""
        return self.filtered(lambda ticket: ticket.sudo().order_id.ticket_cash_due)

    def _refund_terms(self, act="refund", waive=False):
        """What nobody has paid yet is not paid back: the order is cancelled."""
        terms = super()._refund_terms(act, waive)
        unpaid = self._awaiting_cash()
        for ticket, term in terms.items():
            if ticket in unpaid:
                reason = self.env._(
                    "%(seat)s is paid on delivery and not paid yet. Please write to us to "
                    "cancel the order.",
                    seat=ticket.sudo().seat_label,
                )
                terms[ticket] = replace(term, allowed=False, reason=reason)
        return terms
