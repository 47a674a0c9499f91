from odoo import models


class PosSession(models.Model):
    _inherit = "pos.session"

    def _validate_session(
        self,
        balancing_account=False,
        amount_to_balance=0,
        bank_payment_method_diffs=None,
    ):
        """Once the session's entry is posted, its tickets are in the books."""
        result = super()._validate_session(
            balancing_account, amount_to_balance, bank_payment_method_diffs
        )
        for session in self.filtered(lambda s: s.state == "closed"):
            session._get_closed_orders()._ticket_book()
        return result
