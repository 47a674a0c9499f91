from odoo import models


class TicketSession(models.Model):
    """A session of a venue in an emergency is shown as one whose sale rests."""

    _inherit = "ticket.session"

    def _website_closed_state(self):
        stopped = self.env["ticket.venue"]._stopped_venues()
        if stopped and self.venue_id.id in stopped:
            return "paused"
        return super()._website_closed_state()
