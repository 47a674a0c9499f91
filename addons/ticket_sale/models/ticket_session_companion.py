from odoo import models


class TicketSession(models.Model):
    """Screens offer the companion seat when a wheelchair place is chosen."""

    _inherit = "ticket.session"

    def _offer(self, channel, partner=None, pricelist=None):
        result = super()._offer(channel, partner, pricelist)
        seats = self.sudo().seat_map_id._companion_seats()
        result["companions"] = [[seat, place] for seat, place in seats.items() if place]
        return result
