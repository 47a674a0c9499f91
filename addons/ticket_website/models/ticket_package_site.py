from odoo import fields, models
from odoo.fields import Domain


class TicketPackage(models.Model):
    """Packages on several websites: 分站."""

    _inherit = "ticket.package"

    website_id = fields.Many2one(
        "website",
        ondelete="restrict",
        index="btree_not_null",
        help="Sold on this website only. Empty: on all websites of the company.",
    )

    def _website_domain(self, website):
        domain = super()._website_domain(website) & website.website_domain()
        elsewhere = Domain("website_id", "not in", (False, website.id))
        for owner in ("show_id", "venue_id"):
            domain &= ~Domain(f"session_line_ids.session_id.{owner}", "any", elsewhere)
        return domain
