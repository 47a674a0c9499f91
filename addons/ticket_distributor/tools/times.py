"""Times at the edge of the API: ISO 8601 outside, naive UTC inside."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def iso(moment: datetime | None) -> str | None:
    """
    >>> iso(datetime(2026, 11, 21, 18, 30))
    '2026-11-21T18:30:00Z'
    """
    return None if not moment else moment.replace(microsecond=0).isoformat() + "Z"


def read_moment(text: str, zone: str = "UTC", *, end: bool = False) -> datetime:
    """Read a date or a time as naive UTC.

    A time without offset is UTC. A date is a day in ``zone``: its beginning, or with
    ``end`` the beginning of the next day.

    >>> read_moment("2026-11-21T20:30:00+02:00")
    datetime.datetime(2026, 11, 21, 18, 30)
    >>> read_moment("2026-11-21", "Europe/Berlin", end=True)
    datetime.datetime(2026, 11, 21, 23, 0)

    :raise ValueError: neither a date nor a time
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        if "T" in text:  # a plus sign that was not escaped arrives as a space
            text = text.replace(" ", "+")
        moment = datetime.fromisoformat(text)
        if moment.tzinfo:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
        return moment
    try:
        day += timedelta(days=1) if end else timedelta()
        local = datetime.combine(day, time(), ZoneInfo(zone))
        return local.astimezone(UTC).replace(tzinfo=None)
    except OverflowError as error:
        raise ValueError(str(error)) from error
