from odoo import api, models
from odoo.fields import Domain

INCH = 25.4
TOLERANCE = 0.5  # millimetres; a page as wide as the head may be a dot wider


class TicketFace(models.Model):
    """A printed face is held against the printers that there are."""

    _inherit = "ticket.face"

    @api.model
    def get_designer_data(self):
        result = super().get_designer_data()
        printers = self.env["ticket.printer"]
        if printers.has_access("read"):
            here = Domain("company_id", "in", [*self.env.companies.ids, False])
            printers = printers.search(here)
        result["printers"] = [
            {
                "id": printer.id,
                "name": printer.name,
                "dpi": printer.dpi,
                "width_dots": printer._raster_width() or False,
            }
            for printer in printers
        ]
        return result

    @api.model
    def _template_problems(self, template, usage=None):
        problems = super()._template_problems(template, usage)
        if usage == "print":
            problems += self._printer_problems(template)
        return problems

    @api.model
    def _printer_problems(self, template):
        """Return a warning when no printer is wide enough, as the others are told."""
        drawn = self._drawable(template)
        here = Domain("company_id", "in", [*self.env.companies.ids, False])
        # a manager who designs need not see the printers
        printers_sudo = self.env["ticket.printer"].sudo().search(here)
        if not drawn or not printers_sudo:
            return []
        page = drawn["page"]
        rooms = {}
        for printer in printers_sudo:
            # where the ticket lies along the paper, the head bounds its height
            along = printer._raster_width() is None
            room = printer.width_dots / printer.dpi * INCH
            rooms[printer] = room - page["h" if along else "w"]
        best = max(rooms, key=rooms.get)
        if rooms[best] >= -TOLERANCE:
            return []
        return [
            {
                "code": "paper_printers",
                "side": "page",
                "element": -1,
                "detail": best.name,
                "level": "warning",
                "message": self.env._(
                    "This page fits none of the printers: on %(printer)s it is "
                    "%(over)s mm too wide.",
                    printer=best.name,
                    over=round(-rooms[best], 1),
                ),
            }
        ]
