from odoo import models


class TicketArtist(models.Model):
    """An artist somebody waits for."""

    _name = "ticket.artist"
    _inherit = ["ticket.artist", "ticket.favourite.mixin"]

    _favourite_kind = "artist"
