"""Seats from a seating-plan JSON as pretix reads it: zones, rows, seats, areas.

Positions add up (zone + row + seat) and are scaled to centimetres. Real exports repeat
``seat_guid`` and number blocks of one zone alike. Both are reported, not fatal:

- a repeated guid gets ``#2``, ``#3``… so that keys stay unique and the same file gives
  the same keys again;
- where a zone would hold two seats of the same row and number, it is split into
  sections in the order of its rows.

What these plans have no word for (seat kinds, standing areas, the focal point) our own
export tells in ``uuid``, the one free text of the format; see ``seat_json.mark``.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from .geometry import Seat, Section
from .pretix_areas import AREA_SCALE, read_area
from .seat_json import load_json, marked, objects, point
from .seat_plan import (
    MAX_LABEL,
    MAX_NAME,
    MAX_SEATS,
    MAX_SECTIONS,
    TELLS,
    Plan,
    Reader,
    bind_companions,
    color,
    fail,
    read_text,
)

SCALE = AREA_SCALE
#: Category of seats that have none: the format wants one.
NO_CATEGORY = "Seats"
#: Words that only say what a row or a seat is; the view says them itself.
PLAIN_WORDS = {
    *("row", "seat", "reihe", "platz", "sitz", "rang", "rangée", "siège"),
    *("fila", "asiento", "rij", "stoel", "排", "座", "号"),
}


def parse_pretix(content: bytes, kinds: Mapping[str, str] | None = None) -> Plan:
    """:raise SeatFileError: with the JSON path of everything that is wrong"""
    return read_pretix(load_json(read_text(content)), kinds)


def read_pretix(plan: dict, kinds: Mapping[str, str] | None = None) -> Plan:
    """:raise SeatFileError: with the JSON path of everything that is wrong"""
    reader = Reader(kinds)
    categories = {
        reader.text(path, "name", entry.get("name"), limit=MAX_NAME): color(
            entry.get("color")
        )
        for path, entry in objects(reader, "$", plan, "categories")
        if entry.get("name")
    }
    zones = _Zones(reader, categories)
    for path, zone in objects(reader, "$", plan, "zones"):
        zones.read_zone(path, zone)
    zones.report_repeated()
    reader.stop_if_refused()
    if not zones.seats and not any(s.capacity for s in zones.sections):
        fail("empty")
    reader.report_overlaps(zones.sections, zones.seats)
    used = {seat.category for seat in zones.seats}
    return Plan(
        zones.sections,
        bind_companions(reader, zones.seats),
        zones.shapes,
        reader.defects,
        focal=zones.focal,
        categories={name: categories[name] for name in categories if name in used},
        tells=zones.tells,
        name=reader.text("$", "name", plan.get("name"), limit=MAX_NAME, needed=False),
    )


class _Zones:
    def __init__(self, reader, categories):
        self.reader = reader
        self.categories = categories
        self.sections: list[Section] = []
        self.codes: set[str] = set()
        self.seats: list[Seat] = []
        self.shapes: list[dict] = []
        self.focal = None
        self.guids: Counter = Counter()
        self.keys: set[str] = set()
        self.repeated: dict[str, str] = {}
        self.unknown: set[str] = set()
        self.tells = frozenset(("position", "category", "drawing"))

    def read_zone(self, path, zone):
        origin = point(self.reader, path, zone, scale=SCALE)
        told = marked(zone)
        if "dx" in told:  # the whole hall, moved so that nothing lies below zero
            origin = (
                origin[0] - self.reader.number(path, "dx", told["dx"]),
                origin[1] - self.reader.number(path, "dy", told.get("dy")),
            )
        if told:
            self.tells = TELLS
        outline = None
        for area_path, area in objects(self.reader, path, zone, "areas"):
            shapes = read_area(self.reader, area_path, area, origin)
            role = marked(area).get("is")
            if role == "focal":
                at = point(self.reader, area_path, area, scale=SCALE, origin=origin)
                self.focal = at
            elif role == "outline":
                outline = next((s["points"] for s in shapes if "points" in s), None)
            else:
                self.shapes += shapes
        self.read_rows(path, zone, origin, told, outline)

    def read_rows(self, path, zone, origin, told, outline):
        name = self.reader.text(
            path, "name", zone.get("name"), limit=MAX_NAME, needed=False
        )
        name = name or f"Zone {len(self.sections) + 1}"
        blocks: list[list[Seat]] = [[]]
        taken: set[tuple[str, str]] = set()
        for row_path, row in objects(self.reader, path, zone, "rows"):
            seats = self.read_row(row_path, row, origin)
            labels = {(seat.row, seat.number) for seat in seats}
            if labels & taken:
                blocks.append([])
                taken = set()
            blocks[-1] += seats
            taken |= labels
        code = self.reader.text(
            path, "zone_id", zone.get("zone_id"), limit=MAX_NAME, needed=False
        )
        if len(blocks) > 1:
            self.reader.report(path, "repeated_numbers", name=name, count=len(blocks))
            for index, block in enumerate(blocks, 1):
                self.add(path, code, Section("", f"{name[:120]} {index}"), block)
        elif blocks[0] or "section" in told:
            kind = "standing" if "capacity" in told else "seated"
            section = Section("", name, kind, outline)
            if kind == "standing":
                capacity = self.reader.capacity(path, told["capacity"])
                section = replace(section, capacity=capacity)
            self.add(path, code, section, blocks[0])
        if len(self.sections) > MAX_SECTIONS:
            fail("too_many_sections", path, limit=MAX_SECTIONS)

    def add(self, path, wanted, section, seats):
        if section.kind == "standing" and seats:
            self.reader.refuse(path, "seats_in_standing", name=section.name)
        code = wanted or str(len(self.sections) + 1)
        while code in self.codes:
            code = f"{wanted}-{len(self.sections) + 1}"
        self.codes.add(code)
        self.sections.append(replace(section, id=code))
        self.seats += [replace(seat, section_id=code) for seat in seats]

    def read_row(self, path, row, origin):
        label = _labelled(
            self.reader.text(path, "row_number", row.get("row_number"), needed=False),
            self.reader.text(path, "row_label", row.get("row_label"), needed=False),
        )
        self.reader.text(path, "row_label", label, needed=False)
        at = point(self.reader, path, row, scale=SCALE, origin=origin)
        word = self.reader.text(path, "seat_label", row.get("seat_label"), needed=False)
        found = [
            self.read_seat(seat_path, seat, label, word, at)
            for seat_path, seat in objects(self.reader, path, row, "seats")
        ]
        counts = Counter(seat.number for seat in found)
        for seat in found:
            if seat.number and counts[seat.number] > 1:
                self.reader.refuse(path, "duplicate_number", seat=seat.number)
                break
        return found

    def read_seat(self, path, seat, row, word, origin):
        if len(self.keys) >= MAX_SEATS:
            fail("too_many_seats", path, limit=MAX_SEATS)
        number = self.reader.text(path, "seat_number", seat.get("seat_number"))
        number = _labelled(number, word)[:MAX_LABEL]
        told = marked(seat)
        x, y = point(self.reader, path, seat, scale=SCALE, origin=origin)
        return Seat(
            0,
            "",
            row,
            number,
            x,
            y,
            self.reader.kind(path, told.get("kind")),
            self.read_key(path, told.get("key") or seat.get("seat_guid")),
            self.read_category(path, seat),
            self.reader.text(
                path, "companion", told.get("companion"), limit=255, needed=False
            ),
        )

    def read_category(self, path, seat):
        category = seat.get("category")
        if isinstance(category, str) and category.strip() in self.categories:
            return "" if category == NO_CATEGORY else category.strip()
        shown = str(category)[:32]
        if shown not in self.unknown:
            self.unknown.add(shown)
            self.reader.report(path, "unknown_category", category=shown)
        return ""

    def read_key(self, path, guid):
        guid = self.reader.text(path, "seat_guid", guid, limit=255)
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


def _labelled(number, label):
    """The number with what its label adds, where that is more than the word for it.

    >>> _labelled("4", "Loge %s"), _labelled("4", "Row %s"), _labelled("4", "Box D")
    ('Loge 4', '4', 'Box D')
    """
    if not label or label.replace("%s", "").strip(" .:").casefold() in PLAIN_WORDS:
        return number
    return label.replace("%s", number) if label != "%s" else number
