import base64
import json

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.face_format import read_file, upgrade, write_file


class TicketFace(models.Model):
    """A face as one file, to be carried to another database or house."""

    _inherit = "ticket.face"

    file = fields.Binary(compute="_compute_file", help="The face as one JSON file.")

    @api.depends("name", "usage", "template")
    def _compute_file(self):
        for face in self:
            template = upgrade(json.loads(face.template))
            content = write_file(face.name, face.usage, template)
            face.file = base64.b64encode(content.encode())

    def action_export(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/ticket.face/{self.id}/file"
            f"?filename=face-{self.id}.json&download=true",
            "target": "download",
        }

    @api.model
    def _import_file(self, content, usage=None):
        """Create a face from the content of a file.

        :param bytes content: as ``action_export`` gives it, or a bare template
        :param usage: used when the file does not say what the face is for
        :raise UserError: with all that is wrong with it
        """
        found = self._read_file(content)
        usages = dict(self._fields["usage"].selection)
        usage = found.usage if found.usage in usages else usage or "print"
        return self.create(
            {
                "name": found.name or self.env._("Imported Face"),
                "usage": usage,
                "template": json.dumps(found.template, ensure_ascii=False, indent=1),
            }
        )

    @api.model
    def _read_file(self, content):
        """:raise UserError: the file is no face, or one with errors"""
        try:
            found = read_file(content)
        except ValueError as error:
            raise UserError(
                self.env._(
                    "This file is not a ticket face. Choose one that was exported "
                    "from here."
                )
            ) from error
        errors = [
            problem["message"]
            for problem in self._template_problems(found.template, found.usage)
            if problem["level"] == "error"
        ]
        if errors:
            raise UserError("\n".join(errors))
        return found
