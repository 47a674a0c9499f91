from collections import Counter

from odoo import models


class SaleOrder(models.Model):
    """Some ticket types have a least or a most number an order."""

    _inherit = "sale.order"

    def _ticket_add(self, hold, types):
        lines = super()._ticket_add(hold, types)
        self._ticket_check_type_counts(least=False)
        return lines

    def _ticket_issue(self):
        """Before anything is sold; what is paid was checked before the payment."""
        for order in self.filtered(lambda order: not order._ticket_paid_transactions()):
            order._ticket_check_type_counts()
        return super()._ticket_issue()

    def _ticket_check_type_counts(self, least=True):
        """:raise TypeCount: too few or too many tickets of a type"""
        counts = Counter()
        for line in self._ticket_lines():
            key = (line.ticket_session_id, line.ticket_type_id.sudo())
            counts[key] += len(line.ticket_place_ids)
        self.env["ticket.type"]._check_order_counts(counts, least)
