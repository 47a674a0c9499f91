import base64
import json

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import LazyTranslate, ormcache

from ..tools import face_schema
from ..tools.face_layout import layout
from ..tools.face_pdf import to_pdf
from ..tools.face_raster import to_raster
from ..tools.face_svg import to_svg

_lt = LazyTranslate(__name__)

PROBLEMS = {
    "structure": _lt("A face has a page with w and h, and a list of elements."),
    "page_size": _lt("A page side of %(detail)s mm is not between 20 and 500."),
    "dpi": _lt("%(detail)s dots an inch is not between 100 and 1200."),
    "element_type": _lt("Element %(element)s: its type is none we know."),
    "missing": _lt("Element %(element)s: “%(detail)s” is missing."),
    "unknown_key": _lt("Element %(element)s: there is no setting “%(detail)s”."),
    "bad_value": _lt("Element %(element)s: a wrong value, %(detail)s"),
    "unknown_field": _lt("Element %(element)s: there is no field {%(detail)s}."),
    "outside": _lt("Element %(element)s lies outside the page."),
    "qr_small": _lt(
        "Element %(element)s: the squares of this code would be %(detail)s mm wide, "
        "too small to scan. Make it larger."
    ),
    "text_high": _lt("Element %(element)s: the text is higher than its box."),
}


class TicketFace(models.Model):
    """How a ticket looks: one design, drawn as PDF, on thermal paper and on a screen.

    The first face by sequence that fits a ticket's show and type is used.
    """

    _name = "ticket.face"
    _description = "Ticket Face"
    _inherit = ["ticket.cached.mixin"]
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    usage = fields.Selection(
        [("print", "Printed Ticket"), ("pdf", "E-ticket"), ("phone", "Phone")],
        required=True,
        default="print",
    )
    company_id = fields.Many2one(
        "res.company", ondelete="cascade", index="btree_not_null"
    )
    show_ids = fields.Many2many(
        "ticket.show",
        string="Only for Shows",
        help="Empty: for tickets of every show.",
    )
    type_ids = fields.Many2many(
        "ticket.type",
        string="Only for Ticket Types",
        help="Empty: for tickets of every type.",
    )
    template = fields.Text(
        required=True, help="The design in JSON; lengths are in millimetres."
    )
    preview = fields.Html(compute="_compute_preview", sanitize=False)
    problems = fields.Text(compute="_compute_preview")
    sample_pdf = fields.Binary(compute="_compute_sample_pdf")

    @api.depends("template")
    @api.depends_context("lang")
    def _compute_preview(self):
        for face in self:
            face.problems = "\n".join(face._problems())
            face.preview = "" if face.problems else face._render_svg()

    @api.depends("template")
    @api.depends_context("lang")
    def _compute_sample_pdf(self):
        for face in self:
            face.sample_pdf = base64.b64encode(
                to_pdf([face._layout_sample()], title=face.name)
            )

    @api.constrains("template")
    def _check_template(self):
        for face in self:
            if problems := face._problems():
                raise ValidationError("\n".join(problems))

    def action_sample_pdf(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/ticket.face/{self.id}/sample_pdf/{self.id}.pdf",
            "target": "new",
        }

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

    @api.model
    def _by_ticket(self, tickets, usage):
        """Return ``{face: tickets}`` for the faces that fit best, in the tickets'
        order.
        """
        faces_sudo = self.sudo().search([("usage", "=", usage)])
        chosen = {}
        for ticket in tickets:
            face = next((face for face in faces_sudo if face._fits(ticket)), None)
            if face is None:
                raise ValidationError(
                    self.env._("There is no ticket face for %(usage)s.", usage=usage)
                )
            chosen[face] = chosen.get(face, tickets.browse()) | ticket
        return chosen

    def _fits(self, ticket):
        return (
            (not self.company_id or self.company_id == ticket.company_id)
            and (not self.show_ids or ticket.show_id in self.show_ids)
            and (not self.type_ids or ticket.type_id in self.type_ids)
        )

    def _layouts(self, tickets, dpi=None, copy=1):
        template = self._parsed()
        has_images = any(part["type"] == "image" for part in template["elements"])
        pages = []
        for lang, same_lang in tickets.grouped(lambda one: one._face_lang()).items():
            values = same_lang._face_values(lang, copy=copy)
            for ticket in same_lang:
                images = ticket._face_images() if has_images else {}
                page = layout(
                    template, values[ticket.id], lang=lang, dpi=dpi, images=images
                )
                pages.append((ticket.id, page))
        by_id = dict(pages)
        return [by_id[ticket.id] for ticket in tickets]

    def _layout_sample(self, dpi=None):
        lang = self.env.lang or "en_US"
        values = face_schema.sample_values(lang)
        logo = self.env.company.logo_web
        images = {"logo": base64.b64decode(logo)} if logo else {}
        return layout(
            json.loads(self.template), values, lang=lang, dpi=dpi, images=images
        )

    @ormcache("self.id")
    def _parsed(self):
        return json.loads(self.template)

    def _problems(self):
        """Return, in the user's language, what keeps the face from being printed."""
        try:
            template = json.loads(self.template or "")
        except ValueError as error:
            return [self.env._("This is not JSON: %(error)s", error=error)]
        return [
            # the texts are marked for translation where PROBLEMS is written
            self.env._(PROBLEMS[problem.code])  # pylint: disable=translation-not-lazy
            % {"element": problem.element, "detail": problem.detail}
            for problem in face_schema.check(template)
        ]
