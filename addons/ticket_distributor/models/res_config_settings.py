from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ticket_wallet_account_id = fields.Many2one(
        related="company_id.ticket_wallet_account_id", readonly=False
    )
    ticket_wallet_journal_id = fields.Many2one(
        related="company_id.ticket_wallet_journal_id", readonly=False
    )
