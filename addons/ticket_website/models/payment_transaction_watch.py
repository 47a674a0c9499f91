from odoo import models


class PaymentTransaction(models.Model):
    """What a buyer asks who looks every few seconds whether the payment has landed."""

    _inherit = "payment.transaction"

    def _post_process(self):
        """Tickets are out: all that is left is the worker's, where there is one."""
        left = self
        if self.env.context.get("ticket_books_later"):
            worker = self._ticket_worker()
            worker.fetch(["active"])  # and none of its twelve other columns
            if worker.active:
                left = self.filtered(lambda tx: not tx.ticket_issued)
            if not left:
                return None
        return super(PaymentTransaction, left)._post_process()
