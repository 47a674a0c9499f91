"""What readers of JSON plans share: safe loading, checked lists, points."""

import json
import math
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode

from .geometry import Point
from .seat_plan import MAX_COORDINATE, PLACES, Reader, fail

#: Formats leave one free text, the uuid; what they have no word for stands there.
MARK = "ticket:"


def load_json(text: str) -> dict:
    """:raise SeatFileError: not complete JSON, or not an object"""
    try:
        found = json.loads(
            text, parse_constant=lambda word: fail("not_json", reason=word)
        )
    except (ValueError, RecursionError) as error:
        fail("not_json", reason=str(error)[:80])
    if not isinstance(found, dict):
        fail("not_object", "$", name="seating plan")
    return found


def listed(reader: Reader, path: str, holder: dict, name: str) -> list:
    found = holder.get(name) or []
    if not isinstance(found, list):
        reader.refuse(f"{path}.{name}", "not_list", name=name)
        return []
    return found


def objects(
    reader: Reader, path: str, holder: dict, name: str
) -> Iterator[tuple[str, dict]]:
    """Path and value of every entry of a list that must hold objects."""
    for index, entry in enumerate(listed(reader, path, holder, name)):
        place = f"{path}.{name}[{index}]"
        if isinstance(entry, dict):
            yield place, entry
        else:
            reader.refuse(place, "not_object", name=name)


def inner(holder: dict, name: str) -> dict:
    found = holder.get(name)
    return found if isinstance(found, dict) else {}


def point(
    reader: Reader,
    path: str,
    holder: dict,
    *,
    scale: float,
    origin: Point = (0, 0),
    name: str = "position",
) -> Point:
    """The point named in ``holder``, in map units from ``origin``; none is the origin."""
    at = holder.get(name)
    if at is None:
        return origin
    path = f"{path}.{name}"
    if not isinstance(at, dict):
        reader.refuse(path, "not_object", name=name)
        return origin
    x = round(reader.number(path, "x", at.get("x"), scale) + origin[0], PLACES)
    y = round(reader.number(path, "y", at.get("y"), scale) + origin[1], PLACES)
    if max(abs(x), abs(y)) > MAX_COORDINATE:
        reader.refuse(path, "too_far", name=name, value=round(max(x, y, key=abs)))
    return x, y


def turn(at: Point, degrees: float) -> Point:
    """A point turned clockwise about (0, 0)."""
    angle = math.radians(degrees)
    x, y = at
    return (
        x * math.cos(angle) - y * math.sin(angle),
        x * math.sin(angle) + y * math.cos(angle),
    )


def mark(**values) -> dict[str, str]:
    """The uuid that tells the values which are not empty.

    >>> mark(kind="press", row="")
    {'uuid': 'ticket:kind=press'}
    """
    told = {name: value for name, value in values.items() if value not in ("", None)}
    return {"uuid": MARK + urlencode(told)} if told else {}


def marked(holder: dict) -> dict[str, str]:
    """What :func:`mark` told; nothing in files of others."""
    text = holder.get("uuid")
    if not isinstance(text, str) or not text.startswith(MARK):
        return {}
    return dict(parse_qsl(text[len(MARK) :], keep_blank_values=True))
