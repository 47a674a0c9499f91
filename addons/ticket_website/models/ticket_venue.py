from odoo import models


class TicketVenue(models.Model):
    _inherit = "ticket.venue"

    def _website_address(self):
        """Street and town in one line; the country says nothing to those nearby."""
        address = self.address_id
        parts = (address.street, address.street2, address.city)
        return ", ".join(part for part in parts if part)
