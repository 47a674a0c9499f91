"""Calendar files (iCalendar, RFC 5545) that put a visit into the buyer's own calendar.

Times are written in the venue's time zone with its rules beside them, so that a calendar
shows the hour printed on the ticket wherever the phone is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

MOST_BYTES = 75
_DAY = timedelta(days=1)
_LOCAL = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Visit:
    """One session to go to. Moments are aware; ``tz`` names the venue's zone."""

    uid: str
    start: datetime
    end: datetime
    tz: str
    title: str
    place: str = ""
    notes: str = ""
    url: str = ""
    changed: datetime | None = None
    sequence: int = 0
    cancelled: bool = False
    alarm: timedelta | None = timedelta(hours=3)
    alarm_text: str = ""


def calendar_file(visits: Iterable[Visit], *, name: str, stamp: datetime) -> bytes:
    """Return a calendar of these visits.

    :param name: what calendars call it
    :param stamp: when the file is made
    """
    visits = list(visits)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Venue Ticketing//Tickets//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for tz in dict.fromkeys(visit.tz for visit in visits):
        lines += _zone(tz, [visit for visit in visits if visit.tz == tz])
    for visit in visits:
        lines += _event(visit, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(visit: Visit, stamp: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{visit.uid}"
    yield f"DTSTAMP:{_utc(stamp)}"
    if visit.changed:
        yield f"LAST-MODIFIED:{_utc(visit.changed)}"
    yield f"SEQUENCE:{visit.sequence}"
    yield f"STATUS:{'CANCELLED' if visit.cancelled else 'CONFIRMED'}"
    for key, moment in (("DTSTART", visit.start), ("DTEND", visit.end)):
        local = moment.astimezone(ZoneInfo(visit.tz))
        yield f"{key};TZID={visit.tz}:{local.strftime(_LOCAL)}"
    yield f"SUMMARY:{_text(visit.title)}"
    if visit.place:
        yield f"LOCATION:{_text(visit.place)}"
    if visit.notes:
        yield f"DESCRIPTION:{_text(visit.notes)}"
    if visit.url:
        yield f"URL:{visit.url}"
    if visit.alarm and not visit.cancelled:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"TRIGGER:-PT{int(visit.alarm.total_seconds() // 60)}M"
        yield f"DESCRIPTION:{_text(visit.alarm_text or visit.title)}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _zone(tz: str, visits: list[Visit]) -> Iterator[str]:
    """The rules of a zone in the years of the visits, a part a change of the clock."""
    zone = ZoneInfo(tz)
    moments = [moment for visit in visits for moment in (visit.start, visit.end)]
    first = min(moments).astimezone(UTC) - 366 * _DAY
    last = max(moments).astimezone(UTC) + _DAY
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{tz}"
    before = first.astimezone(zone).utcoffset()
    changes = list(_changes(zone, first, last)) or [first]
    for moment in changes:
        after = moment.astimezone(zone)
        kind = "DAYLIGHT" if after.dst() else "STANDARD"
        yield f"BEGIN:{kind}"
        # by the clock as it was before it changed
        yield f"DTSTART:{(moment.replace(tzinfo=None) + before).strftime(_LOCAL)}"
        yield f"TZOFFSETFROM:{_offset(before)}"
        yield f"TZOFFSETTO:{_offset(after.utcoffset())}"
        yield f"TZNAME:{after.tzname()}"
        yield f"END:{kind}"
        before = after.utcoffset()
    yield "END:VTIMEZONE"


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """Yield the moments, in UTC and to the minute, from which another offset holds."""
    day = first
    while day < last:
        following = day + _DAY
        if day.astimezone(zone).utcoffset() != following.astimezone(zone).utcoffset():
            low, high = day, following
            while high - low > timedelta(minutes=1):
                middle = low + (high - low) / 2
                if (
                    middle.astimezone(zone).utcoffset()
                    == low.astimezone(zone).utcoffset()
                ):
                    low = middle
                else:
                    high = middle
            yield _to_minute(high)
        day = following


def _to_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _offset(offset: timedelta) -> str:
    minutes = int(offset.total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(f"{_LOCAL}Z")


def _text(text: str) -> str:
    r"""Escape a text value.

    >>> _text("Row 1, Seat 2; \n Stalls")
    'Row 1\\, Seat 2\\; \\n Stalls'
    """
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", "")):
        text = text.replace(plain, escaped)
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break a line after 75 bytes at most, never inside a character."""
    parts, part, size = [], "", 0
    for character in line:
        length = len(character.encode())
        if size + length > MOST_BYTES:
            parts.append(part)
            part, size = " ", 1
        part += character
        size += length
    return "\r\n".join([*parts, part])
