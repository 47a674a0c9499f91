import json

from odoo import api, models
from odoo.tools import file_open

from ..tools.face_fields import localized
from ..tools.face_format import upgrade
from ..tools.face_schema import sides
from ..tools.face_svg import to_svg

INDEX = "ticket_sale/data/face_gallery.json"
FOLDER = "ticket_sale/data/faces/"


class TicketFace(models.Model):
    _inherit = "ticket.face"

    @api.model
    def get_gallery(self):
        """Return the ready-made faces, each with a picture in the user's language.

        :return: ``[{code, name, about, usage, template, svg}]``, best first
        """
        self.check_access("write")
        with file_open(INDEX) as index:
            listed = json.load(index)["faces"]
        return [self._gallery_face(entry) for entry in listed]

    @api.model
    def _gallery_face(self, entry):
        lang = self.env.lang or "en_US"
        with file_open(FOLDER + entry["file"]) as file:
            template = upgrade(json.load(file))
        if not lang.startswith("en"):
            # layers without a name are called by what they say, in the user's language
            for _side, elements in sides(template):
                for element in elements:
                    element.pop("name", None)
        name = localized(entry["name"], lang)
        return {
            "code": entry["file"].removesuffix(".json"),
            "name": name,
            "about": localized(entry.get("about", ""), lang),
            "usage": entry["usage"],
            "template": template,
            "svg": to_svg(self._layout_of_sample(template), title=name),
        }
