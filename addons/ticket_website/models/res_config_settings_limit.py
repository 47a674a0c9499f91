from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ticket_holds_visitor = fields.Integer(
        related="website_id.ticket_holds_visitor", readonly=False
    )
    ticket_holds_address = fields.Integer(
        related="website_id.ticket_holds_address", readonly=False
    )
