from odoo import api, models
from odoo.fields import Domain

from odoo.addons.website.tools import text_from_html


class TicketArtist(models.Model):
    _name = "ticket.artist"
    _inherit = ["ticket.artist", "ticket.page.mixin"]

    @api.depends("name")
    @api.depends_context("lang")
    def _compute_website_url(self):
        result = super()._compute_website_url()
        for artist in self.filtered("id"):
            artist.website_url = f"/artist/{self.env['ir.http']._slug(artist)}"
        return result

    def _website_image(self, size):
        """The artist's picture, or ``None``: pages then draw a placeholder."""
        return self.image_1920 and self.env["website"].image_url(
            self, "image_1920", size
        )

    def _website_cards(self, website):
        """The shows to come that the artist plays in."""
        self.ensure_one()
        shows = self.env["ticket.show"]
        domain = shows._website_domain(website)
        domain &= Domain("cast_ids.artist_id", "=", self.id)
        domain &= Domain("session_ids", "any", shows._website_session_domain())
        return shows.search(domain)._website_cards()

    def _website_person(self):
        """The artist for search engines; whether one or many is not known."""
        base = self.get_base_url()
        person = {
            "@context": "https://schema.org",
            "@type": "PerformingGroup",
            "name": self.name,
            "url": base + self.website_url,
            "description": text_from_html(self.biography or "", True),
        }
        if self.image_1920:
            person["image"] = base + self._website_image("1200x1200")
        return {name: value for name, value in person.items() if value}

    def _can_return_content(self, field_name=None, access_token=None):
        if (field_name or "").startswith("image_") and self.sudo().is_published:
            return True
        return super()._can_return_content(field_name, access_token)

    def _default_website_meta(self):
        meta = super()._default_website_meta()
        text = text_from_html(self.biography or "", True)
        meta["default_opengraph"] |= {"og:title": self.name, "og:description": text}
        meta["default_twitter"] |= {
            "twitter:title": self.name,
            "twitter:description": text,
        }
        if image := self._website_image("1200x1200"):
            meta["default_opengraph"]["og:image"] = image
            meta["default_twitter"]["twitter:image"] = image
        meta["default_meta_description"] = text
        return meta
