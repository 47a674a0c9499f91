from odoo import fields, models


class ProductTemplate(models.Model):
    """What a voucher pays is no discount: somebody owes it."""

    _inherit = "product.template"

    service_tracking = fields.Selection(
        selection_add=[("ticket_voucher", "Ticket Voucher")],
        ondelete={"ticket_voucher": "set default"},
    )

    def _get_product_accounts(self):
        accounts = super()._get_product_accounts()
        if self.service_tracking == "ticket_voucher":
            company = self.company_id or self.env.company
            accounts["income"] = company._ticket_voucher_account()
        return accounts
