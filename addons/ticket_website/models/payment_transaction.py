from odoo import models


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    def _invoice_sale_orders(self):
        """An order whose places were lost is refunded, so nothing is sold on it: no
        invoice may put its money among the advance sales."""
        sold = self.filtered(
            lambda tx: not any(tx.sale_order_ids.mapped("ticket_issue_error"))
        )
        return super(PaymentTransaction, sold)._invoice_sale_orders()
