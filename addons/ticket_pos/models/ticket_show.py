from odoo import fields, models


class TicketShow(models.Model):
    _inherit = "ticket.show"

    favourite_till_ids = fields.Many2many(
        "pos.config",
        "ticket_show_favourite_till_rel",
        "show_id",
        "config_id",
        string="Favourite At",
        help="Tills that list this show first; their cashiers choose with the star.",
    )
