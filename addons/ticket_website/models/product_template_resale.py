from odoo import fields, models


class ProductTemplate(models.Model):
    """What buyers pay for tickets of the resale board is the sellers', not income."""

    _inherit = "product.template"

    service_tracking = fields.Selection(
        selection_add=[("ticket_resale", "Ticket Resale")],
        ondelete={"ticket_resale": "set default"},
    )

    def _get_product_accounts(self):
        accounts = super()._get_product_accounts()
        if self.service_tracking == "ticket_resale":
            company_sudo = (self.company_id or self.env.company).sudo()
            owed = company_sudo.ticket_resale_account_id
            accounts["income"] = owed or accounts["income"]
        return accounts
