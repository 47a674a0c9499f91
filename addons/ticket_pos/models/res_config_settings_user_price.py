from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ticket_price_cashier = fields.Float(
        related="company_id.ticket_price_cashier", readonly=False
    )
    ticket_price_supervisor = fields.Float(
        related="company_id.ticket_price_supervisor", readonly=False
    )
