from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    pos_ticket_display_lang = fields.Selection(
        related="pos_config_id.ticket_display_lang", readonly=False
    )
