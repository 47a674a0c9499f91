"""When things start: weekly times and time slots, in the clock of the venue.

Days and times are what a poster says; results carry the same moment in UTC too. Where
the clock jumps forward a start in the missing hour moves with it (02:30 becomes 03:30)
and is marked ``shifted``; where an hour comes twice the first one counts.

>>> friday = Weekly(weekday=4, start=time(19, 30))
>>> first, last = date(2031, 3, 3), date(2031, 3, 16)
>>> [str(o.local) for o in weekly_starts([friday], first, last, "Asia/Shanghai")]
['2031-03-07 19:30:00', '2031-03-14 19:30:00']
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: One run plans at most this many starts: more is a slip of the pen.
MAX_STARTS = 10_000
DAY = timedelta(days=1)


class TooManyStarts(ValueError):
    """More than :data:`MAX_STARTS` in one run."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """A time on one day of the week; Monday is 0."""

    weekday: int
    start: time


@dataclass(frozen=True, slots=True)
class Opening:
    """Opening hours of one day of the week; a ``close`` not after ``open`` is the next
    day's, so ``00:00`` is midnight."""

    weekday: int
    open: time
    close: time


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    local: datetime
    start: datetime
    shifted: bool = False


def occurrence(local: datetime, tz: str) -> Occurrence:
    """The moment a venue's clock shows ``local``."""
    zone = ZoneInfo(tz)
    moment = local.replace(tzinfo=zone).astimezone(UTC)
    shown = moment.astimezone(zone).replace(tzinfo=None)
    return Occurrence(shown, moment.replace(tzinfo=None), shown != local)


def to_local(moment: datetime, tz: str) -> datetime:
    """What the venue's clock shows at a moment in UTC."""
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(tz)).replace(tzinfo=None)


def days(
    first: date, last: date, skip: Collection[date] = (), every_weeks: int = 1
) -> Iterator[date]:
    """The days from first to last, both included, of every n-th week.

    Weeks begin on Monday and count from the one ``first`` is in.
    """
    monday = first - timedelta(days=first.weekday())
    day = first
    while day <= last:
        if day not in skip and (day - monday).days // 7 % every_weeks == 0:
            yield day
        day += DAY


def weekly_starts(
    times: Iterable[Weekly],
    first: date,
    last: date,
    tz: str,
    *,
    every_weeks: int = 1,
    skip: Collection[date] = (),
    extra: Iterable[datetime] = (),
) -> list[Occurrence]:
    """Every start of a run, in order and each once.

    :param skip: days without a performance; ``extra`` starts are played all the same
    :param extra: starts outside the rule, in the venue's clock; any date
    :raise TooManyStarts:
    """
    by_weekday = {}
    for rule in times:
        by_weekday.setdefault(rule.weekday, set()).add(rule.start)
    locals_ = {
        datetime.combine(day, start)
        for day in days(first, last, skip, every_weeks)
        for start in by_weekday.get(day.weekday(), ())
    } | set(extra)
    return _occurrences(locals_, tz)


def slot_starts(
    openings: Iterable[Opening],
    first: date,
    last: date,
    tz: str,
    *,
    length: int,
    interval: int,
    skip: Collection[date] = (),
) -> list[Occurrence]:
    """Entry times: every ``interval`` minutes while a visit of ``length`` minutes still
    ends before closing.

    :raise ValueError: a length or interval below one minute
    :raise TooManyStarts:
    """
    if length < 1 or interval < 1:
        raise ValueError("Length and interval are at least one minute.")
    by_weekday = {}
    for opening in openings:
        by_weekday.setdefault(opening.weekday, []).append(opening)
    locals_ = set()
    for day in days(first, last, skip):
        for opening in by_weekday.get(day.weekday(), ()):
            locals_.update(_entries(day, opening, length, interval))
        _check_count(locals_)
    return _occurrences(locals_, tz)


def _entries(day, opening, length, interval):
    entry = datetime.combine(day, opening.open)
    close = datetime.combine(day, opening.close)
    if opening.close <= opening.open:
        close += DAY
    while entry + timedelta(minutes=length) <= close:
        yield entry
        entry += timedelta(minutes=interval)


def _occurrences(locals_, tz):
    _check_count(locals_)
    found = {}
    for local in sorted(locals_):
        start = occurrence(local, tz)
        found.setdefault(start.start, start)
    return sorted(found.values())


def _check_count(starts):
    if len(starts) > MAX_STARTS:
        raise TooManyStarts(f"{len(starts)} starts; at most {MAX_STARTS} in one run.")
