from odoo import fields, models


class Website(models.Model):
    _inherit = "website"

    ticket_terms_tick = fields.Boolean(
        string="Buyers Tick the Terms",
        help="Nobody pays for tickets without ticking that the terms of sale are "
        "accepted. When, and which wording it was, is kept with the order.",
    )
