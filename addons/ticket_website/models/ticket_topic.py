from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.translate import html_translate


class TicketTopic(models.Model):
    """A page about several shows that belong together, such as a festival: 专题."""

    _name = "ticket.topic"
    _description = "Topic Page"
    _inherit = ["ticket.page.mixin"]
    _order = "sequence, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    subtitle = fields.Char(translate=True)
    sequence = fields.Integer(default=10)
    picture = fields.Image(max_width=1920, max_height=1920)
    content = fields.Html(
        translate=html_translate,
        sanitize_overridable=True,
        sanitize_attributes=False,
        sanitize_form=False,
        help="Built with the blocks of the page builder, on the page itself.",
    )
    show_ids = fields.Many2many("ticket.show", string="Shows", check_company=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    active = fields.Boolean(default=True)

    @api.depends("name")
    @api.depends_context("lang")
    def _compute_website_url(self):
        result = super()._compute_website_url()
        for topic in self.filtered("id"):
            topic.website_url = f"/topic/{self.env['ir.http']._slug(topic)}"
        return result

    def _website_cards(self, website):
        """The topic's shows to come, soonest first."""
        self.ensure_one()
        shows = self.env["ticket.show"]
        domain = shows._website_domain(website) & Domain("id", "in", self.show_ids.ids)
        domain &= Domain("session_ids", "any", shows._website_session_domain())
        return shows.search(domain)._website_cards()

    def _website_image(self, size):
        """The topic's picture, else a show's poster, else ``None``."""
        if self.picture:
            return self.env["website"].image_url(self, "picture", size)
        shown = self.show_ids.filtered(lambda show: show.is_published and show.poster)
        return shown[:1]._poster_url(size) if shown else None

    def _can_return_content(self, field_name=None, access_token=None):
        if field_name == "picture" and self.sudo().is_published:
            return True
        return super()._can_return_content(field_name, access_token)

    def _default_website_meta(self):
        meta = super()._default_website_meta()
        text, image = self.subtitle or "", self._website_image("1200x1200")
        meta["default_opengraph"] |= {"og:title": self.name, "og:description": text}
        meta["default_twitter"] |= {
            "twitter:title": self.name,
            "twitter:description": text,
        }
        if image:
            meta["default_opengraph"]["og:image"] = image
            meta["default_twitter"]["twitter:image"] = image
        meta["default_meta_description"] = text
        return meta
