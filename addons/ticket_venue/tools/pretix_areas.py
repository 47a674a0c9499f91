"""Drawings of a pretix plan as shapes of ours, and back."""

from .geometry import SHAPES, Point, bounds
from .seat_json import inner, mark, marked, objects, point, turn
from .seat_plan import MAX_NAME, PLACES, Reader, color

#: Seats of these plans are 25 pixels apart; a real row gives each half a metre.
AREA_SCALE = 2
TEXT_SIZE = 16
ROLES = ("stage", "field", "wall", "aisle")


def read_area(reader: Reader, path: str, area: dict, origin: Point) -> list[dict]:
    """The drawing of an area, and its text as a second shape unless it is ours."""
    at = point(reader, path, area, scale=AREA_SCALE, origin=origin)
    rotation = reader.number(path, "rotation", area.get("rotation") or 0)
    told = marked(area)
    drawn = _drawn(reader, path, area, at, rotation, own="own" in told)
    if drawn:
        drawn |= _look(area, "color", "fill") | _look(area, "border_color", "stroke")
        if told.get("role") in ROLES:
            drawn["role"] = told["role"]
        if told.get("own") == "line":
            drawn["shape"] = "line"
            drawn |= _size(reader, path, told)
    texts = _text(reader, path, area, at, rotation)
    if drawn and texts and "own" in told:
        drawn |= {"text": texts[0]["text"]} | _size(reader, path, told)
        drawn |= _look(inner(area, "text"), "color", "color")
        texts = []
    elif texts and "own" in told and rotation:
        texts[0]["rotation"] = rotation
    return ([drawn] if drawn else []) + texts


def _size(reader, path, told):
    return {"size": reader.number(path, "size", told["size"])} if "size" in told else {}


def _drawn(reader, path, area, at, rotation, *, own):
    kind = area.get("shape")
    turned = {"rotation": rotation} if rotation else {}
    if kind == "rectangle":
        w, h = _sizes(reader, path, area, kind, ("width", "height"))
        middle = turn((w / 2, h / 2), rotation)
        x = round(at[0] + middle[0] - w / 2, PLACES)
        y = round(at[1] + middle[1] - h / 2, PLACES)
        return {"shape": "rect", "x": x, "y": y, "w": w, "h": h} | turned
    if kind == "circle":
        (radius,) = _sizes(reader, path, area, kind, ("radius",))
        found = {"shape": "ellipse", "x": at[0], "y": at[1], "rx": radius, "ry": radius}
        return found | turned
    if kind == "ellipse":
        rx, ry = _sizes(
            reader, f"{path}.ellipse", inner(area, kind), "radius", ("x", "y")
        )
        return {"shape": "ellipse", "x": at[0], "y": at[1], "rx": rx, "ry": ry} | turned
    if kind == "polygon":
        return _polygon(reader, path, area, at, rotation, own=own)
    if kind not in ("text", None):
        reader.report(path, "unknown_shape", shape=str(kind)[:32])
    return None


def _polygon(reader, path, area, at, rotation, *, own):
    """Points turn about the area's position; ours about their own middle, unturned."""
    path = f"{path}.polygon"
    points = [
        point(reader, path, {"position": entry}, scale=AREA_SCALE)
        for _path, entry in objects(reader, path, inner(area, "polygon"), "points")
    ]
    if not own:
        points = [turn(each, rotation) for each in points]
    points = [[round(at[0] + x, PLACES), round(at[1] + y, PLACES)] for x, y in points]
    found = {"shape": "polygon", "points": points}
    return found | {"rotation": rotation} if own and rotation else found


def _sizes(reader, path, area, kind, names):
    holder = area.get(kind)
    if not isinstance(holder, dict):
        reader.refuse(path, "missing", name=kind)
        return [0] * len(names)
    sizes = (
        reader.number(f"{path}.{kind}", name, holder.get(name), AREA_SCALE)
        for name in names
    )
    return [abs(size) for size in sizes]


def _text(reader, path, area, at, rotation):
    entry = inner(area, "text")
    path = f"{path}.text"
    text = reader.text(path, "text", entry.get("text"), limit=MAX_NAME, needed=False)
    if not text:
        return []
    offset = turn(point(reader, path, entry, scale=AREA_SCALE), rotation)
    size = reader.number(path, "size", entry.get("size") or TEXT_SIZE, AREA_SCALE)
    shape = {
        "shape": "text",
        "x": round(at[0] + offset[0], PLACES),
        "y": round(at[1] + offset[1], PLACES),
        "text": text,
        "size": size,
    }
    return [shape | _look(entry, "color", "color")]


def _look(holder, name, key):
    found = color(holder.get(name))
    return {key: found} if found else {}


def write_area(shape: dict) -> dict:
    """The area that :func:`read_area` reads as this shape again."""
    kind = shape["shape"]
    rotation = shape.get("rotation") or 0
    area = {
        "color": shape.get("fill", ""),
        "border_color": shape.get("stroke", ""),
        "rotation": rotation,
    }
    role = shape.get("role", "")
    if kind == "text":
        at = shape["x"], shape["y"]
        area |= {"shape": "text"} | mark(own="text")
    elif kind == "rect":
        x, y, w, h = (shape[name] for name in SHAPES["rect"])
        half = turn((w / 2, h / 2), rotation)
        at = x + w / 2 - half[0], y + h / 2 - half[1]
        area |= {"shape": "rectangle", "rectangle": _scaled(width=w, height=h)}
    elif kind == "ellipse":
        at = shape["x"], shape["y"]
        radius = _scaled(x=shape["rx"], y=shape["ry"])
        area |= {"shape": "ellipse", "ellipse": {"radius": radius}}
    else:
        at = middle(shape["points"])
        points = [_scaled(x=x - at[0], y=y - at[1]) for x, y in shape["points"]]
        area |= {"shape": "polygon", "polygon": {"points": points}}
    if kind != "text":
        own = "line" if kind == "line" else "shape"
        area |= mark(own=own, role=role, size=shape.get("size"))
    if shape.get("text"):
        area["text"] = {
            "text": shape["text"],
            "position": _text_place(shape),
            "color": shape.get("color", ""),
            "size": (shape.get("size") or TEXT_SIZE * AREA_SCALE) / AREA_SCALE,
        }
    return area | {"position": _scaled(x=at[0], y=at[1])}


def write_outline(points) -> dict:
    area = write_area({"shape": "polygon", "points": points})
    return area | mark(own="shape", **{"is": "outline"})


def middle(points) -> Point:
    left, top, right, bottom = bounds((), (), [{"shape": "polygon", "points": points}])
    return (left + right) / 2, (top + bottom) / 2


def _text_place(shape):
    """In the middle of a rectangle; the other shapes are placed by their middle."""
    if shape["shape"] == "rect":
        return _scaled(x=shape["w"] / 2, y=shape["h"] / 2)
    return {"x": 0, "y": 0}


def _scaled(**values):
    return {
        name: round(value / AREA_SCALE, PLACES + 1) for name, value in values.items()
    }
