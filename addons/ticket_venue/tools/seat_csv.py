"""Seats from CSV.

Ours has a header line with ``section``, ``row``, ``seat`` and, if wanted, ``x``, ``y``
(map units of a centimetre), ``kind`` (code of a seat kind) and ``key`` (stable name of
the seat, by which a later import finds it again). Without x and y the sections are laid
out side by side. A seat named twice refuses the file.

The other form is a field grid: ``zone``, ``rowNumber``, ``colNumber`` and their
``position…`` twins say where in its zone's grid a seat stands. A second, JSON file may
name side, level and mirroring of each zone; then the zones stand around a field.
"""

import csv
import io
import json
from collections import defaultdict

from .geometry import Seat, Section
from .seat_layout import ring_layout, shelf_layout
from .seat_plan import (
    KINDS,
    MAX_NAME,
    MAX_SEATS,
    MAX_SECTIONS,
    Plan,
    Reader,
    fail,
    natural,
    read_text,
)

SIMPLE_COLUMNS = ("section", "row", "seat")
GRID_COLUMNS = (
    "zone",
    "rowNumber",
    "colNumber",
    "positionRowNumber",
    "positionColNumber",
)


def parse_csv(content: bytes, zones: bytes | None = None) -> Plan:
    """
    :param zones: the JSON file beside a field grid
    :raise SeatFileError: with every line that is wrong
    """
    reader = Reader()
    header, lines = _lines(reader, read_text(content))
    if set(GRID_COLUMNS) <= set(header):
        plan = _grid(reader, lines, _zones(reader, zones))
    elif set(SIMPLE_COLUMNS) <= set(header):
        plan = _simple(reader, lines)
    else:
        fail("columns", "1", columns=", ".join(SIMPLE_COLUMNS))
    return plan


def _lines(reader, text):
    """The header, and (line number, cells by column) of every filled line."""
    try:
        first = text.split("\n", 1)[0]
        delimiter = max(",;\t", key=first.count)
        rows = csv.reader(
            io.StringIO(text, newline=""), delimiter=delimiter, strict=True
        )
        header = [cell.strip() for cell in next(rows, [])]
        lines = []
        for cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                reader.refuse(
                    str(rows.line_num),
                    "cells",
                    found=len(cells),
                    expected=len(header),
                )
                continue
            lines.append((str(rows.line_num), dict(zip(header, cells, strict=True))))
            if len(lines) > MAX_SEATS:
                fail("too_many_seats", str(rows.line_num), limit=MAX_SEATS)
    except csv.Error as error:
        fail("not_csv", reason=str(error))
    return header, lines


def _simple(reader: Reader, lines) -> Plan:
    sections: dict[str, Section] = {}
    seats: list[Seat] = []
    placed: list[bool] = []
    keys: dict[str, str] = {}
    names: dict[tuple, str] = {}
    for place, cells in lines:
        section = reader.text(place, "section", cells["section"], limit=MAX_NAME)
        row = reader.text(place, "row", cells["row"], needed=False)
        number = reader.text(place, "seat", cells["seat"])
        kind = (cells.get("kind") or "").strip() or "standard"
        if kind not in KINDS:
            reader.refuse(place, "unknown_kind", kind=kind[:32])
        key = reader.text(place, "key", cells.get("key"), limit=255, needed=False)
        key = key or "/".join((section, row, number))
        label = (section, row, number)
        if first := names.setdefault(label, place) != place and names[label]:
            reader.refuse(place, "duplicate_seat", seat=" ".join(label), first=first)
        elif first := keys.setdefault(key, place) != place and keys[key]:
            reader.refuse(place, "duplicate_key", key=key, first=first)
        x, y, has_place = _position(reader, place, cells)
        placed.append(has_place)
        sections.setdefault(section, Section(section, section))
        seats.append(Seat(0, section, row, number, x, y, kind, key))
    if any(placed) and not all(placed):
        reader.refuse(lines[placed.index(False)][0], "some_positions")
    _check_size(reader, sections, seats)
    seats = _by_section_and_row(seats)
    if not all(placed):
        seats = shelf_layout(seats)
    sections = list(sections.values())
    reader.report_overlaps(sections, seats)
    return Plan(sections, seats, [], reader.defects)


def _position(reader, place, cells):
    x, y = ((cells.get(name) or "").strip() for name in ("x", "y"))
    if bool(x) != bool(y):
        reader.refuse(place, "half_position")
    if not (x and y):
        return 0, 0, False
    return reader.number(place, "x", x), reader.number(place, "y", y), True


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
    if not seats:
        fail("empty")


def _grid(reader: Reader, lines, zones) -> Plan:
    grid = defaultdict(list)
    names: dict[tuple, str] = {}
    for place, cells in lines:
        kind = (cells.get("spaceType") or "seat").strip()
        if kind != "seat":
            reader.report(place, "not_a_seat", kind=kind[:32])
            continue
        zone = reader.text(place, "zone", cells["zone"], limit=MAX_NAME)
        label = zone, cells["rowNumber"].strip(), cells["colNumber"].strip()
        for name in ("rowNumber", "colNumber"):
            reader.text(place, name, cells[name])
        at = [
            _grid_position(reader, place, name, cells[name])
            for name in ("positionRowNumber", "positionColNumber")
        ]
        if first := names.setdefault(label, place) != place and names[label]:
            reader.refuse(place, "duplicate_seat", seat=" ".join(label), first=first)
        grid[zone].append((*at, *label[1:]))
    for zone in zones:
        if zone not in grid:
            reader.report(zone, "section_without_seats", name=zone)
    _check_size(reader, grid, grid)
    known = [zone for zone in zones if zone in grid]
    known += sorted(set(grid) - set(known), key=natural)
    seats = [
        Seat(0, zone, row, number, column, line, "standard", f"{zone}/{row}/{number}")
        for zone in known
        for line, column, row, number in sorted(grid[zone], key=lambda s: s[:2])
    ]
    seats, shapes = ring_layout(seats, zones) if zones else (shelf_layout(seats), [])
    sections = [Section(zone, zone) for zone in known]
    return Plan(sections, seats, shapes, reader.defects)


def _grid_position(reader, place, name, value):
    value = value.strip()
    if (
        value.isascii()
        and value.isdigit()
        and len(value) < 6
        and 0 < int(value) <= 10_000
    ):
        return int(value)
    reader.refuse(place, "not_position", name=name, value=value[:32])
    return 1


def _zones(reader, content):
    """Zone name -> its entry, in the order of the file."""
    if not content:
        return {}
    try:
        found = json.loads(read_text(content))
        zones = found["zones"]
        return {zone["name"]: zone for zone in zones if isinstance(zone["name"], str)}
    except (ValueError, RecursionError, TypeError, KeyError) as error:
        fail("not_json", reason=str(error)[:80])
