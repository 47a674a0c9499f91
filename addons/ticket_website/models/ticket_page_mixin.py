from odoo import models
from odoo.fields import Domain


class TicketPageMixin(models.AbstractModel):
    """A record of the venue's own that has a page on its company's websites."""

    _name = "ticket.page.mixin"
    _description = "Ticketing Page"
    _inherit = [
        "website.seo.metadata",
        "website.published.multi.mixin",
        "website.searchable.mixin",
    ]

    def _website_domain(self, website):
        """What visitors of a website may see. Editors see drafts too."""
        domain = website.website_domain() & Domain(
            "company_id", "=", website._get_cached("company_id")
        )
        if not self.env.user.has_group("ticket_venue.group_ticket_editor"):
            domain &= Domain("is_published", "=", True)
        return domain

    def _website_find(self, website, slug):
        """The record of a page's address, or an empty one; drafts only for editors."""
        record_id = self.env["ir.http"]._unslug(slug)[1]
        return self.search(self._website_domain(website) & Domain("id", "=", record_id))
