from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ticket_books_years = fields.Integer(
        related="company_id.ticket_books_years", readonly=False
    )
