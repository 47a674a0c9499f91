from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ticket_review_program_id = fields.Many2one(
        related="company_id.ticket_review_program_id", readonly=False
    )
    ticket_review_points = fields.Float(
        related="company_id.ticket_review_points", readonly=False
    )
