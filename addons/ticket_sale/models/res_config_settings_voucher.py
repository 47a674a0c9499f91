from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ticket_voucher_account_id = fields.Many2one(
        related="company_id.ticket_voucher_account_id", readonly=False
    )
