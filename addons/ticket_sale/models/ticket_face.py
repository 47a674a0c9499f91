import base64
import json

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import ormcache

from ..tools.face_format import upgrade
from ..tools.face_pdf import to_pdf
from .ticket_type import CHANNELS


class TicketFace(models.Model):
    """How a ticket looks: one design, drawn as PDF, on thermal paper and on a screen.

    The first face by sequence that fits a ticket's show, type and channel is used.
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
    channel = fields.Selection(
        CHANNELS,
        string="Only for Channel",
        help="Empty: for tickets sold on every channel.",
    )
    template = fields.Text(
        required=True, help="The design in JSON; lengths are in millimetres."
    )
    preview = fields.Html(compute="_compute_preview", sanitize=False)
    problems = fields.Text(compute="_compute_preview")
    warnings = fields.Text(compute="_compute_preview")
    size = fields.Char(compute="_compute_size")
    sample_pdf = fields.Binary(compute="_compute_sample_pdf")

    @api.depends("template", "usage")
    @api.depends_context("lang")
    def _compute_preview(self):
        for face in self:
            told = {"error": [], "warning": []}
            for problem in face._template_problems(face.template, face.usage):
                told[problem["level"]].append(problem["message"])
            face.problems = "\n".join(told["error"])
            face.warnings = "\n".join(told["warning"])
            face.preview = "" if face.problems else face._render_svg()

    @api.depends("template")
    def _compute_size(self):
        for face in self:
            try:
                page = json.loads(face.template or "")["page"]
                face.size = f"{page['w']:g} × {page['h']:g} mm"
            except (ValueError, TypeError, KeyError):
                face.size = ""

    @api.depends("template")
    @api.depends_context("lang")
    def _compute_sample_pdf(self):
        for face in self:
            face.sample_pdf = base64.b64encode(
                to_pdf([face._layout_sample()], title=face.name)
            )

    @api.constrains("template", "usage")
    def _check_template(self):
        for face in self:
            errors = [
                problem["message"]
                for problem in face._template_problems(face.template, face.usage)
                if problem["level"] == "error"
            ]
            if errors:
                raise ValidationError("\n".join(errors))

    def action_sample_pdf(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/ticket.face/{self.id}/sample_pdf/{self.id}.pdf",
            "target": "new",
        }

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
            and (not self.channel or ticket.channel == self.channel)
        )

    @ormcache("self.id")
    def _parsed(self):
        return upgrade(json.loads(self.template))
