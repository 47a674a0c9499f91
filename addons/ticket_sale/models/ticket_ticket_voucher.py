from dataclasses import replace

from odoo import fields, models


class TicketTicket(models.Model):
    """Tickets that somebody got for a voucher."""

    _inherit = "ticket.ticket"

    voucher_ids = fields.One2many(
        "ticket.voucher", "ticket_id", string="Vouchers", readonly=True
    )

    def _refund_terms(self, act="refund", waive=False):
        """No money is paid out for a voucher; a manager may waive that."""
        terms = super()._refund_terms(act, waive)
        paid_so = self.sudo().filtered("voucher_ids")
        for ticket, term in terms.items():
            if act == "refund" and not waive and ticket.sudo() in paid_so:
                reason = self.env._(
                    "%(seat)s was paid with a voucher: no money is given back for it. It "
                    "can be exchanged; a sales manager may take it back.",
                    seat=ticket.sudo().seat_label,
                )
                terms[ticket] = replace(term, allowed=False, reason=reason)
        return terms

    def _moved_to(self, successor):
        """The voucher paid for whatever follows on its ticket."""
        result = super()._moved_to(successor)
        self.sudo().voucher_ids.ticket_id = successor
        return result
