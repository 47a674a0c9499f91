from dataclasses import dataclass
from datetime import date, datetime, timedelta

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.ticket_venue.tools import timetable

#: How many days to choose from are shown at once.
SHOWN_DAYS = 14
#: A listing looks at this many slots to say whether a show can be booked.
LISTED_SLOTS = 30


@dataclass(frozen=True)
class SlotDays:
    """The slots of one day, and the days beside it that have slots."""

    days: list[date]
    day: date
    slots: models.BaseModel
    offers: dict
    left: dict
    earlier: date | None = None
    later: date | None = None


class TicketShow(models.Model):
    """Shows that let people in by time slot: choose a day, then a time."""

    _inherit = "ticket.show"

    def _website_slots(self, day=None):
        """:param day: what the visitor chose, ``YYYY-MM-DD``; else the next day
        :return: a :class:`SlotDays`, or ``None``: this show has no slots to come
        """
        self.ensure_one()
        days = self._website_slot_days()
        if not days:
            return None
        chosen = self._website_parse_day(day)
        chosen = chosen if chosen in days else days[0]
        page = days.index(chosen) // SHOWN_DAYS * SHOWN_DAYS
        slots = self._website_slots_of(chosen)
        left = self.env["ticket.place"].sudo()._count_left(slots, "section_id")
        return SlotDays(
            days=days[page : page + SHOWN_DAYS],
            day=chosen,
            slots=slots,
            offers=slots._website_offers(),
            left={session_id: count for (session_id, _area), count in left.items()},
            earlier=days[page - 1] if page else None,
            later=next(iter(days[page + SHOWN_DAYS :]), None),
        )

    def _website_slot_domain(self):
        return (
            Domain("show_id", "in", self.ids)
            & Domain("slot_plan_id", "!=", False)
            & self._website_session_domain()
        )

    def _website_slot_days(self):
        """The days with slots to come, by the clock of the venue; in SQL, since a year
        of slots is thousands."""
        Session = self.env["ticket.session"]
        Session.flush_model()
        found = Session._search(self._website_slot_domain(), bypass_access=True)
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT (session.start AT TIME ZONE 'UTC'
                                    AT TIME ZONE venue.tz)::date AS day
                     FROM ticket_session session
                     JOIN ticket_venue venue ON venue.id = session.venue_id
                    WHERE session.id IN %s ORDER BY day""",
                found.subselect(),
            )
        )
        return [row[0] for row in rows]

    def _website_slots_of(self, day):
        around = datetime.combine(day, datetime.min.time())
        near = self.env["ticket.session"].search(
            self._website_slot_domain()
            & Domain("start", ">=", around - timedelta(days=1))
            & Domain("start", "<", around + timedelta(days=2))
        )
        return near.filtered(
            lambda slot: timetable.to_local(slot.start, slot.tz).date() == day
        )

    def _website_parse_day(self, day):
        try:
            return fields.Date.to_date((day or "")[:10])
        except ValueError:
            return None

    def _website_listed_slots(self, domain):
        """The next slots of each show, and the last, which says how long it runs."""
        Session = listed = self.env["ticket.session"]
        groups = Session._read_group(
            domain & Domain("slot_plan_id", "!=", False), ["show_id"], ["start:max"]
        )
        for show, last in groups:
            own = domain & Domain("show_id", "=", show.id)
            own &= Domain("slot_plan_id", "!=", False)
            listed |= Session.search(own, limit=LISTED_SLOTS)
            listed |= Session.search(own & Domain("start", "=", last), limit=1)
        return listed
