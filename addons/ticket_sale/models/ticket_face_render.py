import base64
import json
from contextlib import suppress

from odoo import api, models

from ..tools import face_map, face_schema
from ..tools.face_fields import languages_of, names_of, sample_values
from ..tools.face_format import upgrade
from ..tools.face_layout import CONDITIONS, layout
from ..tools.face_pdf import to_pdf
from ..tools.face_picture import NotAPicture, from_data_url
from ..tools.face_raster import to_raster
from ..tools.face_svg import to_svg

DEFAULT_DPI = 203

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
        dpi = dpi or self._parsed()["page"].get("dpi") or DEFAULT_DPI
        page = self._layouts(ticket, dpi=dpi, copy=copy)[0]
        return to_raster(page, dpi, width_dots=width_dots)

    def _render_sides(self, ticket, width_dots=None, dpi=None, copy=1, back=False):
        """Return the pictures of one print: all copies, each with its back behind it.

        :param back: whether the printer prints backs, on a sheet of their own
        """
        self.ensure_one()
        template = self._parsed()
        dpi = dpi or template["page"].get("dpi") or DEFAULT_DPI
        page = self._layouts(ticket, dpi=dpi, copy=copy)[0]
        pictures = [
            to_raster(side, dpi, width_dots=width_dots)
            for side in (page.sides if back else (page,))
        ]
        return pictures * template.get("copies", 1)

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
        elements = face_schema.elements_of(template)
        sources = {element.get("source") for element in elements}
        names = names_of(elements)
        sources |= names
        wanted = {
            what
            for key, what in CONDITIONS.items()
            if any(element.get(key) for element in elements)
        }
        assets = self._assets(template)
        surroundings = tickets._face_surroundings(elements)
        pages = {}
        for lang, same_lang in tickets.grouped(lambda one: one._face_lang()).items():
            values = same_lang._face_values(lang, copy=copy, medium=medium, only=names)
            self._add_translated(values, elements, same_lang, copy, medium)
            for ticket in same_lang:
                pages[ticket.id] = layout(
                    template,
                    values[ticket.id],
                    lang=lang,
                    dpi=dpi,
                    images=assets | ticket._face_images(sources),
                    codes=ticket._face_codes(wanted),
                    surroundings=surroundings.get(ticket.id),
                )
        return [pages[ticket.id] for ticket in tickets]

    @api.model
    def _add_translated(self, values, elements, tickets, copy, medium):
        """Add, to the values of each ticket, those of ``{field@language}``."""
        for language in languages_of(elements):
            lang = self._installed_lang(language)
            if not lang:
                continue
            translated = tickets._face_values(
                lang, copy=copy, medium=medium, only=names_of(elements)
            )
            for ticket in tickets:
                own = translated[ticket.id]
                own["place"] = ticket._face_place_in(lang)
                values[ticket.id].update(
                    {f"{name}@{language}": text for name, text in own.items()}
                )

    @api.model
    def _installed_lang(self, language):
        """Return the code of an installed language such as ``zh``, if there is one."""
        installed = [code for code, _name in self.env["res.lang"].get_installed()]
        return next((code for code in installed if code.startswith(language)), None)

    @api.model
    def _assets(self, template):
        """Return the pictures that a face brings along, as ``{source: content}``."""
        pictures = {}
        for name, url in template.get("assets", {}).items():
            with suppress(NotAPicture):
                pictures[face_schema.ASSET + name] = from_data_url(url)
        return pictures

    def _layout_sample(self, dpi=None):
        return self._layout_of_sample(upgrade(json.loads(self.template)), dpi=dpi)

    @api.model
    def _layout_of_sample(self, template, dpi=None, lang=None, kind="usual"):
        lang = lang or self.env.lang or "en_US"
        # forms read with sizes in the place of pictures
        logo = self.env.company.with_context(bin_size=False).logo_web
        images = {"logo": base64.b64decode(logo)} if logo else {}
        return layout(
            template,
            sample_values(lang, kind),
            lang=lang,
            dpi=dpi,
            images=images | self._assets(template),
            surroundings=face_map.SAMPLE,
        )
