from odoo import models

from odoo.addons.ticket_sale.models.ticket_place import AVAILABLE


class TicketSession(models.Model):
    """What the seat picker needs beside offer, geometry and availability."""

    _inherit = "ticket.session"

    def _website_held(self, hold, places):
        """Tells too how often the visitor may ask for more time, and how much."""
        result = super()._website_held(hold, places)
        company_sudo = self.sudo().company_id
        if isinstance(hold, models.BaseModel):
            result["extensions"] = hold._extensions_left()
        else:
            result["extensions"] = company_sudo.ticket_extend_count
        result["extend_minutes"] = company_sudo.ticket_extend_minutes
        return result

    def _website_views(self):
        """The pictures of the stage as seen from the sections of this session.

        :return: {section id: {"url", "small", "note"}}
        """
        self.ensure_one()
        sections_sudo = self.sudo().seat_map_id.section_ids
        return {
            section.id: {
                "url": self._website_view_url(section, 1600),
                "small": self._website_view_url(section, 256),
                "note": section.view_note or "",
                "name": section.name,
            }
            for section in sections_sudo
            if section.has_view
        }

    def _website_view_url(self, section, width):
        """The address changes with the picture, so that browsers may keep it."""
        unique = f"{section.write_date:%y%m%d%H%M%S}"
        return f"/session/{self.id}/view/{section.id}?width={width}&unique={unique}"

    def _website_areas_left(self):
        """{standing area id: places left}, for a page that stays open."""
        self.ensure_one()
        left = (
            self.env["ticket.place"].sudo()._count_left(self, "section_id", AVAILABLE)
        )
        areas = self.sudo().seat_map_id.section_ids.filtered(
            lambda section: section.kind == "standing"
        )
        return {area.id: left.get((self.id, area.id), 0) for area in areas}
