from odoo import models
from odoo.fields import Domain


class TicketSession(models.Model):
    """Sessions on several websites: 分站."""

    _inherit = "ticket.session"

    def _website_site_domain(self, website):
        """The sessions a website may tell of. What plays in a house that has a website
        of its own is on no other, though the show tours through all of them."""
        return Domain("venue_id.website_id", "in", (False, website.id))
