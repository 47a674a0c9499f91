from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    ticket_wallet_account_id = fields.Many2one(
        "account.account",
        string="Distributor Wallet Account",
        ondelete="restrict",
        check_company=True,
        domain="[('account_type', '=', 'liability_current')]",
        help="What distributors have deposited and not spent yet.",
    )
    ticket_wallet_journal_id = fields.Many2one(
        "account.journal",
        string="Distributor Wallet Journal",
        ondelete="restrict",
        check_company=True,
        domain="[('type', '=', 'general')]",
        help="The journal of wallet charges and returns.",
    )

    def _ticket_setup_accounts(self):
        result = super()._ticket_setup_accounts()
        for company in self.sudo():
            if not company.root_id.sudo().chart_template:
                continue
            if not company.ticket_wallet_account_id:
                account = company._ticket_account(
                    "212200", self.env._("Distributor Wallets"), "liability_current"
                )
                account.reconcile = True
                company.ticket_wallet_account_id = account
            if not company.ticket_wallet_journal_id:
                company.ticket_wallet_journal_id = company._ticket_wallet_journal()
        return result

    def _ticket_wallet_journal(self):
        """Return this company's miscellaneous journal TWAL, made when missing."""
        self.ensure_one()
        Journal = self.env["account.journal"].with_company(self)
        journal = Journal.search(
            [
                *Journal._check_company_domain(self),
                ("code", "=", "TWAL"),
                ("type", "=", "general"),
            ],
            limit=1,
        )
        return journal or Journal.create(
            {
                "name": self.env._("Distributor Wallets"),
                "code": "TWAL",
                "type": "general",
                "company_id": self.id,
                "show_on_dashboard": False,
            }
        )
