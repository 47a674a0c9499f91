from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ticket_fee_account_id = fields.Many2one(
        related="company_id.ticket_fee_account_id", readonly=False
    )
    ticket_stored_value_account_id = fields.Many2one(
        related="company_id.ticket_stored_value_account_id", readonly=False
    )
