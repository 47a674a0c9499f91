from urllib.parse import quote

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.website.tools import text_from_html

#: What search engines call the kinds of venue.
PLACE_TYPES = {
    "theatre": "PerformingArtsTheater",
    "stadium": "StadiumOrArena",
    "hall": "MusicVenue",
    "scenic": "TouristAttraction",
}


class TicketVenue(models.Model):
    _name = "ticket.venue"
    _inherit = ["ticket.venue", "ticket.page.mixin"]

    @api.depends("name")
    @api.depends_context("lang")
    def _compute_website_url(self):
        result = super()._compute_website_url()
        for venue in self.filtered("id"):
            venue.website_url = f"/venue/{self.env['ir.http']._slug(venue)}"
        return result

    def _website_address(self):
        """Street and town in one line; the country says nothing to those nearby."""
        address = self.address_id
        parts = (address.street, address.street2, address.city)
        return ", ".join(part for part in parts if part)

    def _website_map_url(self):
        """Where the house is on a map: the link given, or a search for its address."""
        address = self._website_address()
        if self.map_url or not address:
            return self.map_url or ""
        return f"https://www.openstreetmap.org/search?query={quote(address)}"

    def _website_image(self, size):
        """The venue's picture, or ``None``: pages then draw a placeholder."""
        return self.image_1920 and self.env["website"].image_url(
            self, "image_1920", size
        )

    def _website_show_domain(self, website):
        """The shows that visitors are told of in one of these venues."""
        shows = self.env["ticket.show"]
        sessions = shows._website_session_domain() & Domain("venue_id", "in", self.ids)
        return shows._website_domain(website) & Domain("session_ids", "any", sessions)

    def _website_cards(self, website):
        """What is on in this venue, as the listing draws it."""
        self.ensure_one()
        shows = self.env["ticket.show"].search(self._website_show_domain(website))
        return shows._website_cards(self)

    def _website_show_counts(self, website):
        """{venue id: shows to come}"""
        shows = self.env["ticket.show"]
        domain = shows._website_session_domain() & Domain("venue_id", "in", self.ids)
        domain &= Domain("show_id", "any", shows._website_domain(website))
        rows = self.env["ticket.session"]._read_group(
            domain, ["venue_id"], ["show_id:count_distinct"]
        )
        return {venue.id: count for venue, count in rows}

    def _website_place(self):
        """This venue as a schema.org Place, for search engines."""
        base, address = self.get_base_url(), self.address_id
        postal = {
            "streetAddress": ", ".join(filter(None, (address.street, address.street2))),
            "addressLocality": address.city,
            "postalCode": address.zip,
            "addressRegion": address.state_id.name,
            "addressCountry": address.country_id.code,
        }
        place = {
            "@type": PLACE_TYPES[self.kind],
            "name": self.name,
            "address": {"@type": "PostalAddress"}
            | {name: value for name, value in postal.items() if value}
            if address
            else self.name,
            "telephone": self.phone,
            "hasMap": self._website_map_url(),
            "maximumAttendeeCapacity": self.capacity,
        }
        if self.is_published:
            place["url"] = base + self.website_url
        if self.image_1920:
            place["image"] = base + self._website_image("1200x1200")
        return {name: value for name, value in place.items() if value}

    def _default_website_meta(self):
        meta = super()._default_website_meta()
        text = text_from_html(self.description or "", True) or self._website_address()
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

    @api.model
    def _search_get_detail(self, website, order, options):
        return {
            "model": "ticket.venue",
            "base_domain": [self._website_domain(website)],
            "search_fields": ["name", "city", "transport", "hall_ids.name"],
            "fetch_fields": ["id", "name", "website_url"],
            "mapping": {
                "name": {"name": "name", "type": "text", "match": True},
                "website_url": {
                    "name": "website_url",
                    "type": "text",
                    "truncate": False,
                },
            },
            "icon": "fa-map-marker",
            "requires_sudo": True,
        }
