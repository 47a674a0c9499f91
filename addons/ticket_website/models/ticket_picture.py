from odoo import models


class TicketPicture(models.Model):
    _inherit = "ticket.picture"

    def _can_return_content(self, field_name=None, access_token=None):
        owner_sudo = self.sudo().show_id or self.sudo().venue_id
        if (field_name or "").startswith("image_") and owner_sudo.is_published:
            return True
        return super()._can_return_content(field_name, access_token)

    def _website_image(self, field):
        return self.env["website"].image_url(self, field)
