from odoo import api, fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    ticket_resale_account_id = fields.Many2one(
        "account.account",
        string="Resale Account",
        ondelete="restrict",
        check_company=True,
        domain="[('account_type', '=', 'liability_current')]",
        help="What buyers of resold tickets have paid and sellers have not got yet.",
    )

    def _ticket_setup_accounts(self):
        result = super()._ticket_setup_accounts()
        self._ticket_setup_resale()
        return result

    def _ticket_setup_resale(self):
        for company in self.sudo():
            if (
                company.root_id.sudo().chart_template
                and not company.ticket_resale_account_id
            ):
                company.ticket_resale_account_id = company._ticket_account(
                    "212400", self.env._("Resold Tickets"), "liability_current"
                )

    @api.model
    def _ticket_setup_resale_everywhere(self):
        """At installation: companies that had their accounts before get this one."""
        self.search([("id", "!=", 0)])._ticket_setup_resale()
