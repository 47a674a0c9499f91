from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    ticket_voucher_account_id = fields.Many2one(
        "account.account",
        string="Vouchers Account",
        ondelete="restrict",
        check_company=True,
        domain="[('account_type', '=', 'asset_current')]",
        help="What the issuers of vouchers and booking coupons owe for tickets that "
        "were had for them.",
    )

    def _ticket_setup_accounts(self):
        result = super()._ticket_setup_accounts()
        for company in self.sudo():
            if company.root_id.sudo().chart_template:
                company._ticket_voucher_account()
        return result

    def _ticket_voucher_account(self):
        """Where vouchers in orders are booked; made when it is missing."""
        company_sudo = self.sudo()
        if not company_sudo.ticket_voucher_account_id:
            company_sudo.ticket_voucher_account_id = company_sudo._ticket_account(
                "112400", self.env._("Vouchers to Be Paid"), "asset_current"
            )
        return company_sudo.ticket_voucher_account_id
