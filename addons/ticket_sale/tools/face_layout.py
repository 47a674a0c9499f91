"""Turn a ticket face and the values of a ticket into things to draw.

A face is JSON in millimetres, origin at the top left::

    {"page": {"w": 72, "h": 130, "dpi": 203},
     "elements": [
        {"type": "text", "x": 4, "y": 3, "w": 64, "h": 9, "size": 16, "bold": true,
         "text": "{show}", "fit": "wrap", "align": "left", "valign": "top"},
        {"type": "qr", "x": 16, "y": 46, "w": 36, "h": 36, "text": "{token}"},
        {"type": "line", "x": 4, "y": 90, "w": 64, "h": 0, "stroke": 0.3, "dash": 1},
        {"type": "box", "x": 1, "y": 1, "w": 70, "h": 128, "stroke": 0.3, "radius": 2},
        {"type": "image", "x": 4, "y": 4, "w": 20, "h": 8, "source": "logo"}]}

``text`` is a string, or one string a language (``{"en": "Seat", "zh": "座位"}``);
``{field}`` is replaced by a value. ``if`` and ``unless`` name a field that must, or
must not, have a value. ``rotate`` turns the contents of a box clockwise by quarter
turns; the box itself stays where it is drawn.

All measuring is done here, with one source of metrics. The back ends (``face_pdf``,
``face_raster``, ``face_svg``) only draw, which is why they agree.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from . import face_font, qr
from .face_shapes import BLACK, INCH, Box, Code, Page, Part, Picture, Run, Shape
from .face_text import fit_lines

FIELD = re.compile(r"\{([a-z_]+)\}")
DEFAULT_LEADING = 1.25


def layout(
    face: Mapping[str, Any],
    values: Mapping[str, str],
    *,
    lang: str = "en",
    dpi: float | None = None,
    images: Mapping[str, bytes] | None = None,
) -> Page:
    """Lay out ``face`` for one ticket.

    :param values: the text of each field
    :param lang: language of the labels, such as ``zh_CN``
    :param dpi: dots an inch of the device; a QR module is a whole number of them.
        Without it, the face's own is used, if it has one.
    :param images: the content of each image source
    """

    def side(elements: Sequence[Mapping], back: Page | None = None) -> Page:
        parts = []
        for number, element in enumerate(elements):
            if _is_shown(element, values):
                draw = _DRAWERS[element["type"]]
                shapes = tuple(draw(element, values, lang, dpi, images or {}))
                if shapes:
                    parts.append(Part(number, shapes))
        return Page(page["w"], page["h"], tuple(parts), back)

    page = face["page"]
    dpi = dpi or page.get("dpi")
    back = face.get("back")
    return side(face["elements"], side(back["elements"]) if back else None)


def localized(text: str | Mapping[str, str], lang: str) -> str:
    """Return the text in ``lang``, its base language, English, or whatever there is.

    >>> localized({"en": "Seat", "zh": "座位"}, "zh_CN")
    '座位'
    """
    if isinstance(text, str):
        return text
    for candidate in (lang, lang.split("_")[0], "en"):
        if candidate in text:
            return text[candidate]
    return next(iter(text.values()), "")


def fill(template: str, values: Mapping[str, str]) -> str:
    """Replace each ``{field}``; a field without value leaves nothing behind.

    >>> fill("Row {row}", {"row": "5"})
    'Row 5'
    """
    return FIELD.sub(lambda match: values.get(match[1]) or "", template)


def fields_of(element: Mapping[str, Any]) -> set[str]:
    """Return the names of the fields that an element uses."""
    text = element.get("text", "")
    texts = [text] if isinstance(text, str) else list(text.values())
    names = {match[1] for one in texts for match in FIELD.finditer(one)}
    return names | {element[key] for key in ("if", "unless") if element.get(key)}


def _is_shown(element: Mapping[str, Any], values: Mapping[str, str]) -> bool:
    if element.get("hidden"):
        return False
    if element.get("if") and not values.get(element["if"]):
        return False
    return not (element.get("unless") and values.get(element["unless"]))


def _draw_text(element, values, lang, _dpi, _images) -> Iterator[Shape]:
    template = localized(element["text"], lang)
    text = face_font.drawable(fill(template, values)).strip()
    if not text:
        return
    rotate = element.get("rotate", 0)
    width, height = element["w"], element["h"]
    if rotate % 180:
        width, height = height, width
    bold = element.get("bold", False)
    leading = element.get("leading", DEFAULT_LEADING)
    size, lines = fit_lines(
        text,
        element["size"] * face_font.MM_PER_POINT,
        width,
        height,
        fit=element.get("fit", "shrink"),
        bold=bold,
        leading=leading,
        balance=element.get("balance", False),
    )
    block = size * (1 + (len(lines) - 1) * leading)
    top = (height - block) * {"middle": 0.5, "bottom": 1}.get(
        element.get("valign", "top"), 0
    )
    for number, line in enumerate(lines):
        length = face_font.width(line, size, bold=bold)
        left = (width - length) * {"center": 0.5, "right": 1}.get(
            element.get("align", "left"), 0
        )
        baseline = top + size * (face_font.ASCENT + number * leading)
        # A thousandth of a millimetre is enough, and short numbers make small files.
        x, y = (round(part, 3) for part in _place(element, left, baseline))
        color = element.get("color", BLACK)
        yield Run(x, y, round(size, 3), line, length, bold, color, rotate)


def _place(element: Mapping[str, Any], u: float, v: float) -> tuple[float, float]:
    """Return where a point of the turned contents lies on the page."""
    x, y, w, h = (element[key] for key in "xywh")
    return {
        0: (x + u, y + v),
        90: (x + w - v, y + u),
        180: (x + w - u, y + h - v),
        270: (x + v, y + h - u),
    }[element.get("rotate", 0)]


def _draw_qr(element, values, _lang, dpi, _images) -> Iterator[Shape]:
    text = fill(element.get("text", "{token}"), values)
    if not text:
        return
    matrix = qr.matrix(text, element.get("level", "M"))
    side = min(element["w"], element["h"])
    module = side / len(matrix)
    if dpi:
        # A module of 5.3 dots is printed 5 or 6 wide, and scanners stumble over that.
        module = max(1, int(module * dpi / INCH + 1e-6)) * INCH / dpi
    extent = module * len(matrix)
    x = element["x"] + (element["w"] - extent) / 2
    y = element["y"] + (element["h"] - extent) / 2
    if dpi:
        x, y = (round(start * dpi / INCH) * INCH / dpi for start in (x, y))
    yield Code(x, y, module, matrix)


def _draw_line(element, _values, _lang, _dpi, _images) -> Iterator[Shape]:
    stroke = element.get("stroke", 0.3)
    color = element.get("color", BLACK)
    x, y, w, h = (element[key] for key in "xywh")
    horizontal = w >= h
    length, dash = (w if horizontal else h), element.get("dash") or 0
    start = 0.0
    while start < length - 1e-9:
        part = min(dash, length - start) if dash else length
        if horizontal:
            yield Box(x + start, y - stroke / 2, part, stroke, fill=color)
        else:
            yield Box(x - stroke / 2, y + start, stroke, part, fill=color)
        start += 2 * dash if dash else length


def _draw_box(element, _values, _lang, _dpi, _images) -> Iterator[Shape]:
    yield Box(
        *(element[key] for key in "xywh"),
        fill=element.get("fill"),
        stroke=element.get("stroke", 0 if element.get("fill") else 0.3),
        color=element.get("color", BLACK),
        radius=element.get("radius", 0),
    )


def _draw_image(element, _values, _lang, _dpi, images) -> Iterator[Shape]:
    content = images.get(element["source"])
    if content:
        box = (element[key] for key in "xywh")
        yield Picture(*box, content, element.get("rotate", 0))


_DRAWERS = {
    "text": _draw_text,
    "qr": _draw_qr,
    "line": _draw_line,
    "box": _draw_box,
    "image": _draw_image,
}
