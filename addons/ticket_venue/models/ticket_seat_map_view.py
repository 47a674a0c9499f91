from odoo import fields, models


class TicketSeatMap(models.Model):
    """Pictures of the stage as seen from the sections of a map."""

    _inherit = "ticket.seat.map"

    view_count = fields.Integer(compute="_compute_view_count", string="Views")

    def _compute_view_count(self):
        counts = dict(
            self.env["ticket.seat.section"]._read_group(
                [("seat_map_id", "in", self.ids), ("has_view", "=", True)],
                ["seat_map_id"],
                ["__count"],
            )
        )
        for seat_map in self:
            seat_map.view_count = counts.get(seat_map, 0)

    def action_view_sections(self):
        """The sections with their pictures: changeable while sessions use the map."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "ticket_venue.ticket_seat_section_action"
            ),
            "domain": [("seat_map_id", "=", self.id)],
            "context": {"default_seat_map_id": self.id},
        }
