"""What each kind of element becomes: all the measuring of a ticket face."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import barcode, face_font, qr
from .face_fields import DEFAULT_TEXT, fill, localized
from .face_map import Surroundings, draw_map
from .face_shapes import BLACK, INCH, Box, Code, Picture, Run, Shape
from .face_text import Font, fit_lines

DEFAULT_LEADING = 1.25
HUMAN_SIZE = 7 * face_font.MM_PER_POINT  # of the text under a barcode
HUMAN_ROOM = 3.2  # millimetres it takes
QR_QUIET = 4  # light modules around a QR code

#: Scissors that cut to the right, and their size on paper.
SCISSORS = tuple(
    tuple(dot == "#" for dot in row)
    for row in (
        ".###........",
        "#...#....##.",
        "#...#..##...",
        ".#####.#....",
        "....##......",
        ".#####.#....",
        "#...#..##...",
        "#...#....##.",
        ".###........",
    )
)
SCISSORS_DOT = 0.26

Element = Mapping[str, Any]


@dataclass(frozen=True)
class Scene:
    """All that is known of the ticket whose face is laid out."""

    values: Mapping[str, str]
    lang: str = "en"
    dpi: float | None = None
    images: Mapping[str, bytes] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    surroundings: Surroundings | None = None

    def has(self, name: str) -> bool:
        """Whether the ticket has a value, or a picture, of that name."""
        return bool(self.values.get(name) or self.images.get(name))

    def text_of(self, element: Element) -> str:
        text = element.get("text", DEFAULT_TEXT.get(element["type"], ""))
        return fill(localized(text, self.lang), self.values)

    def whole_dots(self, extent: float) -> float:
        """Return the largest whole number of dots, at least one, within ``extent``."""
        if not self.dpi:
            return extent
        return max(1, int(extent * self.dpi / INCH + 1e-6)) * INCH / self.dpi

    def on_a_dot(self, place: float) -> float:
        return round(place * self.dpi / INCH) * INCH / self.dpi if self.dpi else place


@dataclass(frozen=True, slots=True)
class Frame:
    """The box of an element whose contents are turned by quarter turns in it."""

    x: float
    y: float
    w: float
    h: float
    rotate: int = 0

    @classmethod
    def of(cls, element: Element) -> "Frame":
        return cls(*(element[key] for key in "xywh"), element.get("rotate", 0))

    @property
    def across(self) -> float:
        """How wide the contents may be, before they are turned."""
        return self.h if self.rotate % 180 else self.w

    @property
    def down(self) -> float:
        return self.w if self.rotate % 180 else self.h

    def place(self, u: float, v: float) -> tuple[float, float]:
        """Return where a point of the turned contents lies on the page."""
        if self.rotate == 90:
            return self.x + self.w - v, self.y + u
        if self.rotate == 180:
            return self.x + self.w - u, self.y + self.h - v
        if self.rotate == 270:
            return self.x + v, self.y + self.h - u
        return self.x + u, self.y + v

    def corner(self, u: float, v: float, w: float, h: float) -> tuple[float, float]:
        """Return the upper left corner, on the page, of a rectangle of the contents."""
        ends = self.place(u, v), self.place(u + w, v + h)
        return min(end[0] for end in ends), min(end[1] for end in ends)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The shapes of one element; ``clipped`` when some of its text is lost."""

    shapes: tuple[Shape, ...] = ()
    clipped: bool = False


def draw(element: Element, scene: Scene) -> Drawn:
    drawn = _DRAWERS[element["type"]](element, scene)
    return drawn if isinstance(drawn, Drawn) else Drawn(tuple(drawn))


def _draw_text(element: Element, scene: Scene) -> Drawn:
    text = face_font.drawable(scene.text_of(element)).strip()
    if not text:
        return Drawn()
    frame = Frame.of(element)
    font = Font(
        face_font.family_for(text, element.get("font", face_font.DEFAULT)),
        element.get("bold", False),
    )
    leading = element.get("leading", DEFAULT_LEADING)
    fitted = fit_lines(
        text,
        element["size"] * face_font.MM_PER_POINT,
        frame.across,
        frame.down,
        fit=element.get("fit", "shrink"),
        font=font,
        leading=leading,
        balance=element.get("balance", False),
    )
    size = fitted.size
    block = size * (1 + (len(fitted.lines) - 1) * leading)
    top = (frame.down - block) * _SHARE[element.get("valign", "top")]
    share = _SHARE[element.get("align", "left")]
    runs = tuple(
        _run(
            frame,
            line,
            size,
            font,
            share,
            top + size * (face_font.ASCENT + number * leading),
            element.get("color", BLACK),
        )
        for number, line in enumerate(fitted.lines)
    )
    return Drawn(runs, fitted.cut)


def _run(
    frame: Frame,
    line: str,
    size: float,
    font: Font,
    share: float,
    baseline: float,
    color: str,
) -> Run:
    length = font.width(line, size)
    x, y = frame.place((frame.across - length) * share, baseline)
    # A thousandth of a millimetre is enough, and short numbers make small files.
    return Run(
        round(x, 3),
        round(y, 3),
        round(size, 3),
        line,
        length,
        font.bold,
        color,
        frame.rotate,
        font.family,
    )


def _draw_qr(element: Element, scene: Scene) -> Iterator[Shape]:
    text = scene.text_of(element)
    matrix = _encoded(qr.matrix, text, element.get("level", "M"))
    if not matrix:
        return
    module = scene.whole_dots(min(element["w"], element["h"]) / len(matrix))
    yield _in_the_middle(Frame.of(element), scene, module, module, matrix)


def _draw_barcode(element: Element, scene: Scene) -> Iterator[Shape]:
    text = scene.text_of(element)
    frame = Frame.of(element)
    matrix = _encoded(barcode.matrix, text, element["symbology"])
    human = element.get("human", False) and bool(text)
    room = frame.down - (HUMAN_ROOM if human else 0)
    if matrix and room > 0:
        across = scene.whole_dots(frame.across / len(matrix[0]))
        down = scene.whole_dots(room / len(matrix))
        w, h = across * len(matrix[0]), down * len(matrix)
        left, top = frame.corner((frame.across - w) / 2, (room - h) / 2, w, h)
        if frame.rotate % 180:
            across, down = down, across
        yield Code(
            scene.on_a_dot(left),
            scene.on_a_dot(top),
            across,
            down,
            barcode.turned(matrix, frame.rotate),
        )
    elif text and not matrix:
        human = True  # what a person reads is better than nothing
    if human:
        font = Font()
        words = face_font.drawable(text)
        fitted = fit_lines(words, HUMAN_SIZE, frame.across, HUMAN_ROOM, font=font)
        baseline = frame.down - HUMAN_ROOM + fitted.size * (face_font.ASCENT + 0.15)
        yield _run(frame, fitted.lines[0], fitted.size, font, 0.5, baseline, BLACK)


def _encoded(encode: Callable, text: str, kind: str):
    """Return the matrix of a code, or None when it cannot be made."""
    if not text:
        return None
    try:
        return encode(text, kind)
    except (qr.CannotEncode, barcode.NoEncoder):
        return None


def _in_the_middle(frame: Frame, scene: Scene, across, down, matrix) -> Code:
    x = frame.x + (frame.w - across * len(matrix[0])) / 2
    y = frame.y + (frame.h - down * len(matrix)) / 2
    return Code(scene.on_a_dot(x), scene.on_a_dot(y), across, down, matrix)


def _draw_line(element: Element, _scene: Scene) -> Iterator[Shape]:
    stroke = element.get("stroke", 0.3)
    color = element.get("color", BLACK)
    x, y, w, h = (element[key] for key in "xywh")
    yield from _dashes(x, y, w, h, stroke, color, element.get("dash") or 0)


def _dashes(x, y, w, h, stroke, color, dash) -> Iterator[Shape]:
    horizontal = w >= h
    length = w if horizontal else h
    start = 0.0
    while start < length - 1e-9:
        part = min(dash, length - start) if dash else length
        if horizontal:
            yield Box(x + start, y - stroke / 2, part, stroke, fill=color)
        else:
            yield Box(x - stroke / 2, y + start, stroke, part, fill=color)
        start += 2 * dash if dash else length


def _draw_tear(element: Element, scene: Scene) -> Iterator[Shape]:
    """Dashes along the middle of the box, with scissors where one begins to cut."""
    stroke, color = element.get("stroke", 0.3), element.get("color", BLACK)
    dash = element.get("dash") or 1.2
    x, y, w, h = (element[key] for key in "xywh")
    horizontal = w >= h
    long, wide = len(SCISSORS[0]) * SCISSORS_DOT, len(SCISSORS) * SCISSORS_DOT
    begin = 0.0
    if element.get("scissors", True) and max(w, h) > 3 * long:
        dot = SCISSORS_DOT
        begin = long + dash
        if horizontal:
            yield Code(x, y + (h - wide) / 2, dot, dot, SCISSORS, color)
        else:
            upright = barcode.turned(SCISSORS, 90)
            yield Code(x + (w - wide) / 2, y, dot, dot, upright, color)
    if horizontal:
        yield from _dashes(x + begin, y + h / 2, w - begin, 0, stroke, color, dash)
    else:
        yield from _dashes(x + w / 2, y + begin, 0, h - begin, stroke, color, dash)


def _draw_box(element: Element, _scene: Scene) -> Iterator[Shape]:
    yield Box(
        *(element[key] for key in "xywh"),
        fill=element.get("fill"),
        stroke=element.get("stroke", 0 if element.get("fill") else 0.3),
        color=element.get("color", BLACK),
        radius=element.get("radius", 0),
    )


def _draw_image(element: Element, scene: Scene) -> Iterator[Shape]:
    content = scene.images.get(element["source"])
    if content and element["w"] and element["h"]:
        box = (element[key] for key in "xywh")
        yield Picture(*box, content, element.get("rotate", 0))


def _draw_map(element: Element, scene: Scene) -> Iterator[Shape]:
    if scene.surroundings:
        yield from draw_map(element, scene.surroundings, scene.lang)


_SHARE = {
    "left": 0,
    "center": 0.5,
    "right": 1,
    "top": 0,
    "middle": 0.5,
    "bottom": 1,
}
_DRAWERS = {
    "text": _draw_text,
    "qr": _draw_qr,
    "barcode": _draw_barcode,
    "line": _draw_line,
    "tear": _draw_tear,
    "box": _draw_box,
    "image": _draw_image,
    "map": _draw_map,
}
