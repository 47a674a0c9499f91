"""Drawings of a seats.io chart as shapes of ours, and back."""

import math

from .geometry import Point
from .seat_json import inner, objects, turn
from .seat_plan import MAX_LABEL, MAX_NAME, PLACES, Reader, color

#: Seats of these charts are 20 pixels apart; a real row gives each half a metre.
SCALE = 2.5
#: Corners of the outline of a round area.
CORNERS = 24
ROLES = ("stage", "field", "wall", "aisle")


def read_label(reader: Reader, path: str, entry: dict) -> str:
    return reader.text(path, "label", entry.get("label"), limit=MAX_LABEL)


def _point(reader, path, holder, origin):
    return (
        round(reader.number(path, "x", holder.get("x"), SCALE) + origin[0], PLACES),
        round(reader.number(path, "y", holder.get("y"), SCALE) + origin[1], PLACES),
    )


def _size(reader, path, holder, name):
    return abs(reader.number(path, name, holder.get(name) or 0, SCALE))


def read_points(reader: Reader, path: str, entry: dict, origin: Point) -> list:
    return [
        list(_point(reader, point_path, point, origin))
        for point_path, point in objects(reader, path, entry, "points")
    ]


def read_shape(reader: Reader, path: str, entry: dict, origin: Point) -> list[dict]:
    """The shape, with its label as its text."""
    kind = entry.get("type")
    rotation = reader.number(path, "rotationAngle", entry.get("rotationAngle") or 0)
    if kind in ("rectangle", "rectangular"):
        x, y = _point(reader, f"{path}.center", inner(entry, "center"), origin)
        w, h = (_size(reader, path, entry, name) for name in ("width", "height"))
        x, y = round(x - w / 2, PLACES), round(y - h / 2, PLACES)
        shape = {"shape": "rect", "x": x, "y": y, "w": w, "h": h}
    elif kind == "circle":
        x, y = _point(reader, f"{path}.center", inner(entry, "center"), origin)
        rx, ry = (_size(reader, path, entry, name) for name in ("radius1", "radius2"))
        shape = {"shape": "ellipse", "x": x, "y": y, "rx": rx, "ry": ry or rx}
    elif kind in ("polygon", "polyline", "line"):
        points = read_points(reader, path, entry, origin)
        if len(points) < 2:
            return []
        shape = {"shape": "polygon" if kind == "polygon" else "line", "points": points}
    else:
        reader.report(path, "unknown_shape", shape=str(kind)[:32])
        return []
    if rotation:
        shape["rotation"] = rotation
    return [shape | _look(reader, path, entry)]


def _look(reader, path, entry):
    role = entry.get("ticketRole") or entry.get("smartType")
    look = {
        "role": role if role in ROLES else "",
        "fill": color(entry.get("fillColor")),
        "stroke": color(entry.get("strokeColor")),
        "color": color(entry.get("labelColor")),
        "text": reader.text(
            path, "label", entry.get("label"), limit=MAX_NAME, needed=False
        ),
    }
    if entry.get("ticketSize"):
        look["size"] = reader.number(path, "ticketSize", entry["ticketSize"])
    return {name: value for name, value in look.items() if value}


def read_text_object(
    reader: Reader, path: str, entry: dict, origin: Point
) -> list[dict]:
    text = entry.get("text") or entry.get("label")
    text = reader.text(path, "text", text, limit=MAX_NAME, needed=False)
    if not text:
        return []
    at = entry.get("center") if isinstance(entry.get("center"), dict) else entry
    if at.get("x") is None:  # as older charts say it
        at = {"x": entry.get("centerX"), "y": entry.get("centerY")}
    x, y = _point(reader, path, at, origin)
    size = reader.number(path, "fontSize", entry.get("fontSize") or 16, SCALE)
    shape = {"shape": "text", "x": x, "y": y, "text": text, "size": size}
    rotation = reader.number(path, "rotationAngle", entry.get("rotationAngle") or 0)
    if rotation:
        shape["rotation"] = rotation
    if found := color(entry.get("textColor")):
        shape["color"] = found
    return [shape]


def read_outline(reader: Reader, path: str, entry: dict, origin: Point) -> list | None:
    """Corners of a section or area, whatever shape it is drawn in."""
    if isinstance(entry.get("points"), list) and entry["points"]:
        points = read_points(reader, path, entry, origin)
        return points if len(points) > 2 else None
    if not isinstance(entry.get("center"), dict):
        return None
    centre = _point(reader, f"{path}.center", inner(entry, "center"), origin)
    rotation = reader.number(path, "rotationAngle", entry.get("rotationAngle") or 0)
    if entry.get("type") == "circle":
        rx, ry = (_size(reader, path, entry, name) for name in ("radius1", "radius2"))
        corners = [
            (
                rx * math.cos(math.tau * step / CORNERS),
                (ry or rx) * math.sin(math.tau * step / CORNERS),
            )
            for step in range(CORNERS)
        ]
    else:
        w, h = (_size(reader, path, entry, name) / 2 for name in ("width", "height"))
        corners = [(-w, -h), (w, -h), (w, h), (-w, h)]
    return [
        [round(centre[0] + x, PLACES), round(centre[1] + y, PLACES)]
        for x, y in (turn(corner, rotation) for corner in corners)
    ]


def write_points(points) -> list[dict]:
    return [scaled(x=x, y=y) for x, y in points]


def scaled(**values) -> dict[str, float]:
    return {name: round(value / SCALE, PLACES + 2) for name, value in values.items()}


def write_shape(shape: dict) -> dict:
    """The chart's shape that :func:`read_shape` reads as this one again."""
    kind = shape["shape"]
    entry = {
        "objectType": "shape",
        "label": shape.get("text"),
        "fillColor": shape.get("fill"),
        "strokeColor": shape.get("stroke"),
        "labelColor": shape.get("color"),
        "rotationAngle": shape.get("rotation") or 0,
        "smartType": "stage" if shape.get("role") == "stage" else None,
        "ticketRole": shape.get("role"),
        "ticketSize": shape.get("size"),
    }
    if kind == "rect":
        w, h = shape["w"], shape["h"]
        centre = scaled(x=shape["x"] + w / 2, y=shape["y"] + h / 2)
        entry |= {"type": "rectangle", "center": centre} | scaled(width=w, height=h)
    elif kind == "ellipse":
        entry |= {"type": "circle", "center": scaled(x=shape["x"], y=shape["y"])}
        entry |= scaled(radius1=shape["rx"], radius2=shape["ry"])
    else:
        entry["type"] = "polygon" if kind == "polygon" else "polyline"
        entry["points"] = write_points(shape["points"])
    return {name: value for name, value in entry.items() if value is not None}


def write_text_object(shape: dict) -> dict:
    return {
        "objectType": "text",
        "text": shape["text"],
        "center": scaled(x=shape["x"], y=shape["y"]),
        "fontSize": scaled(size=shape.get("size") or 16 * SCALE)["size"],
        "rotationAngle": shape.get("rotation") or 0,
        "textColor": shape.get("color"),
    }
