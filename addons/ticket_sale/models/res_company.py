from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    ticket_advance_account_id = fields.Many2one(
        "account.account",
        string="Advance Ticket Sales Account",
        check_company=True,
        domain="[('account_type', '=', 'liability_current')]",
        help="What customers paid for sessions that have not played yet.",
    )
    ticket_income_account_id = fields.Many2one(
        "account.account",
        check_company=True,
        domain="[('internal_group', '=', 'income')]",
        help="Where a session's ticket money goes once it has played.",
    )
    ticket_journal_id = fields.Many2one(
        "account.journal",
        check_company=True,
        domain="[('type', '=', 'general')]",
        help="The journal of the entries that move ticket money to income.",
    )

    def _ticket_setup_accounts(self):
        """Give companies with a chart of accounts what ticket money needs.

        Safe to call again: only what is missing is made, and an account or journal of
        the same name that is already there is taken.
        """
        for company in self.sudo():
            if not company.root_id.sudo().chart_template:
                continue
            if not company.ticket_advance_account_id:
                company.ticket_advance_account_id = company._ticket_account(
                    "212100", self.env._("Advance Ticket Sales"), "liability_current"
                )
            if not company.ticket_income_account_id:
                company.ticket_income_account_id = company._ticket_account(
                    "400100", self.env._("Ticket Income"), "income"
                )
            if not company.ticket_journal_id:
                company.ticket_journal_id = company._ticket_journal()

    def _ticket_account(self, code, name, account_type):
        """Return this company's account of that name and type, made when missing."""
        self.ensure_one()
        Account = self.env["account.account"].with_company(self)
        account = Account.search(
            [
                *Account._check_company_domain(self),
                ("name", "=", name),
                ("account_type", "=", account_type),
            ],
            limit=1,
        )
        return account or Account.create(
            {
                "name": name,
                "code": Account._search_new_account_code(code, cache=set()),
                "account_type": account_type,
                "company_ids": [fields.Command.link(self.root_id.id)],
            }
        )

    def _ticket_journal(self):
        """Return this company's miscellaneous journal TKT, made when missing."""
        self.ensure_one()
        Journal = self.env["account.journal"].with_company(self)
        journal = Journal.search(
            [
                *Journal._check_company_domain(self),
                ("code", "=", "TKT"),
                ("type", "=", "general"),
            ],
            limit=1,
        )
        return journal or Journal.create(
            {
                "name": self.env._("Ticket Revenue"),
                "code": "TKT",
                "type": "general",
                "company_id": self.id,
                "show_on_dashboard": False,
            }
        )
