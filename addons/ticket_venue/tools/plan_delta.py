"""What a person changed in a drawn map, as the editor sends it: read and checked.

A delta is a JSON object. ``seats`` and ``sections`` are added when their id is negative
and replaced when it is positive; ``removed_seats`` and ``removed_sections`` are ids;
``shapes``, ``focal`` and ``background`` are sent whole when they have changed. A seat is a
list of the values of :data:`SEAT_COLUMNS`, its key is sent when undo brings it back.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from .geometry import SHAPES
from .seat_plan import MAX_NAME, MAX_SEATS, MAX_SECTIONS, Reader

SEAT_COLUMNS = ("id", "section", "row", "number", "x", "y", "kind", "companion", "key")
MAX_SHAPES = 5_000
MAX_POINTS = 2_000
MAX_CAPACITY = 1_000_000
MAX_ID = 2**31 - 1
MAX_KEY = 256
ROLES = ("stage", "field", "wall", "aisle")


@dataclass(frozen=True, slots=True)
class SeatChange:
    id: int
    section: int
    row: str
    number: str
    x: float
    y: float
    kind: str
    companion: int
    key: str


@dataclass(frozen=True, slots=True)
class SectionChange:
    id: int
    name: str
    code: str
    kind: str
    capacity: int
    sequence: int
    polygon: list | None


@dataclass(frozen=True, slots=True)
class Delta:
    """``values`` holds of ``shapes``, ``focal`` and ``background`` what was sent."""

    seats: list[SeatChange]
    removed_seats: list[int]
    sections: list[SectionChange]
    removed_sections: list[int]
    values: dict = field(default_factory=dict)


def read_delta(delta, kinds: Collection[str]) -> Delta:
    """
    :param kinds: codes of the seat kinds there are
    :raise SeatFileError: with the place of everything that is wrong
    """
    reader = _DeltaReader(kinds)
    if not isinstance(delta, dict):
        reader.refuse("", "not_object", name="delta")
        delta = {}
    found = Delta(
        seats=reader.records(delta, "seats", MAX_SEATS, reader.seat),
        removed_seats=reader.removed(delta, "removed_seats", MAX_SEATS),
        sections=reader.records(delta, "sections", MAX_SECTIONS, reader.section),
        removed_sections=reader.removed(delta, "removed_sections", MAX_SECTIONS),
        values=reader.values(delta),
    )
    reader.stop_if_refused()
    return found


class _DeltaReader(Reader):
    def __init__(self, kinds):
        super().__init__()
        self.kinds = frozenset(kinds)

    def list_of(self, place, name, value, limit):
        if not isinstance(value, list):
            self.refuse(place, "not_list", name=name)
            return []
        if len(value) > limit:
            self.refuse(place, "too_many", name=name, limit=limit)
            return []
        return value

    def id(self, place, name, value, *, optional=False):
        is_id = isinstance(value, int) and not isinstance(value, bool)
        if is_id and abs(value) <= MAX_ID and (value or optional):
            return value
        return self.invalid(place, name, value, 0)

    def invalid(self, place, name, value, instead):
        self.refuse(place, "not_valid", name=name, value=str(value)[:32])
        return instead

    def records(self, delta, name, limit, read):
        """Records in the order of their ids, each once."""
        found = {}
        for index, item in enumerate(
            self.list_of(name, name, delta.get(name, []), limit)
        ):
            place = f"{name}[{index}]"
            if record := read(place, item):
                if record.id in found:
                    self.invalid(place, "id", record.id, None)
                found[record.id] = record
        return [found[id_] for id_ in sorted(found)]

    def removed(self, delta, name, limit):
        ids = self.list_of(name, name, delta.get(name, []), limit)
        return [
            id_
            for index, value in enumerate(ids)
            if (id_ := self.id(f"{name}[{index}]", "id", value)) > 0
        ]

    def seat(self, place, item):
        if not isinstance(item, list) or len(item) not in (8, 9):
            return self.invalid(place, "seat", item, None)
        id_, section, row, number, x, y, kind, companion, *key = item
        if not isinstance(kind, str) or kind not in self.kinds:
            self.refuse(place, "unknown_kind", kind=str(kind)[:32])
        return SeatChange(
            id=self.id(place, "id", id_),
            section=self.id(place, "section", section),
            row=self.text(place, "row", row, needed=False),
            number=self.text(place, "number", number, needed=False),
            x=self.number(place, "x", x),
            y=self.number(place, "y", y),
            kind=kind,
            companion=self.id(place, "companion", companion, optional=True),
            key=self.text(
                place, "key", key[0] if key else "", limit=MAX_KEY, needed=False
            ),
        )

    def section(self, place, item):
        if not isinstance(item, dict):
            return self.invalid(place, "section", item, None)
        kind = item.get("kind")
        if kind not in ("seated", "standing"):
            self.invalid(place, "kind", kind, None)
        polygon = item.get("polygon") or None
        return SectionChange(
            id=self.id(place, "id", item.get("id")),
            name=self.text(place, "name", item.get("name"), limit=MAX_NAME),
            code=self.text(
                place, "code", item.get("code"), limit=MAX_NAME, needed=False
            ),
            kind=kind,
            capacity=self.whole(place, "capacity", item.get("capacity", 0)),
            sequence=self.whole(place, "sequence", item.get("sequence", 10)),
            polygon=polygon and self.points(place, polygon, 3),
        )

    def whole(self, place, name, value):
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        if is_whole and 0 <= value <= MAX_CAPACITY:
            return value
        return self.invalid(place, name, value, 0)

    def points(self, place, value, least):
        points = self.list_of(place, "points", value, MAX_POINTS)
        if len(points) < least:
            return self.invalid(place, "points", value, [])
        found = []
        for point in points:
            if not isinstance(point, list) or len(point) != 2:
                return self.invalid(place, "point", point, [])
            found.append(
                [self.number(place, "x", point[0]), self.number(place, "y", point[1])]
            )
        return found

    def values(self, delta):
        readers = {
            "shapes": self.shapes,
            "focal": self.focal,
            "background": self.background,
        }
        return {
            name: read(delta[name]) for name, read in readers.items() if name in delta
        }

    def focal(self, value):
        return value and self.points("focal", [value], 1)[:1]

    def background(self, value):
        if not value:
            return None
        if not isinstance(value, dict):
            return self.invalid("background", "background", value, None)
        place = "background"
        return {
            "attachment": self.id(place, "attachment", value.get("attachment")),
            "opacity": min(
                max(self.number(place, "opacity", value.get("opacity", 1)), 0), 1
            ),
            **{
                name: self.number(place, name, value.get(name, 0))
                for name in ("x", "y", "width", "rotation")
            },
        }

    def shapes(self, value):
        shapes = self.list_of("shapes", "shapes", value, MAX_SHAPES)
        return [
            self.shape(f"shapes[{index}]", shape) for index, shape in enumerate(shapes)
        ]

    def shape(self, place, item):
        if not isinstance(item, dict) or item.get("shape") not in SHAPES:
            return self.invalid(place, "shape", item, None)
        name = item["shape"]
        found = {"shape": name}
        for number in SHAPES[name]:
            found[number] = self.number(place, number, item.get(number))
        for number in ("rotation", "size"):
            if item.get(number):
                found[number] = self.number(place, number, item[number])
        if name in ("polygon", "line"):
            found["points"] = self.points(place, item.get("points"), 2)
        if item.get("role"):
            role = item["role"]
            found["role"] = (
                role if role in ROLES else self.invalid(place, "role", role, "")
            )
        for color in ("fill", "stroke", "color"):
            if item.get(color):
                found[color] = self.color(place, color, item[color])
        if item.get("text"):
            found["text"] = self.text(place, "text", item["text"], limit=MAX_NAME)
        return found

    def color(self, place, name, value):
        if isinstance(value, str) and re.fullmatch(r"#[0-9a-fA-F]{6}", value):
            return value
        return self.invalid(place, name, value, "")
