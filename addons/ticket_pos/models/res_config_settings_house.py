from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    pos_ticket_venue_ids = fields.Many2many(
        related="pos_config_id.ticket_venue_ids", readonly=False
    )
    pos_ticket_house_id = fields.Many2one(
        related="pos_config_id.ticket_house_id", readonly=False
    )
