from datetime import datetime, time, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools import timetable
from .ticket_session_hall import TAKES_HALL

MAX_DAYS = 62
DETAILED_DAYS = 7
FIRST_YEAR, LAST_YEAR = 1900, 2999
#: Further than any venue's clock is from UTC.
EDGE = timedelta(hours=15)


class TicketSession(models.Model):
    """The hall plan: who plays where and when, and moving what is not yet announced.

    Times are those of each venue's own clock, as text: ``2031-03-07T19:30``.
    """

    _inherit = "ticket.session"

    @api.model
    @api.readonly
    def get_hall_plan(self, first, count=1, venue_id=None):
        """Halls and their sessions on some days.

        :param first: the first day, ``YYYY-MM-DD``
        :param count: how many days, :data:`MAX_DAYS` at most
        :param venue_id: only the halls of this venue
        """
        begin = datetime.combine(self._read_plan_time(first), time.min)
        end = begin + timedelta(days=max(1, min(count, MAX_DAYS)))
        halls = self.env["ticket.hall"].search(
            Domain("venue_id", "=", venue_id) if venue_id else Domain.TRUE
        )
        sessions = self.search(
            Domain("hall_id", "in", halls.ids)
            & Domain("state", "in", TAKES_HALL)
            & Domain("hall_from", "<", end + EDGE)
            & Domain("hall_until", ">", begin - EDGE)
        )
        venues = self.env["ticket.venue"].search([("hall_ids", "!=", False)])
        return {
            "halls": [hall._plan_row() for hall in halls],
            "sessions": [
                bar
                for bar in sessions._plan_bars((end - begin).days)
                if bar["from"] < end.isoformat() and bar["until"] > begin.isoformat()
            ],
            "venues": [{"id": venue.id, "name": venue.name} for venue in venues],
        }

    def move_in_hall_plan(self, start, hall_id):
        """Move a draft to another time or hall of the plan.

        :param start: the new start by the clock of the hall's venue
        :raise UserError: the session is announced, or gone
        :raise ValidationError: the hall is taken then
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "draft":
            raise UserError(
                self.env._(
                    "%(session)s is announced already. Open it to postpone it; only "
                    "drafts are moved in the plan.",
                    session=self.display_name,
                )
            )
        hall = self.env["ticket.hall"].browse(hall_id)
        hall.check_access("read")
        local = self._read_plan_time(start)
        moment = timetable.occurrence(local, hall.venue_id.tz).start
        values = {"start": moment, "end": moment + (self.end - self.start)}
        if hall != self.hall_id:
            values |= self._hall_values(hall)
        self.write(values)
        return self._plan_bars(1)[0]

    @api.model
    def _read_plan_time(self, text):
        """:raise UserError: no time, or none that a plan shows"""
        try:
            moment = datetime.fromisoformat(text).replace(tzinfo=None)
        except (TypeError, ValueError):
            moment = None
        if not moment or not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise UserError(
                self.env._("“%(text)s” is no day or time of a hall plan.", text=text)
            )
        return moment

    def _hall_values(self, hall):
        """Hook: what else changes when a draft goes to another hall."""
        seat_map = hall.seat_map_ids[:1]
        if not seat_map:
            raise UserError(
                self.env._(
                    "%(hall)s has no seat map yet. Draw or import one first.",
                    hall=hall.display_name,
                )
            )
        return {"hall_id": hall.id, "seat_map_id": seat_map.id}

    def _plan_bars(self, days):
        """These sessions as the plan draws them: a bar each, and one for all slots that
        a plan has on a day.

        :param days: how many days are shown: details are for few
        """
        names = dict(self._fields["state"]._description_selection(self.env))
        slots = self.filtered("slot_plan_id")
        days_of_slots = slots.sorted("start").grouped(
            lambda slot: (slot.slot_plan_id.id, slot._plan_clock(slot.start)[:10])
        )
        bars = [
            session._plan_bar(session, names, days <= DETAILED_DAYS)
            for session in self - slots
        ]
        for (plan_id, day), sessions in days_of_slots.items():
            bar = sessions[0]._plan_bar(sessions, names, days <= DETAILED_DAYS)
            bars.append(bar | {"slots": {"plan": plan_id, "day": day}})
        return bars

    def _plan_bar(self, sessions, state_names, detailed):
        last = sessions[-1]
        return {
            "id": self.id,
            "hall": self.hall_id.id,
            "show": self.show_id.name,
            "state": self.state,
            "state_name": state_names[self.state],
            "start": self._plan_clock(self.start),
            "end": self._plan_clock(last.end),
            "from": self._plan_clock(self.hall_from),
            "until": self._plan_clock(last.hall_until),
            "note": sessions._plan_note(detailed),
        }

    def _plan_note(self, detailed):
        """Hook: what a bar says of these sessions beside their state."""
        if self[:1].slot_plan_id:
            return self.env._("%(count)s slots", count=len(self))
        return ""

    def _plan_clock(self, moment):
        local = timetable.to_local(moment, self.tz)
        return local.isoformat(timespec="minutes")

    @api.model
    def get_new_in_hall_plan(self, start, hall_id):
        """The form of a new session at a place of the plan."""
        hall = self.env["ticket.hall"].browse(hall_id)
        hall.check_access("read")
        local = self._read_plan_time(start)
        moment = timetable.occurrence(local, hall.venue_id.tz).start
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New Session"),
            "res_model": "ticket.session",
            "views": [(False, "form")],
            "context": {
                "default_hall_id": hall.id,
                "default_start": fields.Datetime.to_string(moment),
            },
        }
