"""Seasons in JSON as the New York Philharmonic's archive publishes its performances.

``{"programs": [{"programID", "orchestra", "season", "concerts": [{"eventType",
"Location", "Venue", "Date", "Time"}], "works": [{"composerName", "workTitle",
"conductorName", "soloists": [{"soloistName", "soloistInstrument"}]}]}]}``

A programme has no title, so it is named after its composers. A date is the midnight of
the house told in UTC, and the time stands beside it.
"""

import json
import re
from datetime import datetime, timedelta

from .season_plan import (
    MAX_CAST,
    MAX_SHOWS,
    YEARS,
    Member,
    Performance,
    Reader,
    Remark,
    SeasonFileError,
    Show,
    finish,
    split_hall,
    unrepeated,
)

NAMED_COMPOSERS = 3
INTERVAL = 20


def parse_nyphil(text: str):
    """
    :rtype: SeasonPlan
    :raise SeasonFileError: with every place that is wrong
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SeasonFileError([Remark("", "not_json", {"reason": str(error)[:80]})])
    programs = found.get("programs") if isinstance(found, dict) else None
    if not isinstance(programs, list):
        raise SeasonFileError([Remark("", "not_season")])
    if len(programs) > MAX_SHOWS:
        limit = {"limit": MAX_SHOWS}
        raise SeasonFileError([Remark("", "too_many_shows", limit)])
    reader = Reader()
    shows, places = [], {}
    for index, program in enumerate(programs):
        place = f"programs[{index}]"
        if not isinstance(program, dict):
            reader.refuse(place, "not_object", name="program")
            continue
        show = _show(reader, place, program)
        if first := places.get(show.key):
            reader.refuse(place, "duplicate_show", key=show.key, first=first)
        places[show.key] = place
        shows.append(show)
    return finish(reader, shows)


def _show(reader, place, program):
    number = reader.text(place, "programID", program.get("programID"), needed=True)
    orchestra = reader.text(place, "orchestra", program.get("orchestra"))
    works = _objects(reader, place, "works", program)
    concerts = _objects(reader, place, "concerts", program)
    name = _name(reader, works, concerts)
    performances = [
        one
        for at, concert in concerts
        if (one := _performance(reader, at, concert, name))
    ]
    kinds = dict.fromkeys(one.kind for one in performances if one.kind)
    pauses = sum(bool(work.get("interval")) for _at, work in works)
    return Show(
        key=f"nyphil/{number}",
        names={"en_US": name},
        performances=unrepeated(reader, name, performances),
        subtitle=orchestra,
        season=reader.text(place, "season", program.get("season")),
        tags=tuple(kinds),
        works=tuple(dict.fromkeys(filter(None, (_work(reader, *w) for w in works)))),
        cast=_cast(reader, orchestra, works),
        interval=pauses * INTERVAL,
        place=place,
    )


def _objects(reader, place, name, owner):
    """The objects of a list with their places."""
    values = owner.get(name)
    if values is None:
        return []
    if not isinstance(values, list):
        reader.refuse(place, "not_list", name=name)
        return []
    found = []
    for index, value in enumerate(values):
        at = f"{place}.{name}[{index}]"
        if isinstance(value, dict):
            found.append((at, value))
        else:
            reader.refuse(at, "not_object", name=name)
    return found


def _performance(reader, place, concert, name):
    house = reader.text(place, "Venue", concert.get("Venue"), needed=True)
    venue, hall = split_hall(_turned(house) if house.endswith(", The") else house)
    town = reader.text(place, "Location", concert.get("Location"))
    kind = reader.text(place, "eventType", concert.get("eventType"))
    day = _day(reader, place, concert.get("Date"))
    time = reader.text(place, "Time", concert.get("Time"))
    if not day:
        return None
    if time in ("", "None"):
        reader.report(place, "no_time", name=name, day=f"{day:%Y-%m-%d}")
        return None
    clock = reader.time(place, time)
    if not clock:
        return None
    start = day.replace(hour=clock[0], minute=clock[1])
    return Performance(venue, hall, town, start, kind, place)


def _day(reader, place, value):
    """The day that begins at this midnight, wherever the house is.

    Midnight in New York is 04:00 or 05:00 UTC of the same day, in Shanghai 16:00 of the
    day before: half a day decides.
    """
    value = reader.text(place, "Date", value, needed=True)
    try:
        moment = datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ")  # noqa: DTZ007  a day only
    except ValueError:
        if value:
            reader.refuse(place, "not_date", value=value[:32])
        return None
    if moment.year not in YEARS:
        reader.refuse(place, "not_date", value=value[:32])
        return None
    if moment.hour >= 12:
        moment += timedelta(days=1)
    return moment.replace(hour=0, minute=0, second=0)


def _name(reader, works, concerts):
    """After the composers in the order they are played, else after the occasion."""
    composers = dict.fromkeys(
        _composer(reader, at, work).split(",")[0].strip() for at, work in works
    )
    if names := [name for name in composers if name]:
        shown = ", ".join(names[:NAMED_COMPOSERS])
        return f"{shown}…" if len(names) > NAMED_COMPOSERS else shown
    for at, concert in concerts:
        if kind := reader.text(at, "eventType", concert.get("eventType")):
            return kind
    return "Concert"


def _work(reader, place, work):
    """Composer and title as a programme prints them."""
    composer = _turned(_composer(reader, place, work))
    title = _line(reader, place, "workTitle", work)
    return ": ".join(part for part in (composer, title) if part)


def _composer(reader, place, work):
    """The name as it is spelt at home, which stands in brackets: Kodaly [Kodály]."""
    name = _line(reader, place, "composerName", work)
    return re.sub(r"\S+ \[([^\]]+)\]", r"\1", name)


def _cast(reader, orchestra, works):
    """Orchestra, conductors and soloists, each person once with all their roles."""
    roles: dict[str, dict] = {}
    if orchestra:
        roles[orchestra] = {"Orchestra": True}
    for at, work in works:
        for name in _line(reader, at, "conductorName", work).split(";"):
            if _turned(name):
                roles.setdefault(_turned(name), {})["Conductor"] = True
        for where, soloist in _objects(reader, at, "soloists", work):
            name = _turned(_line(reader, where, "soloistName", soloist))
            if name:
                role = _line(reader, where, "soloistInstrument", soloist)
                roles.setdefault(name, {})[role] = True
    members = [
        Member(name, ", ".join(role for role in found if role))
        for name, found in roles.items()
    ]
    return tuple(members[:MAX_CAST])


def _line(reader, place, name, owner):
    """A text; a part in italics makes it an object of its parts."""
    value = owner.get(name)
    if isinstance(value, dict):
        value = " ".join(str(part) for part in value.values())
    return reader.text(place, name, value, limit=500)


def _turned(name: str) -> str:
    """
    >>> _turned("Thomas, Michael  Tilson")
    'Michael Tilson Thomas'
    """
    last, _comma, first = (part.strip() for part in name.partition(","))
    return re.sub(r"\s+", " ", f"{first} {last}".strip())
