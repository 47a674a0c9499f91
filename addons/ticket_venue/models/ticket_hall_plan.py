from odoo import fields, models

from ..tools import timetable


class TicketHall(models.Model):
    _inherit = "ticket.hall"

    def _plan_row(self):
        """A row of the hall plan, with the time its clock shows now."""
        self.ensure_one()
        now = timetable.to_local(fields.Datetime.now(), self.venue_id.tz)
        return {
            "id": self.id,
            "name": self.name,
            "venue": self.venue_id.name,
            "now": now.isoformat(timespec="minutes"),
        }
