from odoo import models


class TicketSeatMap(models.Model):
    _inherit = "ticket.seat.map"

    def _why_no_slots(self):
        """Why time slots cannot use this map, in words; empty when they can."""
        self.ensure_one()
        if self.seat_count or self.section_ids.mapped("kind") != ["standing"]:
            return self.env._(
                "Time slots need a map with one standing area and no seats; %(map)s is "
                "another. Draw one for %(hall)s.",
                map=self.name,
                hall=self.hall_id.display_name,
            )
        return ""
