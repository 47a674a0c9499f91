from odoo import api, fields, models


class ResCompany(models.Model):
    """Deposits on things that are out are a debt to the customers."""

    _inherit = "res.company"

    ticket_rental_deposit_account_id = fields.Many2one(
        "account.account",
        string="Rental Deposits Account",
        ondelete="restrict",
        check_company=True,
        domain="[('account_type', '=', 'liability_current')]",
        help="Deposits of customers on equipment that is out.",
    )

    def _ticket_setup_accounts(self):
        result = super()._ticket_setup_accounts()
        self._ticket_setup_rental()
        return result

    def _ticket_setup_rental(self):
        for company in self.sudo():
            if (
                company.root_id.sudo().chart_template
                and not company.ticket_rental_deposit_account_id
            ):
                company.ticket_rental_deposit_account_id = company._ticket_account(
                    "212400", self.env._("Rental Deposits"), "liability_current"
                )

    @api.model
    def _ticket_setup_rental_everywhere(self):
        """Companies that had their accounts before there was rental get this one too."""
        self.sudo().search(
            [
                ("chart_template", "!=", False),
                ("ticket_rental_deposit_account_id", "=", False),
            ]
        )._ticket_setup_rental()
