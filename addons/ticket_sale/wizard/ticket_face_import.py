import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.face_svg import to_svg


class TicketFaceImport(models.TransientModel):
    """A file with a face, looked at before it is taken."""

    _name = "ticket.face.import"
    _description = "Import Ticket Face"

    file = fields.Binary(required=True, help="A face exported from here, as JSON.")
    file_name = fields.Char()
    usage = fields.Selection(
        [("print", "Printed Ticket"), ("pdf", "E-ticket"), ("phone", "Phone")],
        default="print",
        required=True,
        help="Used when the file does not say it.",
    )
    preview = fields.Html(compute="_compute_preview", sanitize=False)
    problems = fields.Text(compute="_compute_preview")

    @api.depends("file")
    @api.depends_context("lang")
    def _compute_preview(self):
        Face = self.env["ticket.face"]
        for wizard in self:
            wizard.preview = wizard.problems = False
            if not wizard.file:
                continue
            try:
                found = Face._read_file(wizard._content())
            except UserError as error:
                wizard.problems = str(error)
                continue
            page = Face._layout_of_sample(Face._drawable(found.template))
            wizard.preview = to_svg(page, title=found.name)

    def action_import(self):
        self.ensure_one()
        face = self.env["ticket.face"]._import_file(self._content(), self.usage)
        return {
            "type": "ir.actions.act_window",
            "res_model": "ticket.face",
            "res_id": face.id,
            "view_mode": "form",
        }

    def _content(self):
        try:
            return base64.b64decode(self.file, validate=False)
        except binascii.Error:
            return b""
