"""A page that shows at a glance how a printer prints.

A frame on the outermost dots tells what the head or the paper cuts off, rulers tell the
scale, lines of one to four dots and a black field tell sharpness and darkness, and a
code tells whether a scanner reads it.
"""

from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

INK, PAPER = 0, 1
INCH = 25.4


def draw(
    size: tuple[int, int],
    dpi: int,
    code: Sequence[Sequence[bool]],
    lines: Sequence[str],
    font: str,
) -> Image.Image:
    """Return the page.

    :param size: in dots
    :param code: the modules of a QR code, row by row
    :param lines: texts, the first is the title
    :param font: file of a font that has all their characters
    """
    image = Image.new("1", size, PAPER)
    pen = ImageDraw.Draw(image)
    dots = dpi / INCH
    pen.rectangle((0, 0, size[0] - 1, size[1] - 1), outline=INK, width=2)
    _corners(pen, size, round(4 * dots))
    _rulers(pen, size, dots, ImageFont.truetype(font, round(2.6 * dots)))
    x, y, edge = round(9 * dots), round(9 * dots), size[0] - round(4 * dots)
    y = _texts(pen, (x, y), edge, lines, font, dots)
    room = min(edge - x, size[1] - y - round(4 * dots), round(38 * dots))
    module = max(1, room // (len(code) + 2))
    _code(image, code, (x, y), module)
    beside = x + module * (len(code) + 4)
    if edge - beside > 10 * dots:
        _patterns(pen, (beside, y), dots)
    return image


def _corners(pen, size, arm: int) -> None:
    right, bottom = size[0] - 1, size[1] - 1
    for x, y, across, along in (
        (0, 0, arm, arm),
        (right, 0, -arm, arm),
        (0, bottom, arm, -arm),
        (right, bottom, -arm, -arm),
    ):
        pen.polygon(((x, y), (x + across, y), (x, y + along)), fill=INK)


def _rulers(pen, size, dots: float, font) -> None:
    """Millimetres along the top and the left edge, numbered in tens."""
    for axis in (0, 1):
        for millimetre in range(5, int(size[axis] / dots) - 3):
            place = round(millimetre * dots)
            long = 3 if millimetre % 10 == 0 else 2 if millimetre % 5 == 0 else 1
            reach = round(long * dots)
            line = (place, 0, place, reach) if axis == 0 else (0, place, reach, place)
            pen.line(line, fill=INK, width=1)
            if millimetre % 10 == 0:
                gap = round(3.4 * dots)
                where, anchor = (
                    ((place, gap), "mt") if axis == 0 else ((gap, place), "lm")
                )
                pen.text(where, str(millimetre), fill=INK, font=font, anchor=anchor)


def _texts(pen, corner, edge: int, lines, font: str, dots: float) -> int:
    """Write the lines, each made small enough for the page; return what is below."""
    x, y = corner
    for number, line in enumerate(lines):
        size = (5 if number == 0 else 3.4) * dots
        face = ImageFont.truetype(font, round(size))
        if (length := face.getlength(line)) > edge - x:
            face = ImageFont.truetype(font, max(8, int(size * (edge - x) / length)))
        pen.text((x, y), line, fill=INK, font=face)
        y += round(size * 1.35)
    return y + round(2 * dots)


def _code(image, code, corner, module: int) -> None:
    x, y = corner
    for row, modules in enumerate(code):
        for column, dark in enumerate(modules):
            if dark:
                left, top = x + column * module, y + row * module
                image.paste(INK, (left, top, left + module, top + module))


def _patterns(pen, corner, dots: float) -> None:
    """Lines of one to four dots both ways, and a black field."""
    x, y = corner
    side = round(7 * dots)
    for thickness in (1, 2, 3, 4):
        for place in range(0, side, thickness * 2):
            pen.rectangle(
                (x + place, y, x + place + thickness - 1, y + side // 2), fill=INK
            )
        y += side // 2 + round(1.2 * dots)
    pen.rectangle((x, y, x + side, y + side // 2), fill=INK)
