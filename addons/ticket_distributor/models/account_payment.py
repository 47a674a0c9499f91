from odoo import models


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def action_draft(self):
        self.move_id._check_not_in_wallet()
        return super().action_draft()

    def action_cancel(self):
        self.move_id._check_not_in_wallet()
        return super().action_cancel()

    def action_reject(self):
        self.move_id._check_not_in_wallet()
        return super().action_reject()
