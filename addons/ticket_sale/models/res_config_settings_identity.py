from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ticket_identity_days = fields.Integer(
        related="company_id.ticket_identity_days", readonly=False
    )
    ticket_naming_hours = fields.Integer(
        related="company_id.ticket_naming_hours", readonly=False
    )
    ticket_public_share = fields.Integer(
        related="company_id.ticket_public_share", readonly=False
    )
