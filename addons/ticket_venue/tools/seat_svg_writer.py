"""A plan as a drawing any browser shows; ``seat_svg`` reads it back without loss."""

from collections import defaultdict
from itertools import groupby

from lxml import etree

from .geometry import bounds
from .pretix_areas import middle
from .seat_plan import Plan
from .seat_svg import UNIT

SVG = "http://www.w3.org/2000/svg"
MARGIN = 100
RADIUS = 20
SEAT_COLOR = "#7a8aa0"


def write_svg(plan: Plan) -> bytes:
    left, top, right, bottom = bounds(plan.seats, plan.sections, plan.shapes)
    size = right - left + 2 * MARGIN, bottom - top + 2 * MARGIN
    root = etree.Element("svg", nsmap={None: SVG})
    _set(
        root,
        viewBox=f"{left - MARGIN:g} {top - MARGIN:g} {size[0]:g} {size[1]:g}",
        data_unit=UNIT,
        data_name=plan.name,
    )
    for shape in plan.shapes:
        _shape(root, shape)
    seats = defaultdict(list)
    for seat in plan.seats:
        seats[seat.section_id].append(seat)
    for section in plan.sections:
        _section(root, section, seats[section.id], plan.categories)
    if plan.focal:
        x, y = plan.focal
        _add(root, "circle", cx=x, cy=y, r=1, fill="none", data_focal=1)
    return etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", pretty_print=True
    )


def _set(element, **values):
    for name, value in values.items():
        if value is not None and value != "":
            element.set(name.replace("_", "-"), _said(value))


def _said(value):
    return str(round(value, 3)) if isinstance(value, float) else str(value)


def _add(parent, tag, **values):
    element = etree.SubElement(parent, tag)
    _set(element, **values)
    return element


def _section(root, section, seats, categories):
    standing = section.kind == "standing"
    points = section.polygon or ()
    outline = " ".join(_said(value) for point in points for value in point)
    group = _add(
        root,
        "g",
        data_section=section.name,
        data_area=section.id,
        data_capacity=section.capacity if standing else None,
        data_outline=outline,
    )
    for row, members in groupby(seats, lambda seat: seat.row):
        line = etree.SubElement(group, "g")
        line.set("data-row", row)
        for seat in members:
            _seat(line, seat, categories)


def _seat(parent, seat, categories):
    dot = _add(
        parent,
        "circle",
        cx=seat.x,
        cy=seat.y,
        r=RADIUS,
        fill=categories.get(seat.category) or SEAT_COLOR,
        data_kind=seat.kind if seat.kind != "standard" else None,
        data_key=seat.key,
        data_category=seat.category,
        data_companion=seat.companion,
    )
    dot.set("data-seat", seat.number)
    title = etree.SubElement(dot, "title")
    title.text = f"{seat.row} {seat.number}".strip()


def _shape(root, shape):
    kind = shape["shape"]
    look = {
        "fill": shape.get("fill") or ("none" if kind == "line" else "#e5e7eb"),
        "stroke": shape.get("stroke"),
        "data_role": shape.get("role"),
        "data_size": shape.get("size") if kind != "text" else None,
        "data_text": shape.get("text") if kind != "text" else None,
        "data_color": shape.get("color") if kind != "text" else None,
        "data_plain": 1 if not shape.get("fill") else None,
    }
    at, tag, place = _place(shape)
    turn = shape.get("rotation")
    if turn:
        look["transform"] = f"rotate({turn} {_said(at[0])} {_said(at[1])})"
        if kind in ("polygon", "line"):
            look["data_rotation"] = turn
    if kind == "text":
        look["fill"] = shape.get("color")
        look["text_anchor"] = "middle"
        look["font_size"] = shape.get("size")
    element = _add(root, tag, **place, **look)
    if kind == "text":
        element.text = shape["text"]


def _place(shape):
    """Its middle, its tag, and where it stands."""
    kind = shape["shape"]
    if kind == "rect":
        x, y, w, h = (shape[name] for name in "xywh")
        return (x + w / 2, y + h / 2), "rect", {"x": x, "y": y, "width": w, "height": h}
    if kind == "ellipse":
        at = shape["x"], shape["y"]
        return (
            at,
            kind,
            {"cx": at[0], "cy": at[1], "rx": shape["rx"], "ry": shape["ry"]},
        )
    if kind == "text":
        at = shape["x"], shape["y"]
        return at, kind, {"x": at[0], "y": at[1]}
    tag = "polygon" if kind == "polygon" else "polyline"
    points = " ".join(f"{_said(x)},{_said(y)}" for x, y in shape["points"])
    return middle(shape["points"]), tag, {"points": points}
