from odoo import fields, models


class PaymentTransaction(models.Model):
    """Written once, not twice, while somebody begins to pay."""

    _inherit = "payment.transaction"

    company_id = fields.Many2one(
        related="provider_id.company_id", store=True, precompute=True
    )
