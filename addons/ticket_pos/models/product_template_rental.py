from odoo import fields, models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    service_tracking = fields.Selection(
        selection_add=[("ticket_deposit", "Rental Deposit")],
        ondelete={"ticket_deposit": "set default"},
    )

    def _get_product_accounts(self):
        """A deposit is owed to the customer until the thing is back."""
        accounts = super()._get_product_accounts()
        if self.service_tracking == "ticket_deposit":
            company = self.company_id or self.env.company
            deposits = company.sudo().ticket_rental_deposit_account_id
            accounts["income"] = deposits or accounts["income"]
        return accounts
