from odoo import models


class TicketCast(models.Model):
    _inherit = "ticket.cast"

    def _can_return_content(self, field_name=None, access_token=None):
        if (field_name or "").startswith("image_") and self.sudo().show_id.is_published:
            return True
        return super()._can_return_content(field_name, access_token)

    def _website_image(self, field):
        return self.env["website"].image_url(self, field)

    def _website_picture(self):
        """The picture in this part, else the artist's own, else ``None``."""
        if self.image_128:
            return self._website_image("image_256")
        artist = self.artist_id
        if artist.is_published and artist.image_128:
            return self.env["website"].image_url(artist, "image_256")
        return None
