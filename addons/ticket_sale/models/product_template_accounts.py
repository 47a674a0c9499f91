from odoo import models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    def _get_product_accounts(self):
        """A ticket is sold on the advance account, in every channel.

        Even an income account set on the product gives way: the money is not earned
        before the session has played, and the proof of advance sales counts on it.
        """
        accounts = super()._get_product_accounts()
        if self.service_tracking == "ticket":
            company = self.company_id or self.env.company
            advance = company.sudo().ticket_advance_account_id
            accounts["income"] = advance or accounts["income"]
        return accounts
