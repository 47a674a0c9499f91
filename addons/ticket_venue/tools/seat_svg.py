"""Seats from an SVG drawing whose circles or rectangles are named as seats.

A seat is named by ``data-seat``, with ``data-section``, ``data-row``, ``data-kind``,
``data-key``, ``data-category`` and ``data-companion`` on itself or on a group around it;
or by its id: ``Stalls-A-12``, ``A-12`` or ``A12`` in a group named after its section.
Everything else becomes the drawing behind the seats.

Nothing in the file is run or fetched: a script, an event handler, an active link or an
entity refuses it.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from .geometry import Seat, Section
from .seat_plan import (
    MAX_BYTES,
    MAX_COORDINATE,
    MAX_NAME,
    MAX_SEATS,
    MAX_SECTIONS,
    PLACES,
    TELLS,
    Plan,
    Reader,
    bind_companions,
    fail,
)
from .seat_remarks import Problem, SeatFileError
from .svg_shapes import DRAWN, IDENTITY, compose, read_drawing, transform

#: What our own export says of its unit; other drawings are enlarged until neighbours
#: stand this far apart.
UNIT = "cm"
PITCH = 50
ONLY_SECTION = "Seats"
MAX_SHAPES = 5_000
SEAT_TAGS = ("circle", "ellipse", "rect", "use", "path")
INHERITED = ("section", "row", "kind", "category")
REFUSED_TAGS = ("script", "foreignObject", "iframe", "handler", "set", "animate")
LABEL = "{http://www.inkscape.org/namespaces/inkscape}label"
HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
#: Names a drawing program gives by itself.
AUTOMATIC = re.compile(
    r"(?:rect|circle|ellipse|path|use|g|group|layer|svg|text|shape|object|seat)"
    r"[-_ ]?\d+(?:[-_]\d+)*$",
    re.IGNORECASE,
)


def parse_svg(content: bytes, kinds: Mapping[str, str] | None = None) -> Plan:
    """:raise SeatFileError: with the line of everything that is wrong"""
    root = _load(content)
    drawing = _Drawing(Reader(kinds), root)
    drawing.walk(root, IDENTITY, {}, ())
    drawing.reader.stop_if_refused()
    return drawing.plan()


def _load(content):
    if len(content) > MAX_BYTES:
        fail("too_large", limit=MAX_BYTES // 1_000_000)
    if b"<!ENTITY" in content or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        fail("xml_entities")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise SeatFileError(
            [Problem(str(line or ""), "not_svg", {"reason": str(error)[:80]})]
        ) from error
    if _tag(root) != "svg":
        fail("not_svg", "1", reason=f"<{_tag(root)[:32]}>")
    return root


def _tag(element):
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class _Drawing:
    def __init__(self, reader: Reader, root):
        self.reader = reader
        self.own = root.get("data-unit") == UNIT
        self.by_data = any(
            e.get("data-seat") is not None for e in root.iter(etree.Element)
        )
        self.name = reader.text(
            "1", "data-name", root.get("data-name"), limit=MAX_NAME, needed=False
        )
        self.sections: dict[str, Section] = {}
        self.seats: list[Seat] = []
        self.shapes: list[dict] = []
        self.focal = None
        self.categories: dict[str, str] = {}
        self.labels: dict[tuple, str] = {}
        self.keys: dict[str, str] = {}
        self.derived: set[str] = set()

    def walk(self, element, matrix, said, groups):
        """
        :param said: what groups around the element say of seats
        :param groups: names of the groups around it, outermost first
        """
        tag, place = _tag(element), str(element.sourceline or "")
        if not tag or tag in ("defs", "style", "metadata", "title", "desc", "symbol"):
            return self.check(element)
        self.check_one(element, tag, place)
        if element.get("data-rotation") is None:  # ours turn about their own middle
            matrix = compose(matrix, transform(self.reader, place, element))
        said = said | {
            name: value
            for name in INHERITED
            if (value := element.get(f"data-{name}")) is not None
        }
        if tag in ("g", "svg", "a"):
            if element.get("data-area") is not None:
                self.read_section(place, element, said)
            if name := _name(element):
                groups = (*groups, name)
            for child in element:
                self.walk(child, matrix, said, groups)
        else:
            self.read_shape(place, element, tag, matrix, said, groups)
        return None

    def check(self, element):
        for each in element.iter():
            self.check_one(each, _tag(each), str(each.sourceline or ""))

    def check_one(self, element, tag, place):
        if tag in REFUSED_TAGS:
            self.reader.refuse(place, "svg_script", name=f"<{tag}>")
        if not tag:
            return
        for name, value in element.attrib.items():
            plain = re.sub(r"[\s\x00-\x20]+", "", value).lower()
            if name.lower().startswith("on") or "javascript:" in plain:
                self.reader.refuse(place, "svg_script", name=name[:32])
            elif name in HREFS and not plain.startswith(("#", "data:image/")):
                if tag not in ("a", "image"):
                    self.reader.refuse(place, "svg_script", name=name[-32:])

    def read_section(self, place, element, said):
        """Our own export says what a section is."""
        text = self.reader.text
        name = text(place, "data-section", said.get("section"), limit=MAX_NAME)
        code = text(place, "data-area", element.get("data-area"), limit=MAX_NAME)
        capacity = element.get("data-capacity")
        points = element.get("data-outline")
        outline = None
        if points:
            values = [
                self.reader.number(place, "data-outline", v)
                for v in re.split(r"[\s,]+", points.strip())[:2000]
            ]
            outline = [
                list(pair) for pair in zip(values[::2], values[1::2], strict=False)
            ]
        if code in self.sections:
            self.reader.refuse(place, "duplicate_section", name=name)
        self.sections[code] = Section(
            code,
            name,
            "standing" if capacity is not None else "seated",
            outline,
            self.reader.capacity(place, capacity) if capacity is not None else 0,
        )
        said["code"] = code

    def read_shape(self, place, element, tag, matrix, said, groups):
        if element.get("data-focal") is not None:
            at = read_drawing(self.reader, place, element, tag, matrix)
            self.focal = (at[0]["x"], at[0]["y"]) if at else None
            return
        label = self.label(element, tag, said, groups)
        drawn = []
        if label or tag in DRAWN:
            drawn = read_drawing(self.reader, place, element, tag, matrix)
        if label:
            self.read_seat(place, element, said, label, drawn)
            return
        self.shapes += drawn
        if len(self.shapes) > MAX_SHAPES:
            fail("too_many_shapes", place, limit=MAX_SHAPES)

    def label(self, element, tag, said, groups):
        """Section, row and number; nothing for what is no seat."""
        if tag not in SEAT_TAGS:
            return None
        number = element.get("data-seat")
        section = said.get("section") or (groups[0] if groups else ONLY_SECTION)
        if number is not None:
            return section, said.get("row", ""), number
        if self.by_data:
            return None
        name = _name(element)
        return split_name(name, groups) if name else None

    def read_seat(self, place, element, said, label, drawn):
        if len(self.seats) >= MAX_SEATS:
            fail("too_many_seats", place, limit=MAX_SEATS)
        text = self.reader.text
        name = text(place, "section", label[0], limit=MAX_NAME)
        row = text(place, "row", label[1], needed=False)
        number = text(place, "seat", label[2])
        if not drawn:
            self.reader.report(place, "no_place", name=" ".join(label))
            return
        code = said.get("code") or name
        x, y = middle(drawn[0])
        self.sections.setdefault(code, Section(code, name))
        if len(self.sections) > MAX_SECTIONS:
            fail("too_many_sections", place, limit=MAX_SECTIONS)
        if first := self.labels.get((code, row, number)):
            shown = " ".join(filter(None, (name, row, number)))
            self.reader.refuse(place, "duplicate_seat", seat=shown, first=first)
            return
        self.labels[code, row, number] = place or "1"
        category = text(
            place, "category", said.get("category"), limit=MAX_NAME, needed=False
        )
        if category:
            self.categories.setdefault(category, drawn[0].get("fill", ""))
        companion = text(
            place,
            "companion",
            element.get("data-companion"),
            limit=255,
            needed=False,
        )
        kind = self.reader.kind(place, said.get("kind"))
        key = self.key(place, element, (name, row, number))
        self.seats.append(
            Seat(0, code, row, number, x, y, kind, key, category, companion)
        )

    def key(self, place, element, label):
        key = self.reader.text(
            place, "key", element.get("data-key"), limit=255, needed=False
        )
        if not key:
            key = "/".join(label)
            self.derived.add(key)
        if first := self.keys.get(key):
            self.reader.refuse(place, "duplicate_key", key=key, first=first)
        self.keys[key] = place or "1"
        return key

    def plan(self) -> Plan:
        standing = any(section.capacity for section in self.sections.values())
        if not self.seats and not standing:
            fail("no_seat_names")
        scale = 1 if self.own else self.scale()
        if scale != 1:
            self.enlarge(scale)
        sections = list(self.sections.values())
        self.reader.report_overlaps(sections, self.seats)
        tells = {"position", "drawing"} if not self.own else TELLS
        return Plan(
            sections,
            bind_companions(self.reader, self.seats),
            self.shapes,
            self.reader.defects,
            focal=self.focal,
            categories=self.categories,
            derived=frozenset(self.derived),
            tells=frozenset(tells)
            | ({"kind"} if any(s.kind != "standard" for s in self.seats) else set())
            | ({"category"} if self.categories else set()),
            name=self.name,
        )

    def scale(self):
        """How much larger the hall is than its drawing, told by neighbours of a row."""
        last, gaps = {}, []
        for seat in self.seats:
            row = seat.section_id, seat.row
            if row in last:
                gaps.append(math.dist(last[row], (seat.x, seat.y)))
            last[row] = seat.x, seat.y
        gaps = sorted(gap for gap in gaps if gap > 0)
        if not gaps:
            return 1
        found = gaps[len(gaps) // 2]
        if abs(found - PITCH) < PITCH / 5:
            return 1
        self.reader.report("", "rescaled", found=f"{found:.4g}")
        return PITCH / found

    def enlarge(self, scale):
        def place(value):
            if not abs(value * scale) <= MAX_COORDINATE:
                fail("too_far", name="scale", value=round(scale, 3))
            return round(value * scale, PLACES)

        self.seats = [replace(s, x=place(s.x), y=place(s.y)) for s in self.seats]
        self.focal = self.focal and (place(self.focal[0]), place(self.focal[1]))
        for shape in self.shapes:
            for name in ("x", "y", "w", "h", "rx", "ry", "size"):
                if name in shape:
                    shape[name] = place(shape[name])
            if "points" in shape:
                shape["points"] = [[place(x), place(y)] for x, y in shape["points"]]


def middle(shape):
    """Where a seat stands that is drawn so."""
    if shape["shape"] == "rect":
        return (
            round(shape["x"] + shape["w"] / 2, PLACES),
            round(shape["y"] + shape["h"] / 2, PLACES),
        )
    if "points" in shape:
        xs, ys = zip(*shape["points"], strict=True)
        return (
            round((min(xs) + max(xs)) / 2, PLACES),
            round((min(ys) + max(ys)) / 2, PLACES),
        )
    return shape["x"], shape["y"]


def _name(element):
    """What a person named the element; signs an id may not hold are given back."""
    name = element.get(LABEL) or element.get("id") or ""
    name = re.sub(r"_x([0-9A-Fa-f]{2,5})_", _sign, name).strip()
    return "" if AUTOMATIC.match(name) else name[:MAX_NAME]


def _sign(match):
    code = int(match[1], 16)
    return chr(code) if 32 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else "_"


def split_name(name: str, groups: tuple[str, ...] = ()) -> tuple[str, str, str] | None:
    """Section, row and number of a seat named so, in groups named so.

    >>> split_name("Stalls-A-12"), split_name("A12", ("Circle",))
    (('Stalls', 'A', '12'), ('Circle', 'A', '12'))
    >>> split_name("12", ("Circle", "Row B")), split_name("exit")
    (('Circle', 'B', '12'), None)
    """
    parts = [part for part in re.split(r"[-_/|:,;·]+|\s+", name) if part]
    parts = [p for p in parts if p.casefold() not in ("row", "seat", "排", "座", "号")]
    if parts and (match := re.fullmatch(r"([^\W\d]{1,3})(\d+\w?)", parts[-1])):
        parts[-1:] = match.groups()
    if not parts or not re.search(r"\d", parts[-1]) or len(parts[-1]) > 8:
        return None
    if len(parts) == 1:
        if not groups:
            return None
        row = re.sub(r"^(?:row|reihe)[\s_-]*", "", groups[-1], flags=re.IGNORECASE)
        section = groups[-2] if len(groups) > 1 else ONLY_SECTION
        return section, row, parts[0]
    if len(parts) == 2:
        return (groups[-1] if groups else ONLY_SECTION), parts[0], parts[1]
    return " ".join(parts[:-2]), parts[-2], parts[-1]
