from datetime import timedelta

from odoo import models
from odoo.fields import Command

from ..tools import timetable

WEEKDAYS = [
    ("0", "Monday"),
    ("1", "Tuesday"),
    ("2", "Wednesday"),
    ("3", "Thursday"),
    ("4", "Friday"),
    ("5", "Saturday"),
    ("6", "Sunday"),
]


class TicketSession(models.Model):
    """Many sessions planned together."""

    _inherit = "ticket.session"

    def action_repeat(self):
        """Plan a run that begins as this session: same show, hall, day and time."""
        self.ensure_one()
        local = timetable.to_local(self.start, self.tz)
        values = {
            "show_id": self.show_id.id,
            "hall_id": self.hall_id.id,
            "seat_map_id": self.seat_map_id.id,
            "first": str(local.date() + timedelta(days=1)),
            "last": str(local.date() + timedelta(days=28)),
            "time_ids": [
                Command.create(
                    {
                        "weekday": str(local.weekday()),
                        "start": local.hour + local.minute / 60,
                    }
                )
            ],
        }
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ticket_venue.ticket_session_repeat_action"
        )
        action["context"] = {
            "dialog_size": "extra-large",
            **{f"default_{name}": value for name, value in values.items()},
        }
        return action

    def _action_open(self, name):
        """A list of these sessions."""
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "ticket.session",
            "view_mode": "list,calendar,form",
            "domain": [("id", "in", self.ids)],
        }
