from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    ticket_fee_account_id = fields.Many2one(
        "account.account",
        ondelete="restrict",
        check_company=True,
        domain="[('internal_group', '=', 'income')]",
        help="Where fees for giving back and exchanging tickets go.",
    )
    ticket_stored_value_account_id = fields.Many2one(
        "account.account",
        ondelete="restrict",
        check_company=True,
        domain="[('account_type', '=', 'liability_current')]",
        help="What customers have on e-wallets and gift cards and not spent yet.",
    )

    def _ticket_setup_accounts(self):
        result = super()._ticket_setup_accounts()
        for company in self.sudo():
            if not company.root_id.sudo().chart_template:
                continue
            if not company.ticket_fee_account_id:
                company.ticket_fee_account_id = company._ticket_account(
                    "400110", self.env._("Ticket Fees"), "income"
                )
            if not company.ticket_stored_value_account_id:
                company.ticket_stored_value_account_id = company._ticket_account(
                    "212300", self.env._("E-Wallets"), "liability_current"
                )
        return result

    def _ticket_stored_value_unbooked(self):
        """Hook: what was taken off e-wallets and gift cards, beside orders and tills,
        and is not in the books yet."""
        return 0.0
