"""Seats from a chart as seats.io draws it: rows, sections, tables, areas, booths.

A chart is a ``subChart`` of lists; a section holds a chart of its own, placed by
``topLeft``. Seats carry their place. A row may be bent by ``curve``: where its seats
still stand in a straight line, they are bent here.

Rows and tables outside of any section get sections named by ``sectionLabel``, or one
named by the chart. A table becomes a row of its name. What charts have no word for our
own export tells in fields named ``ticket…``.
"""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from .geometry import Point, Seat, Section
from .seat_json import inner, objects
from .seat_plan import (
    MAX_COORDINATE,
    MAX_NAME,
    MAX_SEATS,
    MAX_SECTIONS,
    PLACES,
    TELLS,
    Plan,
    Reader,
    bind_companions,
    color,
    fail,
)
from .seatsio_shapes import (
    SCALE,
    read_label,
    read_outline,
    read_shape,
    read_text_object,
)

#: The section of seats that stand in none.
NO_SECTION = "Seats"


def parse_seatsio(chart: dict, kinds: Mapping[str, str] | None = None) -> Plan:
    """:raise SeatFileError: with the JSON path of everything that is wrong"""
    reader = Reader(kinds)
    charts = _Charts(reader, chart)
    charts.read_chart("$.subChart", inner(chart, "subChart"), (0, 0), None)
    reader.stop_if_refused()
    if not charts.seats and not any(s.capacity for s in charts.sections.values()):
        fail("empty")
    sections = charts.ordered_sections()
    seats = charts.unique_labels()
    charts.report_repeated()
    reader.report_overlaps(sections, seats)
    used = {seat.category for seat in seats}
    return Plan(
        sections,
        bind_companions(reader, seats),
        charts.shapes,
        reader.defects,
        focal=charts.focal,
        categories={n: c for n, c in charts.colors.items() if n in used},
        tells=TELLS,
        name=charts.name,
    )


class _Charts:
    def __init__(self, reader: Reader, chart):
        self.reader = reader
        self.name = reader.text(
            "$", "name", chart.get("name"), limit=MAX_NAME, needed=False
        )
        self.sections: dict[str, Section] = {}
        self.order: dict[str, int] = {}
        self.seats: list[Seat] = []
        self.shapes: list[dict] = []
        self.focal: Point | None = None
        self.colors: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        self.keys: Counter = Counter()
        self.places: dict[str, str] = {}
        for path, entry in objects(
            reader, "$.categories", inner(chart, "categories"), "list"
        ):
            label = reader.text(path, "label", entry.get("label"), limit=MAX_NAME)
            self.labels[str(entry.get("key"))] = label
            self.colors[label] = color(entry.get("color"))

    def read_chart(self, path, chart, origin, section):
        """:param section: section and category of what is drawn here, if it has them"""
        for row_path, row in objects(self.reader, path, chart, "rows"):
            self.read_row(row_path, row, origin, section)
        for table_path, table in objects(self.reader, path, chart, "tables"):
            self.read_table(table_path, table, origin, section)
        for booth_path, booth in objects(self.reader, path, chart, "booths"):
            self.read_booth(booth_path, booth, origin, section)
        for area_path, area in objects(
            self.reader, path, chart, "generalAdmissionAreas"
        ):
            self.read_area(area_path, area, origin)
        for shape_path, shape in objects(self.reader, path, chart, "shapes"):
            self.shapes += read_shape(self.reader, shape_path, shape, origin)
        for text_path, text in objects(self.reader, path, chart, "texts"):
            self.shapes += read_text_object(self.reader, text_path, text, origin)
        if section is None:
            self.read_sections(path, chart, origin)
            self.read_focal(path, chart)

    def read_focal(self, path, chart):
        at = inner(chart, "focalPoint")
        if at.get("x") or at.get("y"):
            self.focal = self.point(f"{path}.focalPoint", at, (0, 0))

    def read_sections(self, path, chart, origin):
        for section_path, entry in objects(self.reader, path, chart, "sections"):
            name = self.text(section_path, "label", entry, limit=MAX_NAME)
            top_left = self.point(
                f"{section_path}.topLeft", inner(entry, "topLeft"), origin, needed=False
            )
            outline = read_outline(self.reader, section_path, entry, origin)
            section = self.section(section_path, name, entry, polygon=outline)
            within = section, self.category(section_path, entry)
            path_inside = f"{section_path}.subChart"
            self.read_chart(path_inside, inner(entry, "subChart"), top_left, within)

    def section(self, path, name, entry=None, **values):
        """The section of that code or name, made when it is new."""
        code = (entry or {}).get("ticketCode") or name
        code = self.reader.text(path, "ticketCode", code, limit=MAX_NAME)
        found = self.sections.get(code)
        if found and (entry is not None or found.kind == "standing"):
            self.reader.refuse(path, "duplicate_section", name=name)
        if not found:
            found = self.sections[code] = Section(code, name, **values)
            order = (entry or {}).get("ticketOrder")
            self.order[code] = order if isinstance(order, int) else len(self.order)
        if len(self.sections) > MAX_SECTIONS:
            fail("too_many_sections", path, limit=MAX_SECTIONS)
        return found

    def home(self, path, entry, within):
        """Section and category that seats of a row, table or booth belong to."""
        if within:
            return within
        name = self.text(path, "sectionLabel", entry, limit=MAX_NAME)
        return self.section(path, name or self.name or NO_SECTION), ""

    def read_row(self, path, row, origin, within):
        section, category = self.home(path, row, within)
        label = self.text(path, "label", row)
        seats = [
            self.read_seat(seat_path, seat, label, section, category, origin)
            for seat_path, seat in objects(self.reader, path, row, "seats")
        ]
        curve = self.reader.number(path, "curve", row.get("curve") or 0)
        self.seats += bent(seats, curve)

    def read_table(self, path, table, origin, within):
        section, category = self.home(path, table, within)
        label = self.text(path, "label", table)
        if table.get("bookAsAWhole") is True:
            self.reader.report(path, "whole_table", name=label)
        self.seats += [
            self.read_seat(seat_path, seat, label, section, category, origin)
            for seat_path, seat in objects(self.reader, path, table, "seats")
        ]
        shape = {"type": "circle", **table, "label": label}
        if table.get("type") == "round":
            shape |= {"type": "circle", "radius1": table.get("radius")}
            shape |= {"radius2": table.get("radius")}
        self.shapes += read_shape(self.reader, path, shape, origin)

    def read_booth(self, path, booth, origin, within):
        """One place to sell, drawn as large as it is."""
        section, category = self.home(path, booth, within)
        at = self.point(f"{path}.center", inner(booth, "center"), (0, 0))
        seat = {**booth, "x": at[0] / SCALE, "y": at[1] / SCALE}
        self.seats.append(self.read_seat(path, seat, "", section, category, origin))
        shape = {"type": "rectangle", **booth, "label": None}
        self.shapes += read_shape(self.reader, path, shape, origin)

    def read_area(self, path, area, origin):
        name = self.text(path, "label", area, limit=MAX_NAME)
        if area.get("bookAsAWhole") is True:
            self.reader.report(path, "whole_table", name=name)
        capacity = self.reader.capacity(path, area.get("capacity"))
        outline = read_outline(self.reader, path, area, origin)
        self.section(
            path, name, area, kind="standing", capacity=capacity, polygon=outline
        )

    def read_seat(self, path, seat, row, section, category, origin):
        if len(self.seats) >= MAX_SEATS:
            fail("too_many_seats", path, limit=MAX_SEATS)
        number = read_label(self.reader, path, seat)
        x, y = self.point(path, seat, origin)
        return Seat(
            0,
            section.id,
            row,
            number,
            x,
            y,
            self.kind(path, seat),
            self.key(path, seat, (section.name, row, number)),
            self.category(path, seat) or category,
            self.text(path, "ticketCompanion", seat, limit=255),
        )

    def kind(self, path, seat):
        if seat.get("ticketKind"):
            return self.reader.kind(path, seat["ticketKind"])
        for name, kind in (
            ("accessible", "wheelchair"),
            ("companionSeat", "companion"),
            ("restrictedView", "obstructed"),
        ):
            if seat.get(name) is True:
                return kind
        return "standard"

    def key(self, path, seat, label):
        key = self.text(path, "ticketKey", seat, limit=255)
        key = key or self.text(path, "uuid", seat, limit=255) or "/".join(label)
        self.keys[key] += 1
        if self.keys[key] == 1:
            return key
        self.places.setdefault(key, path)
        return f"{key}#{self.keys[key]}"

    def report_repeated(self):
        for key, path in self.places.items():
            self.reader.report(path, "repeated_guid", guid=key, count=self.keys[key])

    def category(self, path, entry):
        key = entry.get("categoryKey")
        if key is not None and (label := self.labels.get(str(key))):
            return label
        label = self.text(path, "categoryLabel", entry, limit=MAX_NAME)
        if label and label not in self.colors:
            self.colors[label] = ""
            self.reader.report(path, "unknown_category", category=label)
        return label

    def text(self, path, name, entry, **limits):
        return self.reader.text(path, name, entry.get(name), needed=False, **limits)

    def point(self, path, at, origin, *, needed=True):
        if not at and not needed:
            return origin
        x = round(self.reader.number(path, "x", at.get("x"), SCALE) + origin[0], PLACES)
        y = round(self.reader.number(path, "y", at.get("y"), SCALE) + origin[1], PLACES)
        if max(abs(x), abs(y)) > MAX_COORDINATE:
            self.reader.refuse(path, "too_far", name="x", value=max(x, y, key=abs))
        return x, y

    def ordered_sections(self):
        sections = self.sections.values()
        return sorted(sections, key=lambda section: self.order[section.id])

    def unique_labels(self):
        """:raise SeatFileError: two seats of a section read the same"""
        taken: Counter = Counter()
        for seat in self.seats:
            taken[seat.section_id, seat.row, seat.number] += 1
        repeated = [label for label, count in taken.items() if count > 1]
        for section, row, number in repeated[:50]:
            name = self.sections[section].name
            shown = " ".join(filter(None, (name, row, number)))
            self.reader.refuse("", "duplicate_label", seat=shown)
        self.reader.stop_if_refused()
        return self.seats


def bent(seats: list[Seat], curve: float) -> list[Seat]:
    """A straight row bent as ``curve`` says; a row that is bent already stays.

    The ends come forward by ``curve`` percent of half the row's length.
    """
    if not curve or len(seats) < 3:
        return seats
    (ax, ay), (bx, by) = (seats[0].x, seats[0].y), (seats[-1].x, seats[-1].y)
    length = math.dist((ax, ay), (bx, by))
    if not length:
        return seats
    ux, uy = (bx - ax) / length, (by - ay) / length
    if any(abs((s.x - ax) * uy - (s.y - ay) * ux) > 1 for s in seats):
        return seats
    depth = length / 2 * curve / 100
    found = []
    for seat in seats:
        along = ((seat.x - ax) * ux + (seat.y - ay) * uy) / length * 2 - 1
        back = depth * (1 - along**2)
        found.append(
            replace(
                seat,
                x=round(seat.x - back * uy, PLACES),
                y=round(seat.y + back * ux, PLACES),
            )
        )
    return found
