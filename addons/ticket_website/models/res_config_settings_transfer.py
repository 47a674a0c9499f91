from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ticket_transfer_days = fields.Integer(
        related="company_id.ticket_transfer_days", readonly=False
    )
    ticket_transfer_hours = fields.Integer(
        related="company_id.ticket_transfer_hours", readonly=False
    )
