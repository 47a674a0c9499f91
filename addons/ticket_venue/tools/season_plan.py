"""A season read from a file: shows with their performances, and what is odd about it.

Times are what the clock of the house shows. Every remark is a code with parameters, so
that the caller can say it in the reader's language; :data:`MESSAGES` holds the English,
marked for Odoo's translations.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from .seat_plan import MESSAGES as FILE_MESSAGES

MAX_SHOWS = 5_000
MAX_PERFORMANCES = 20_000
MAX_NAME = 200
MAX_TEXT = 5_000
MAX_CAST = 300
MAX_PROBLEMS = 50
YEARS = range(1900, 2200)


def _lt(text: str) -> str:
    """Marks a text for translation; whoever shows it translates it."""
    return text


MESSAGES = FILE_MESSAGES | {
    "empty": _lt("The file holds no show."),
    "not_json": _lt("This is not complete JSON: %(reason)s."),
    "not_season": _lt("This is no season: there is no list of programmes."),
    "not_object": _lt("%(name)s must be an object."),
    "not_list": _lt("%(name)s must be a list."),
    "not_text": _lt("%(name)s must be text."),
    "missing": _lt("%(name)s is missing."),
    "too_long": _lt("%(name)s is longer than %(limit)s characters."),
    "control_character": _lt("%(name)s holds a control character."),
    "not_date": _lt("“%(value)s” is no date such as 2031-03-07."),
    "not_time": _lt("“%(value)s” is no time such as 19:30 or 7:30PM."),
    "not_minutes": _lt(
        "%(name)s must be whole minutes from 0 to 1440, not “%(value)s”."
    ),
    "interval_too_long": _lt("The interval is not shorter than the running time."),
    "too_many_shows": _lt("The file holds more than %(limit)s shows."),
    "too_many_performances": _lt("The file holds more than %(limit)s performances."),
    "columns": _lt("The first line must name the columns %(columns)s."),
    "duplicate_column": _lt("The column “%(name)s” is there twice."),
    "duplicate_show": _lt(
        "The show “%(key)s” is in the file twice, first at %(first)s."
    ),
    "other_name": _lt("The show “%(key)s” has another name than at %(first)s."),
    "more": _lt("%(count)s more problems."),
    # Defects: reported, not fatal.
    "no_time": _lt("“%(name)s” on %(day)s has no time and is left out."),
    "repeated": _lt(
        "“%(name)s” at %(when)s is in the file twice; the second is left out."
    ),
    "no_performance": _lt("“%(name)s” has no performance that can be planned."),
    "off_site": _lt("“%(name)s” plays away from the house: %(venue)s, %(town)s."),
    "private": _lt("“%(name)s” on %(day)s is a private event (%(kind)s)."),
    "odd_hour": _lt("“%(name)s” at %(when)s begins at an unusual hour."),
    "far_apart": _lt("“%(name)s” has performances more than a year apart."),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """``place`` is a line of a table or a path in a JSON file."""

    place: str
    code: str
    params: dict = field(default_factory=dict)

    def __str__(self) -> str:
        reason = MESSAGES[self.code] % self.params
        return f"{self.place}: {reason}" if self.place else reason


class SeasonFileError(Exception):
    """The file is refused; nothing of it may be used."""

    def __init__(self, problems: Sequence[Remark]):
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Performance:
    """``kind`` is what the file calls this date: subscription, tour, private."""

    venue: str
    hall: str
    town: str
    start: datetime
    kind: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Show:
    """``key`` names the show in its source for good; ``names`` are by language."""

    key: str
    names: dict[str, str]
    performances: tuple[Performance, ...]
    subtitle: str = ""
    season: str = ""
    genre: str = ""
    presenter: str = ""
    tags: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    cast: tuple[Member, ...] = ()
    duration: int = 0
    interval: int = 0
    place: str = ""

    @property
    def name(self) -> str:
        return self.names["en_US"]


@dataclass(frozen=True, slots=True)
class SeasonPlan:
    shows: list[Show]
    defects: list[Remark]

    @property
    def performances(self) -> list[Performance]:
        return [one for show in self.shows for one in show.performances]


class Reader:
    """Collects problems and defects while a file is read, and checks single values."""

    def __init__(self) -> None:
        self.problems: list[Remark] = []
        self.defects: list[Remark] = []
        self.hidden = 0

    def refuse(self, place: str, code: str, **params) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Remark(place, code, params))
        else:
            self.hidden += 1

    def report(self, place: str, code: str, **params) -> None:
        self.defects.append(Remark(place, code, params))

    def stop_if_refused(self) -> None:
        if self.hidden:
            self.problems.append(Remark("", "more", {"count": self.hidden}))
        if self.problems:
            raise SeasonFileError(self.problems)

    def text(self, place, name, value, *, limit=MAX_NAME, needed=False) -> str:
        """One line as it is written; runs of blanks are one, markup is characters."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if value is not None and not isinstance(value, str):
            self.refuse(place, "not_text", name=name)
            return ""
        value = " ".join((value or "").split())
        if needed and not value:
            self.refuse(place, "missing", name=name)
        elif len(value) > limit:
            self.refuse(place, "too_long", name=name, limit=limit)
        elif re.search(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]", value):
            self.refuse(place, "control_character", name=name)
        return value

    def minutes(self, place, name, value) -> int:
        """Whole minutes; nothing and an empty text are 0."""
        if value in (None, ""):
            return 0
        try:
            found = float(value)
            whole = math.isfinite(found) and found == int(found)
        except (TypeError, ValueError, OverflowError):
            whole = False
        if isinstance(value, bool) or not whole or not 0 <= found <= 1440:
            self.refuse(place, "not_minutes", name=name, value=str(value)[:32])
            return 0
        return int(found)

    def time(self, place, value):
        """Hour and minute of ``7:30PM``, ``19:30`` or ``19:30:00``, else ``None``."""
        match = re.fullmatch(
            r"(\d{1,2}):(\d{2})(?::00)?\s*([AaPp][Mm])?", value.strip(), re.ASCII
        )
        if match:
            hour, minute = int(match[1]), int(match[2])
            if half := (match[3] or "").lower():
                known = 1 <= hour <= 12
                hour = hour % 12 + (12 if half == "pm" else 0)
            else:
                known = hour < 24
            if known and minute < 60:
                return hour, minute
        self.refuse(place, "not_time", value=value[:32])
        return None


def finish(reader: Reader, shows: Iterable[Show]) -> SeasonPlan:
    """The plan, without what cannot be planned, or the reasons why there is none.

    :raise SeasonFileError: something in the file is wrong
    """
    shows = list(shows)
    if not shows and not reader.problems:
        reader.refuse("", "empty")
    if len(shows) > MAX_SHOWS:
        reader.refuse("", "too_many_shows", limit=MAX_SHOWS)
    if sum(len(show.performances) for show in shows) > MAX_PERFORMANCES:
        reader.refuse("", "too_many_performances", limit=MAX_PERFORMANCES)
    reader.stop_if_refused()
    report_defects(reader, shows)
    return SeasonPlan(shows, reader.defects)


def report_defects(reader: Reader, shows: Sequence[Show]) -> None:
    """What a planner should look at before the season is made."""
    home = home_town(shows)
    for show in shows:
        if not show.performances:
            reader.report(show.place, "no_performance", name=show.name)
            continue
        starts = [one.start for one in show.performances]
        if (max(starts) - min(starts)).days > 366:
            reader.report(show.place, "far_apart", name=show.name)
        away = {
            (one.venue, one.town)
            for one in show.performances
            if one.town and one.town != home
        }
        for venue, town in sorted(away):
            reader.report(
                show.place, "off_site", name=show.name, venue=venue, town=town
            )
        for one in show.performances:
            if not 8 <= one.start.hour < 24:
                when = f"{one.start:%Y-%m-%d %H:%M}"
                reader.report(one.place, "odd_hour", name=show.name, when=when)
            if "private" in one.kind.lower():
                day = f"{one.start:%Y-%m-%d}"
                reader.report(
                    one.place, "private", name=show.name, day=day, kind=one.kind
                )


def home_town(shows: Iterable[Show]) -> str:
    """Where most is played; the first of several."""
    counts: dict[str, int] = {}
    for show in shows:
        for one in show.performances:
            counts[one.town] = counts.get(one.town, 0) + 1
    return max(counts, key=counts.__getitem__, default="")


def unrepeated(reader: Reader, name: str, performances: Iterable[Performance]):
    """Performances without those told twice, which are reported."""
    found: dict[tuple, Performance] = {}
    for one in performances:
        if (one.venue, one.hall, one.start) in found:
            when = f"{one.start:%Y-%m-%d %H:%M}"
            reader.report(one.place, "repeated", name=name, when=when)
        else:
            found[one.venue, one.hall, one.start] = one
    return tuple(found.values())


def split_hall(venue: str) -> tuple[str, str]:
    """House and hall of a place named in one.

    >>> split_hall("Seoul Arts Center (Concert Hall)")
    ('Seoul Arts Center', 'Concert Hall')
    >>> split_hall("Juilliard - Juilliard Theater")
    ('Juilliard', 'Juilliard Theater')
    >>> split_hall("Merkin Hall")
    ('Merkin Hall', 'Merkin Hall')
    """
    match = re.fullmatch(r"(.+?) \((.+)\)", venue) or re.fullmatch(
        r"(.+?) - (.+)", venue
    )
    return (match[1], match[2]) if match else (venue, venue)
