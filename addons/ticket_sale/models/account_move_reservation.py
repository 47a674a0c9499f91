from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def _invoice_paid_hook(self):
        """The rest after a deposit is paid: the tickets come now."""
        result = super()._invoice_paid_hook()
        orders_sudo = self.sudo().invoice_line_ids.sale_line_ids.order_id
        orders_sudo._ticket_issue_settled()
        return result
