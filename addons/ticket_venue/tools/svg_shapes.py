"""Shapes of an SVG drawing as ours: positions after all transformations."""

import math
import re

from .seat_plan import MAX_NAME, PLACES, Reader, color

IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
DRAWN = (
    *("circle", "ellipse", "rect", "polygon", "polyline", "line", "text"),
    *("path", "use"),
)
ROLES = ("stage", "field", "wall", "aisle")
MAX_POINTS = 2_000
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_STEP = re.compile(r"([a-zA-Z]+)\s*\(([^)]*)\)")
#: Numbers each transformation takes.
_STEPS = {
    "matrix": (6,),
    "translate": (1, 2),
    "scale": (1, 2),
    "rotate": (1, 3),
    "skewX": (1,),
    "skewY": (1,),
}


def compose(outer, inner):
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * m + e,
        b * k + d * m + f,
    )


def transform(reader: Reader, place: str, element) -> tuple:
    """The element's own transformation as a matrix."""
    text = element.get("transform")
    matrix = IDENTITY
    for name, values in _STEP.findall(text[:2000] if text else ""):
        numbers = [
            reader.number(place, "transform", value)
            if abs(_float(value)) > 1
            else _float(value)
            for value in _NUMBER.findall(values)
        ]
        if len(numbers) not in _STEPS.get(name, ()):
            reader.refuse(place, "not_valid", name="transform", value=text[:32])
            return IDENTITY
        matrix = compose(matrix, _matrix(name, numbers))
    return matrix


def _float(text):
    value = float(text)
    return value if math.isfinite(value) else 2.0  # which is then refused


def _matrix(name, n):
    if name == "matrix":
        return tuple(n)
    if name == "translate":
        return 1, 0, 0, 1, n[0], n[1] if len(n) > 1 else 0
    if name == "scale":
        return n[0], 0, 0, n[-1], 0, 0
    if name == "skewX":
        return 1, 0, math.tan(math.radians(n[0])), 1, 0, 0
    if name == "skewY":
        return 1, math.tan(math.radians(n[0])), 0, 1, 0, 0
    cos, sin = math.cos(math.radians(n[0])), math.sin(math.radians(n[0]))
    turned = (cos, sin, -sin, cos, 0, 0)
    if len(n) == 1:
        return turned
    there, back = (1, 0, 0, 1, n[1], n[2]), (1, 0, 0, 1, -n[1], -n[2])
    return compose(compose(there, turned), back)


class _Pen:
    """Reads numbers of one element and puts them where the drawing has them."""

    def __init__(self, reader, place, element, matrix):
        self.reader, self.place, self.element = reader, place, element
        self.matrix = matrix
        a, b, c, d = matrix[:4]
        self.scale = math.sqrt(abs(a * d - b * c))
        self.turn = round(math.degrees(math.atan2(b, a)), PLACES)

    def number(self, name):
        text = self.element.get(name)
        if not text:
            return 0.0
        found = _NUMBER.match(text.strip())
        return self.reader.number(self.place, name, found[0] if found else text)

    def at(self, x, y):
        a, b, c, d, e, f = self.matrix
        return self.check(a * x + c * y + e), self.check(b * x + d * y + f)

    def check(self, value):
        return self.reader.number(self.place, "position", value)

    def size(self, value):
        return self.check(abs(value) * self.scale)

    def points(self, numbers):
        pairs = zip(numbers[::2], numbers[1::2], strict=False)
        return [list(self.at(x, y)) for x, y in pairs]

    def numbers(self, text):
        found = _NUMBER.findall(text or "")[: 2 * MAX_POINTS]
        return [self.reader.number(self.place, "points", value) for value in found]


def read_drawing(reader: Reader, place: str, element, tag: str, matrix) -> list[dict]:
    """The element as a shape; nothing when it has no extent we know of."""
    pen = _Pen(reader, place, element, matrix)
    shape = _SHAPES[tag](pen) if tag in _SHAPES else None
    if not shape:
        return []
    if tag not in ("polygon", "polyline", "line", "path") and pen.turn:
        shape["rotation"] = pen.turn
    if element.get("data-rotation") is not None:
        shape["rotation"] = pen.number("data-rotation")
    return [shape | _look(reader, place, element, tag)]


def _rect(pen):
    w, h = pen.number("width"), pen.number("height")
    x, y = pen.at(pen.number("x") + w / 2, pen.number("y") + h / 2)
    w, h = pen.size(w), pen.size(h)
    x, y = round(x - w / 2, PLACES), round(y - h / 2, PLACES)
    return {"shape": "rect", "x": x, "y": y, "w": w, "h": h} if w and h else None


def _ellipse(pen):
    x, y = pen.at(pen.number("cx"), pen.number("cy"))
    rx = pen.size(pen.number("r") or pen.number("rx"))
    ry = pen.size(pen.number("r") or pen.number("ry"))
    return {"shape": "ellipse", "x": x, "y": y, "rx": rx, "ry": ry} if rx else None


def _polygon(pen):
    points = pen.points(pen.numbers(pen.element.get("points")))
    return {"shape": "polygon", "points": points} if len(points) > 2 else None


def _polyline(pen):
    points = pen.points(pen.numbers(pen.element.get("points")))
    return {"shape": "line", "points": points} if len(points) > 1 else None


def _line(pen):
    ends = [pen.number(name) for name in ("x1", "y1", "x2", "y2")]
    return {"shape": "line", "points": pen.points(ends)}


def _use(pen):
    x, y = pen.at(pen.number("x"), pen.number("y"))
    return {"shape": "ellipse", "x": x, "y": y, "rx": 20, "ry": 20}


def _text(pen):
    text = " ".join("".join(pen.element.itertext()).split())
    text = pen.reader.text(pen.place, "text", text, limit=MAX_NAME, needed=False)
    if not text:
        return None
    x, y = pen.at(pen.number("x"), pen.number("y"))
    size = _NUMBER.match(pen.element.get("font-size", "").strip())
    size = pen.reader.number(pen.place, "font-size", size[0]) if size else 16
    return {"shape": "text", "x": x, "y": y, "text": text, "size": pen.size(size)}


def _path(pen):
    """Corners of a path; its curves are drawn straight."""
    corners = path_corners(pen.element.get("d") or "")
    points = [list(pen.at(x, y)) for x, y in corners[:MAX_POINTS]]
    closed = (pen.element.get("d") or "").rstrip().lower().endswith("z")
    if len(points) < (3 if closed else 2):
        return None
    return {"shape": "polygon" if closed else "line", "points": points}


_SHAPES = {
    "rect": _rect,
    "circle": _ellipse,
    "ellipse": _ellipse,
    "polygon": _polygon,
    "polyline": _polyline,
    "line": _line,
    "use": _use,
    "text": _text,
    "path": _path,
}
#: Numbers each path command takes; the last two are where it ends.
_TAKES = {"m": 2, "l": 2, "t": 2, "c": 6, "s": 4, "q": 4, "a": 7, "h": 1, "v": 1}


def path_corners(text: str) -> list[tuple[float, float]]:
    """
    >>> path_corners("M 0 0 h 10 v 5 l -10 0 z")
    [(0.0, 0.0), (10.0, 0.0), (10.0, 5.0), (0.0, 5.0)]
    """
    corners: list[tuple[float, float]] = []
    x = y = 0.0
    for command, values in re.findall(r"([a-zA-Z])([^a-df-zA-DF-Z]*)", text[:200_000]):
        takes = _TAKES.get(command.lower())
        if not takes:
            continue
        numbers = [float(value) for value in _NUMBER.findall(values)]
        for start in range(0, len(numbers) - takes + 1, takes):
            step = numbers[start : start + takes]
            relative = command.islower()
            if command in "hH":
                x = step[0] + (x if relative else 0)
            elif command in "vV":
                y = step[0] + (y if relative else 0)
            else:
                x = step[-2] + (x if relative else 0)
                y = step[-1] + (y if relative else 0)
            if not (math.isfinite(x) and math.isfinite(y)):
                return corners
            corners.append((x, y))
    return corners


def _look(reader, place, element, tag):
    style = dict(
        part.split(":", 1)
        for part in element.get("style", "").split(";")
        if ":" in part
    )
    style = {name.strip(): value.strip() for name, value in style.items()}

    def said(name):
        return color(style.get(name) or element.get(name))

    found = {"fill": said("fill"), "stroke": said("stroke")}
    if element.get("data-plain"):
        found["fill"] = ""
    if tag == "text":
        found = {"color": said("fill")}
    if element.get("data-role") in ROLES:
        found["role"] = element.get("data-role")
    if text := element.get("data-text"):
        found["text"] = reader.text(place, "data-text", text, limit=MAX_NAME)
        found["color"] = color(element.get("data-color"))
    if element.get("data-size"):
        found["size"] = reader.number(place, "data-size", element.get("data-size"))
    return {name: value for name, value in found.items() if value}
