import base64
import json

from odoo import api, models

from ..tools import face_schema
from ..tools.face_format import upgrade
from ..tools.face_layout import layout
from ..tools.face_pdf import to_pdf
from ..tools.face_raster import to_raster
from ..tools.face_svg import to_svg

#: Where a face is shown, as a token says it: see ``token.MEDIA``.
MEDIUM_OF_USAGE = {"print": "paper", "pdf": "pdf", "phone": "phone"}


class TicketFace(models.Model):
    _inherit = "ticket.face"

    def _render_pdf(self, tickets):
        """Return one PDF with a page for each ticket."""
        self.ensure_one()
        return self._to_pdf(self._layouts(tickets), tickets)

    @api.model
    def _to_pdf(self, pages, tickets):
        lang = tickets[:1]._face_lang()
        title = ", ".join(tickets.with_context(lang=lang).show_id.mapped("name"))
        return to_pdf(pages, title=title, lang=lang)

    def _render_raster(self, ticket, width_dots=None, dpi=None, copy=1):
        """Return the black and white picture that a thermal printer prints."""
        self.ensure_one()
        dpi = dpi or self._parsed()["page"].get("dpi") or 203
        page = self._layouts(ticket, dpi=dpi, copy=copy)[0]
        return to_raster(page, dpi, width_dots=width_dots)

    def _render_raster_sample(self, width_dots, dpi):
        """Return the picture of a ticket of sample values, for a test page."""
        self.ensure_one()
        return to_raster(self._layout_sample(dpi), dpi, width_dots=width_dots)

    def _render_svg(self, ticket=None):
        """Return an ``<svg>`` element, of sample values when no ticket is given."""
        self.ensure_one()
        page = self._layouts(ticket)[0] if ticket else self._layout_sample()
        return to_svg(page, title=ticket.display_name if ticket else self.name or "")

    def _layouts(self, tickets, dpi=None, copy=1):
        """Return a laid-out page for each ticket, in their order."""
        medium = MEDIUM_OF_USAGE[self.usage]
        return self._layouts_of(
            self._parsed(), tickets, dpi=dpi, copy=copy, medium=medium
        )

    @api.model
    def _layouts_of(self, template, tickets, dpi=None, copy=1, medium="phone"):
        has_images = any(
            part["type"] == "image"
            for _side, elements in face_schema.sides(template)
            for part in elements
        )
        pages = []
        for lang, same_lang in tickets.grouped(lambda one: one._face_lang()).items():
            values = same_lang._face_values(lang, copy=copy, medium=medium)
            for ticket in same_lang:
                images = ticket._face_images() if has_images else {}
                page = layout(
                    template, values[ticket.id], lang=lang, dpi=dpi, images=images
                )
                pages.append((ticket.id, page))
        by_id = dict(pages)
        return [by_id[ticket.id] for ticket in tickets]

    def _layout_sample(self, dpi=None):
        return self._layout_of_sample(upgrade(json.loads(self.template)), dpi=dpi)

    @api.model
    def _layout_of_sample(self, template, dpi=None, lang=None, kind="usual"):
        lang = lang or self.env.lang or "en_US"
        logo = self.env.company.logo_web
        images = {"logo": base64.b64decode(logo)} if logo else {}
        values = face_schema.sample_values(lang, kind)
        return layout(template, values, lang=lang, dpi=dpi, images=images)
