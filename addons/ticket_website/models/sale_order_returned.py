from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _ticket_returned(self):
        """What is on its way back to the buyer, or has arrived there."""
        refunds = self.transaction_ids._ticket_refunds()
        return -sum(
            refunds.filtered(lambda tx: tx.state not in ("cancel", "error")).mapped(
                "amount"
            )
        )
