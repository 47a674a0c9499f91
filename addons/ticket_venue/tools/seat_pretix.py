"""Seats from a seating-plan JSON as pretix reads it: zones, rows, seats, areas.

Positions add up (zone + row + seat) and are scaled to centimetres. Real exports repeat
``seat_guid`` and number blocks of one zone alike. Both are reported, not fatal:

- a repeated guid gets ``#2``, ``#3``… so that keys stay unique and the same file gives
  the same keys again;
- where a zone would hold two seats of the same row and number, it is split into
  sections in the order of its rows.
"""

import json
import math
import re
from collections import Counter

from .geometry import Seat, Section
from .seat_plan import (
    MAX_COORDINATE,
    MAX_NAME,
    MAX_SEATS,
    MAX_SECTIONS,
    Plan,
    Reader,
    fail,
    read_text,
)

#: Seats of these plans are 25 pixels apart; a real row gives each half a metre.
SCALE = 2
TEXT_SIZE = 16


def parse_pretix(content: bytes) -> Plan:
    """:raise SeatFileError: with the JSON path of everything that is wrong"""
    reader = Reader()
    plan = _load(read_text(content))
    if not isinstance(plan, dict):
        fail("not_object", "$", name="seating plan")
    categories = {
        entry.get("name")
        for entry in _list(reader, "$", plan, "categories")
        if isinstance(entry, dict) and isinstance(entry.get("name"), str)
    }
    seats = _Seats(reader, categories)
    shapes: list[dict] = []
    for path, zone in _objects(reader, "$", plan, "zones"):
        origin = _position(reader, path, zone)
        seats.read_zone(path, zone, origin)
        for area_path, area in _objects(reader, path, zone, "areas"):
            shapes += _shapes(reader, area_path, area, origin)
    seats.report_repeated()
    reader.stop_if_refused()
    if not seats.seats:
        fail("empty")
    reader.report_overlaps(seats.sections, seats.seats)
    return Plan(seats.sections, seats.seats, shapes, reader.defects)


def _load(text):
    try:
        return json.loads(
            text, parse_constant=lambda word: fail("not_json", reason=word)
        )
    except (ValueError, RecursionError) as error:
        fail("not_json", reason=str(error)[:80])


class _Seats:
    def __init__(self, reader, categories):
        self.reader = reader
        self.categories = categories
        self.sections: list[Section] = []
        self.seats: list[Seat] = []
        self.guids: Counter = Counter()
        self.keys: set[str] = set()
        self.repeated: dict[str, str] = {}
        self.unknown: set[str] = set()

    def read_zone(self, path, zone, origin):
        name = self.reader.text(
            path, "name", zone.get("name"), limit=MAX_NAME - 8, needed=False
        )
        name = name or f"Zone {len(self.sections) + 1}"
        blocks: list[list[Seat]] = [[]]
        taken: set[tuple[str, str]] = set()
        for row_path, row in _objects(self.reader, path, zone, "rows"):
            seats = self.read_row(row_path, row, origin)
            labels = {(seat.row, seat.number) for seat in seats}
            if labels & taken:
                blocks.append([])
                taken = set()
            blocks[-1] += seats
            taken |= labels
        if len(blocks) > 1:
            self.reader.report(path, "repeated_numbers", name=name, count=len(blocks))
        for index, block in enumerate(blocks, 1):
            if block:
                self.add_section(name if len(blocks) == 1 else f"{name} {index}", block)
        if len(self.sections) > MAX_SECTIONS:
            fail("too_many_sections", path, limit=MAX_SECTIONS)

    def add_section(self, name, seats):
        code = f"{len(self.sections) + 1}"
        self.sections.append(Section(code, name))
        self.seats += [
            Seat(0, code, s.row, s.number, s.x, s.y, s.kind, s.key) for s in seats
        ]

    def read_row(self, path, row, origin):
        label = self.reader.text(
            path, "row_number", row.get("row_number"), needed=False
        )
        at = _position(self.reader, path, row, origin)
        found = [
            self.read_seat(seat_path, seat, label, at)
            for seat_path, seat in _objects(self.reader, path, row, "seats")
        ]
        counts = Counter(seat.number for seat in found)
        for seat in found:
            if seat.number and counts[seat.number] > 1:
                self.reader.refuse(path, "duplicate_number", seat=seat.number)
                break
        return found

    def read_seat(self, path, seat, row, origin):
        if len(self.keys) >= MAX_SEATS:
            fail("too_many_seats", path, limit=MAX_SEATS)
        number = self.reader.text(path, "seat_number", seat.get("seat_number"))
        x, y = _position(self.reader, path, seat, origin)
        category = seat.get("category")
        if not isinstance(category, str) or category not in self.categories:
            shown = str(category)[:32]
            if shown not in self.unknown:
                self.unknown.add(shown)
                self.reader.report(path, "unknown_category", category=shown)
        return Seat(0, "", row, number, x, y, "standard", self.read_key(path, seat))

    def read_key(self, path, seat):
        guid = self.reader.text(path, "seat_guid", seat.get("seat_guid"), limit=200)
        self.guids[guid] += 1
        if self.guids[guid] == 2:
            self.repeated[guid] = path
        key, number = guid, self.guids[guid]
        while key in self.keys:
            key = f"{guid}#{number}"
            number += 1
        self.keys.add(key)
        return key

    def report_repeated(self):
        for guid, path in self.repeated.items():
            count = self.guids[guid]
            self.reader.report(path, "repeated_guid", guid=guid, count=count)


def _list(reader, path, holder, name):
    found = holder.get(name) or []
    if not isinstance(found, list):
        reader.refuse(f"{path}.{name}", "not_list", name=name)
        return []
    return found


def _objects(reader, path, holder, name):
    for index, entry in enumerate(_list(reader, path, holder, name)):
        place = f"{path}.{name}[{index}]"
        if isinstance(entry, dict):
            yield place, entry
        else:
            reader.refuse(place, "not_object", name=name)


def _position(reader, path, holder, origin=(0, 0), name="position"):
    at = holder.get(name)
    if at is None:
        return origin
    if not isinstance(at, dict):
        reader.refuse(f"{path}.{name}", "not_object", name=name)
        return origin
    x = reader.number(f"{path}.{name}", "x", at.get("x"), SCALE) + origin[0]
    y = reader.number(f"{path}.{name}", "y", at.get("y"), SCALE) + origin[1]
    if max(abs(x), abs(y)) > MAX_COORDINATE:
        reader.refuse(
            f"{path}.{name}", "too_far", name=name, value=round(max(x, y, key=abs))
        )
    return x, y


def _shapes(reader, path, area, origin):
    """The drawing of an area, and its text as a second shape."""
    kind = area.get("shape")
    at = _position(reader, path, area, origin)
    rotation = reader.number(path, "rotation", area.get("rotation") or 0)
    drawn = None
    if kind == "rectangle":
        w, h = _sizes(reader, path, area, kind, ("width", "height"))
        middle = _turn((w / 2, h / 2), rotation)
        drawn = {
            "shape": "rect",
            "x": at[0] + middle[0] - w / 2,
            "y": at[1] + middle[1] - h / 2,
            "w": w,
            "h": h,
        }
    elif kind == "circle":
        (radius,) = _sizes(reader, path, area, kind, ("radius",))
        drawn = {"shape": "ellipse", "x": at[0], "y": at[1], "rx": radius, "ry": radius}
    elif kind == "ellipse":
        holder = area.get("ellipse") if isinstance(area.get("ellipse"), dict) else {}
        rx, ry = _sizes(reader, f"{path}.ellipse", holder, "radius", ("x", "y"))
        drawn = {"shape": "ellipse", "x": at[0], "y": at[1], "rx": rx, "ry": ry}
    elif kind == "polygon":
        holder = area.get("polygon") if isinstance(area.get("polygon"), dict) else {}
        points = [
            _position(reader, f"{path}.polygon", {"position": point})
            for _path, point in _objects(reader, f"{path}.polygon", holder, "points")
        ]
        turned = [_turn(point, rotation) for point in points]
        points = [[at[0] + x, at[1] + y] for x, y in turned]
        drawn = {"shape": "polygon", "points": points}
    elif kind not in ("text", None):
        reader.report(path, "unknown_shape", shape=str(kind)[:32])
    if drawn:
        drawn |= _look(area, "color", "fill") | _look(area, "border_color", "stroke")
        if rotation and kind != "polygon":
            drawn["rotation"] = rotation
    texts = _text(reader, path, area, at, rotation)
    return ([drawn] if drawn else []) + texts


def _sizes(reader, path, area, kind, names):
    holder = area.get(kind)
    if not isinstance(holder, dict):
        reader.refuse(path, "missing", name=kind)
        return [0] * len(names)
    sizes = (reader.number(f"{path}.{kind}", n, holder.get(n), SCALE) for n in names)
    return [abs(size) for size in sizes]


def _text(reader, path, area, at, rotation):
    entry = area.get("text")
    if not isinstance(entry, dict):
        return []
    text = reader.text(
        f"{path}.text", "text", entry.get("text"), limit=MAX_NAME, needed=False
    )
    if not text:
        return []
    offset = _turn(_position(reader, f"{path}.text", entry), rotation)
    size = reader.number(f"{path}.text", "size", entry.get("size") or TEXT_SIZE, SCALE)
    shape = {
        "shape": "text",
        "x": at[0] + offset[0],
        "y": at[1] + offset[1],
        "text": text,
        "size": size,
    }
    return [shape | _look(entry, "color", "color")]


def _turn(point, degrees):
    angle = math.radians(degrees)
    x, y = point
    return (
        x * math.cos(angle) - y * math.sin(angle),
        x * math.sin(angle) + y * math.cos(angle),
    )


def _look(holder, name, key):
    color = holder.get(name)
    if isinstance(color, str) and re.fullmatch(r"#[0-9a-fA-F]{6}", color):
        return {key: color.lower()}
    if isinstance(color, str) and re.fullmatch(r"#[0-9a-fA-F]{3}", color):
        return {key: "#" + "".join(2 * digit for digit in color[1:].lower())}
    return {}
