from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from odoo import models
from odoo.fields import Domain
from odoo.tools.misc import get_lang

from odoo.addons.ticket_venue.tools import timetable

from ..tools.month_days import month_page, next_month

#: So many sessions of one day are named; the rest are a click away.
NAMED_A_DAY = 4


@dataclass(frozen=True)
class CalendarEntry:
    """A session on its day; or all time slots of a show on that day, as one."""

    start: datetime
    time: str
    show: models.BaseModel
    session: models.BaseModel
    url: str
    sold_out: bool = False
    slots: int = 1


@dataclass(frozen=True)
class CalendarDay:
    day: date
    in_month: bool
    is_today: bool
    is_past: bool
    words: str
    entries: list[CalendarEntry] = field(default_factory=list)

    @property
    def named(self):
        return self.entries[:NAMED_A_DAY]

    @property
    def more(self):
        return len(self.entries) - len(self.named)


@dataclass(frozen=True)
class CalendarMonth:
    first: date
    title: str
    weekdays: list[str]
    days: list[CalendarDay]
    earlier: date | None
    later: date | None

    @property
    def is_empty(self):
        return not any(day.entries for day in self.days)


class TicketShow(models.Model):
    """What is on, by days."""

    _inherit = "ticket.show"

    def _website_calendar(self, catalogue, first=None):
        """A month of the shows of a catalogue.

        :param first: the first day of the month asked for; else this month, or the
            next in which something is on
        :rtype: CalendarMonth
        """
        shows, tz = catalogue.shows, self._website_tz(catalogue.venues)
        today = catalogue.today
        span = shows._website_month_span(catalogue.sessions, tz, today)
        first = min(max(first or span[0], today.replace(day=1)), span[1])
        week_start = int(get_lang(self.env).week_start)
        days = month_page(first, week_start, since=today)
        entries = shows._website_entries(catalogue.sessions, days, tz)
        words = self.env["ticket.session"]._website_format_day
        return CalendarMonth(
            first=first,
            title=words(first, "yMMMM"),
            weekdays=[words(day, "EEE") for day in days[:7]],
            days=[
                CalendarDay(
                    day=day,
                    in_month=day.month == first.month,
                    is_today=day == today,
                    is_past=day < today,
                    words=words(day, "MMMEd"),
                    entries=entries.get(day, []),
                )
                for day in days
            ],
            earlier=_month_before(first) if first > today.replace(day=1) else None,
            later=next_month(first) if first < span[1] else None,
        )

    def _website_month_span(self, sessions, tz, today):
        """The first and the last month in which something of these shows is on."""
        domain = Domain("show_id", "in", self.ids) & sessions
        domain &= self._website_session_domain()
        [(start, end)] = self.env["ticket.session"]._read_group(
            domain, [], ["start:min", "start:max"]
        )
        if not start:
            return today.replace(day=1), today.replace(day=1)
        months = [timetable.to_local(m, tz).date().replace(day=1) for m in (start, end)]
        return max(months[0], today.replace(day=1)), max(
            months[1], today.replace(day=1)
        )

    def _website_entries(self, sessions, days, tz):
        """{day: its entries, soonest first}"""
        domain = Domain("show_id", "in", self.ids) & sessions
        domain &= self._website_session_domain()
        domain &= Domain("start", ">=", _midnight(days[0], tz))
        domain &= Domain("start", "<", _midnight(days[-1] + timedelta(days=1), tz))
        entries = {}
        for entry in [
            *self._website_seated(domain),
            *self._website_slot_days_of(domain),
        ]:
            day = timetable.to_local(entry.start, entry.session.tz or tz).date()
            entries.setdefault(day, []).append(entry)
        for of_day in entries.values():
            of_day.sort(key=lambda entry: (entry.start, entry.show.id))
        return entries

    def _website_seated(self, domain):
        sessions = self.env["ticket.session"].search(
            domain & Domain("slot_plan_id", "=", False)
        )
        places = sessions._website_places()
        return [
            CalendarEntry(
                start=session.start,
                time=session._website_format(session.start, "Hm"),
                show=session.show_id,
                session=session,
                url=session._website_entry_url(),
                sold_out=session._website_is_sold_out(places[session.id]),
            )
            for session in sessions
        ]

    def _website_slot_days_of(self, domain):
        """All slots of a show on one day are one entry, which leads to their choice."""
        Session = self.env["ticket.session"]
        rows = Session._read_group(
            domain & Domain("slot_plan_id", "!=", False),
            ["show_id", "start:day", "venue_id"],
            ["start:min", "__count", "id:min"],
        )
        entries = []
        for show, _day, _venue, start, count, session_id in rows:
            session = Session.browse(session_id)
            day = timetable.to_local(start, session.tz).date()
            entries.append(
                CalendarEntry(
                    start=start,
                    time=session._website_format(start, "Hm"),
                    show=show,
                    session=session,
                    url=f"{show.website_url}?day={day}#sessions",
                    slots=count,
                )
            )
        return entries


def _midnight(day, tz):
    return timetable.occurrence(datetime.combine(day, time.min), tz).start


def _month_before(first):
    return (first - timedelta(days=1)).replace(day=1)
