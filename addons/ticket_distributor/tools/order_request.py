"""Read the JSON bodies of the distributor API. Knows nothing of Odoo.

Everything from outside is judged here once; behind it there are only typed values.
"""

import json
from dataclasses import dataclass

MAX_COUNT = 500
MAX_TEXT = 128
MAX_ID = 2**31 - 1


class Invalid(ValueError):
    """A body that cannot be understood: ``field`` says where, the text says why."""

    def __init__(self, field, reason):
        super().__init__(f"{field}: {reason}" if field else reason)
        self.field = field
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Person:
    """Who a ticket is for, as it was sent; the numbers are judged elsewhere."""

    name: str
    document: str
    number: str


@dataclass(frozen=True, slots=True)
class PlaceWish:
    """One named place for one ticket type."""

    type: str
    place: int
    holder: Person | None = None


@dataclass(frozen=True, slots=True)
class AreaWish:
    """So many places somewhere in a standing area."""

    type: str
    area: int
    count: int
    holders: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class BestWish:
    """The best places together, in a zone or anywhere."""

    type: str
    count: int
    zone: str | None = None
    holders: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderRequest:
    reference: str
    session: int
    places: tuple[PlaceWish, ...] = ()
    areas: tuple[AreaWish, ...] = ()
    best: BestWish | None = None
    phone: str = ""

    @property
    def count(self) -> int:
        wished = sum(area.count for area in self.areas) + len(self.places)
        return wished + (self.best.count if self.best else 0)


def read_object(body: bytes) -> dict:
    """Read a JSON object; an empty body is an empty object.

    :raise Invalid: not JSON, or not an object
    """
    if not body:
        return {}
    try:
        found = json.loads(body)
    except ValueError:
        raise Invalid("", "the body is not valid JSON") from None
    except RecursionError:
        raise Invalid("", "the body is nested too deeply") from None
    if not isinstance(found, dict):
        raise Invalid("", "the body must be a JSON object")
    return found


def read_order(found: dict) -> OrderRequest:
    """Read the body of ``POST distributor/orders``.

    :raise Invalid: a field is missing, of the wrong kind, or named twice
    """
    _only(found, "", {"reference", "session", "lines", "best", "phone"})
    if ("lines" in found) == ("best" in found):
        raise Invalid("lines", "send either lines or best")
    order = {
        "reference": _text(found, "reference", ""),
        "session": _integer(found, "session", "", MAX_ID),
        "phone": _text(found, "phone", "") if "phone" in found else "",
    }
    if "best" in found:
        return OrderRequest(**order, best=_best(found["best"]))
    lines = found["lines"]
    if not isinstance(lines, list) or not lines:
        raise Invalid("lines", "must be a list with at least one line")
    if len(lines) > MAX_COUNT:
        raise Invalid("lines", f"more than {MAX_COUNT} lines")
    wishes = [_line(line, f"lines[{index}]") for index, line in enumerate(lines)]
    places = tuple(wish for wish in wishes if isinstance(wish, PlaceWish))
    if len({wish.place for wish in places}) < len(places):
        raise Invalid("lines", "the same place is named twice")
    areas = tuple(wish for wish in wishes if isinstance(wish, AreaWish))
    return OrderRequest(**order, places=places, areas=areas)


def read_refund(found: dict) -> tuple[str, ...] | None:
    """Read the body of a refund: ticket numbers, or nothing for the whole order.

    :raise Invalid: ``tickets`` is not a list of distinct numbers
    """
    _only(found, "", {"tickets"})
    numbers = found.get("tickets")
    if numbers is None:
        return None
    if not isinstance(numbers, list) or not 0 < len(numbers) <= MAX_COUNT:
        raise Invalid("tickets", "must be a list of ticket numbers")
    if not all(isinstance(number, str) for number in numbers):
        raise Invalid("tickets", "ticket numbers are strings")
    if len(set(numbers)) < len(numbers):
        raise Invalid("tickets", "the same ticket is named twice")
    return tuple(numbers)


def read_nothing(found: dict) -> None:
    """A body that says nothing, as ``confirm`` and ``cancel`` want it."""
    _only(found, "", set())


def _line(line, field):
    if not isinstance(line, dict):
        raise Invalid(field, "must be an object")
    if "area" in line:
        _only(line, field, {"type", "area", "count", "holders"})
        count = _integer(line, "count", field, MAX_COUNT)
        return AreaWish(
            type=_text(line, "type", field),
            area=_integer(line, "area", field, MAX_ID),
            count=count,
            holders=_persons(line, field, count),
        )
    _only(line, field, {"type", "place", "holder"})
    return PlaceWish(
        type=_text(line, "type", field),
        place=_integer(line, "place", field, MAX_ID),
        holder=_person(line["holder"], f"{field}.holder") if "holder" in line else None,
    )


def _best(best):
    if not isinstance(best, dict):
        raise Invalid("best", "must be an object")
    _only(best, "best", {"type", "count", "zone", "holders"})
    zone = best.get("zone")
    count = _integer(best, "count", "best", MAX_COUNT)
    return BestWish(
        type=_text(best, "type", "best"),
        count=count,
        zone=None if zone is None else _text(best, "zone", "best"),
        holders=_persons(best, "best", count),
    )


def _persons(wish, field, count):
    """As many persons as tickets, or none."""
    found = wish.get("holders")
    if found is None:
        return ()
    if not isinstance(found, list) or len(found) != count:
        raise Invalid(f"{field}.holders", f"must be a list of {count} persons")
    return tuple(
        _person(person, f"{field}.holders[{index}]")
        for index, person in enumerate(found)
    )


def _person(person, field):
    if not isinstance(person, dict):
        raise Invalid(field, "must be an object")
    _only(person, field, {"name", "document", "number"})
    return Person(
        name=_text(person, "name", field),
        document=_text(person, "document", field),
        number=_text(person, "number", field),
    )


def _only(found, field, names):
    for name in found:
        if name not in names:
            raise Invalid(_path(field, name), "is not known here")


def _text(found, name, field):
    text = found.get(name)
    if not isinstance(text, str) or not text.strip() or len(text) > MAX_TEXT:
        raise Invalid(_path(field, name), f"must be a text of 1 to {MAX_TEXT} letters")
    if "\x00" in text:
        raise Invalid(_path(field, name), "has a zero byte")
    return text.strip()


def _integer(found, name, field, most):
    number = found.get(name)
    if isinstance(number, bool) or not isinstance(number, int):
        raise Invalid(_path(field, name), "must be a whole number")
    if not 0 < number <= most:
        raise Invalid(_path(field, name), f"must lie between 1 and {most}")
    return number


def _path(field, name):
    return f"{field}.{name}" if field else name
