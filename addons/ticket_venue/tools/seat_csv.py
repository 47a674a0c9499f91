"""Seats from a table: CSV or a spreadsheet.

A line is a seat: ``section``, ``row``, ``seat`` and, if wanted, ``x``, ``y`` (map units
of a centimetre), ``kind``, ``key`` (stable name of the seat, by which a later import
finds it again), ``category``, ``companion`` (key of its wheelchair place). Without x and
y the sections are laid out side by side. A seat named twice refuses the file.

A line of kind ``standing`` is a standing area with ``capacity``, one of kind
``section`` only names a section; both may have an ``outline`` ("0 0; 500 0; 500 400").

A table may also be a field grid: ``line`` and ``column`` say where in its section's grid
a seat stands. A second, JSON file may name side, level and mirroring of each section;
then they stand around a field.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from .geometry import Seat, Section
from .seat_columns import guess
from .seat_json import load_json
from .seat_layout import ring_layout, shelf_layout
from .seat_plan import (
    MAX_NAME,
    MAX_SECTIONS,
    TELLS,
    Plan,
    Reader,
    bind_companions,
    fail,
    natural,
    read_text,
)
from .seat_table import Table, read_table

NEEDED = ("section", "row", "seat")
#: Kinds of lines that are no seat.
STANDING, SECTION = "standing", "section"
#: The section of seats whose table knows only rows.
ONLY_SECTION = "Seats"
MAX_OUTLINE = 500


def parse_csv(content: bytes, zones: bytes | None = None, **options) -> Plan:
    return parse_table(read_table(content), zones, **options)


def parse_table(
    table: Table,
    zones: bytes | None = None,
    *,
    columns: Mapping[str, int] | None = None,
    titles: bool = True,
    kinds: Mapping[str, str] | None = None,
) -> Plan:
    """
    :param zones: the JSON file beside a field grid
    :param columns: index of the column of each meaning; guessed from the first line
    :param titles: the first line is titles
    :raise SeatFileError: with every line that is wrong
    """
    columns = guess(table.header) if columns is None else columns
    if "seat" not in columns or not columns.keys() & {"section", "row"}:
        fail("columns", "1", columns=", ".join(NEEDED))
    reader = Reader(kinds)
    lines = _lines(reader, table, columns, titles)
    tells = frozenset(columns) & TELLS
    if "capacity" in columns:
        tells |= {"area"}
    if "line" in columns and "column" in columns and "x" not in columns:
        return _grid(reader, lines, _zones(zones), tells | {"position"})
    return _Simple(reader).read_lines(lines, tells | {"position"})


def _lines(reader, table, columns, titles) -> Iterator[tuple[str, dict[str, str]]]:
    """Line in the file, and its cells by meaning."""
    width = max(columns.values()) + 1 if not titles else len(table.header)
    for place, cells in table.rows[1 if titles else 0 :]:
        if len(cells) != width if titles else len(cells) < width:
            reader.refuse(place, "cells", found=len(cells), expected=width)
            continue
        line = {meaning: cells[index] for meaning, index in columns.items()}
        section = line.get("section", ONLY_SECTION)
        if line.get("floor"):
            section = f"{line['floor']} {section}".strip()
        line["section"] = section
        yield place, line


class _Simple:
    def __init__(self, reader: Reader):
        self.reader = reader
        self.sections: dict[str, Section] = {}
        self.seats: list[Seat] = []
        self.placed: dict[bool, str] = {}
        self.keys: dict[str, str] = {}
        self.names: dict[tuple, str] = {}
        self.derived: set[str] = set()

    def read_lines(self, lines, tells: frozenset[str]) -> Plan:
        for place, cells in lines:
            if cells.get("kind") in (STANDING, SECTION) and not cells["seat"]:
                self.read_section(place, cells)
            else:
                self.read_seat(place, cells)
        if len(self.placed) > 1:
            self.reader.refuse(self.placed[False], "some_positions")
        sections = list(self.sections.values())
        _check_size(self.reader, sections, self.seats)
        seats = _by_section_and_row(self.seats)
        if False in self.placed:
            seats = shelf_layout(seats)
        self.reader.report_overlaps(sections, seats)
        return Plan(
            sections,
            bind_companions(self.reader, seats),
            [],
            self.reader.defects,
            categories={seat.category: "" for seat in seats if seat.category},
            derived=frozenset(self.derived),
            tells=tells - ({"position"} if False in self.placed else set()),
        )

    def read_section(self, place, cells):
        name, code = self.section_name(place, cells)
        if code in self.sections:
            self.reader.refuse(place, "duplicate_section", name=name)
        standing = cells["kind"] == STANDING
        capacity = standing and self.reader.capacity(place, cells.get("capacity"))
        self.sections[code] = Section(
            code,
            name,
            "standing" if standing else "seated",
            self.read_outline(place, cells.get("outline")),
            capacity or 0,
        )

    def read_outline(self, place, text):
        if not text:
            return None
        points = [each.split() for each in text.split(";")]
        if not 3 <= len(points) <= MAX_OUTLINE or any(len(p) != 2 for p in points):
            self.reader.refuse(place, "not_outline", value=text[:32])
            return None
        return [
            [self.reader.number(place, "outline", value) for value in each]
            for each in points
        ]

    def section_name(self, place, cells):
        name = self.reader.text(place, "section", cells["section"], limit=MAX_NAME)
        code = self.reader.text(
            place, "code", cells.get("code"), limit=MAX_NAME, needed=False
        )
        return name, code or name

    def read_seat(self, place, cells):
        read = self.reader.text
        name, code = self.section_name(place, cells)
        row = read(place, "row", cells.get("row"), needed=False)
        number = read(place, "seat", cells["seat"])
        kind = self.reader.kind(place, cells.get("kind"))
        label = (code, row, number)
        key = read(place, "key", cells.get("key"), limit=255, needed=False)
        if not key:
            key = "/".join((name, row, number))
            self.derived.add(key)
        if (first := self.names.setdefault(label, place)) != place:
            shown = " ".join((name, row, number))
            self.reader.refuse(place, "duplicate_seat", seat=shown, first=first)
        elif (first := self.keys.setdefault(key, place)) != place:
            self.reader.refuse(place, "duplicate_key", key=key, first=first)
        if self.sections.setdefault(code, Section(code, name)).kind == "standing":
            self.reader.refuse(place, "seats_in_standing", name=name)
        x, y = self.position(place, cells)
        category = read(
            place, "category", cells.get("category"), limit=MAX_NAME, needed=False
        )
        companion = read(
            place, "companion", cells.get("companion"), limit=255, needed=False
        )
        self.seats.append(
            Seat(0, code, row, number, x, y, kind, key, category, companion)
        )

    def position(self, place, cells):
        x, y = cells.get("x"), cells.get("y")
        if bool(x) != bool(y):
            self.reader.refuse(place, "half_position")
        has_place = bool(x and y)
        self.placed.setdefault(has_place, place)
        if not has_place:
            return 0, 0
        return self.reader.number(place, "x", x), self.reader.number(place, "y", y)


def _by_section_and_row(seats):
    """Sections and rows in the order they first come, seats as in the file."""
    rows = defaultdict(lambda: defaultdict(list))
    for seat in seats:
        rows[seat.section_id][seat.row].append(seat)
    return [
        seat for section in rows.values() for row in section.values() for seat in row
    ]


def _check_size(reader, sections, seats):
    if len(sections) > MAX_SECTIONS:
        reader.refuse("", "too_many_sections", limit=MAX_SECTIONS)
    reader.stop_if_refused()
    if not seats and not any(section.kind == "standing" for section in sections):
        fail("empty")


def _grid(reader: Reader, lines, zones, tells) -> Plan:
    grid = defaultdict(list)
    names: dict[tuple, str] = {}
    for place, cells in lines:
        space = cells.get("space") or "seat"
        if space != "seat":
            reader.report(place, "not_a_seat", kind=space[:32])
            continue
        zone = reader.text(place, "section", cells["section"], limit=MAX_NAME)
        row = reader.text(place, "row", cells.get("row"), needed=False)
        number = reader.text(place, "seat", cells["seat"])
        kind = reader.kind(place, cells.get("kind"))
        at = [
            _grid_position(reader, place, name, cells[name])
            for name in ("line", "column")
        ]
        label = zone, row, number
        if (first := names.setdefault(label, place)) != place:
            reader.refuse(place, "duplicate_seat", seat=" ".join(label), first=first)
        grid[zone].append((*at, row, number, kind))
    for zone in zones:
        if zone not in grid:
            reader.report(zone, "section_without_seats", name=zone)
    _check_size(reader, [Section(zone, zone) for zone in grid], grid)
    known = [zone for zone in zones if zone in grid]
    known += sorted(set(grid) - set(known), key=natural)
    seats = [
        Seat(0, zone, row, number, column, line, kind, f"{zone}/{row}/{number}")
        for zone in known
        for line, column, row, number, kind in sorted(grid[zone], key=lambda s: s[:2])
    ]
    derived = frozenset(seat.key for seat in seats)
    seats, shapes = ring_layout(seats, zones) if zones else (shelf_layout(seats), [])
    seats = [replace(seat, x=round(seat.x, 3), y=round(seat.y, 3)) for seat in seats]
    sections = [Section(zone, zone) for zone in known]
    return Plan(sections, seats, shapes, reader.defects, derived=derived, tells=tells)


def _grid_position(reader, place, name, value):
    if (
        value.isascii()
        and value.isdigit()
        and len(value) < 6
        and 0 < int(value) <= 10_000
    ):
        return int(value)
    reader.refuse(place, "not_position", name=name, value=value[:32])
    return 1


def _zones(content):
    """Zone name -> its entry, in the order of the file."""
    if not content:
        return {}
    found = load_json(read_text(content))
    try:
        zones = found["zones"]
        return {zone["name"]: zone for zone in zones if isinstance(zone["name"], str)}
    except (TypeError, KeyError) as error:
        fail("not_json", reason=str(error)[:80])
