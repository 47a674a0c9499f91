from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def _ticket_sync_booked(self):
        """Invoices of POS orders are not linked line by line; the order knows."""
        result = super()._ticket_sync_booked()
        self.sudo().pos_order_ids._ticket_book()
        return result
