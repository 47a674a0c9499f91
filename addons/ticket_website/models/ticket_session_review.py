from odoo import models


class TicketSession(models.Model):
    _inherit = "ticket.session"

    def _website_event_data(self, offer):
        """Search engines show the stars of the show."""
        data = super()._website_event_data(offer)
        return {**data, **self.show_id._website_rating_data()}
