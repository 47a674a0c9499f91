from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    pos_ticket_lease_most = fields.Integer(
        related="pos_config_id.ticket_lease_most", readonly=False
    )
