from odoo import models


class TicketMembership(models.Model):
    _inherit = "ticket.membership"

    def _renew_url(self):
        """The product of the tier when it is sold in the shop, else the member's page."""
        self.ensure_one()
        product_sudo = self.tier_id.sudo().product_id
        path = product_sudo.website_url if product_sudo.is_published else ""
        return self.get_base_url() + (path or "/my/membership")
