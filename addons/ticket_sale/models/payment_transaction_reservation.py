from odoo import models


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    def _post_process(self):
        result = super()._post_process()
        paid = self.filtered(lambda tx: tx.state in ("authorized", "done"))
        paid.sudo().sale_order_ids._ticket_issue_settled()
        return result
