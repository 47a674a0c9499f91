from odoo import models


class SaleAdvancePaymentInv(models.TransientModel):
    _inherit = "sale.advance.payment.inv"

    def _prepare_down_payment_invoice_line_values(self, order, so_line, account):
        """A deposit is no ticket sale yet: it has a liability account of its own, so
        that advance ticket sales stay what the unplayed tickets are worth."""
        company = order.company_id
        if account and account == company.ticket_advance_account_id:
            account = company.sudo()._ticket_account(
                "212200", self.env._("Deposits on Tickets"), "liability_current"
            )
        return super()._prepare_down_payment_invoice_line_values(
            order, so_line, account
        )
