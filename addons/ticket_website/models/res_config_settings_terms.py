from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ticket_terms_tick = fields.Boolean(
        related="website_id.ticket_terms_tick", readonly=False
    )
