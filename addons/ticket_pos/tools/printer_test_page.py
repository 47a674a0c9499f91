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
    margin, side = round(9 * dots), round(8 * dots)
    right, bottom = size[0] - round(4 * dots), size[1] - round(4 * dots)
    is_wide = size[0] > 1.4 * size[1]
    edge = size[0] // 2 if is_wide else right
    below = _texts(pen, (margin, margin), edge, lines, font, dots)
    corner = (edge + side, margin) if is_wide else (margin, below)
    room = min(right - corner[0], bottom - corner[1], round(38 * dots))
    module = max(1, room // (len(code) + 2))
    _code(image, code, corner, module)
    beside = corner[0] + module * (len(code) + 4)
    if beside + side <= right:
        _patterns(pen, (beside, corner[1]), side, dots)
    else:
        under = corner[1] + module * (len(code) + 2)
        fifth = (right - corner[0]) // 5 - round(1.2 * dots)
        _patterns(pen, (corner[0], under), fifth, dots, in_a_row=True)
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


def _patterns(pen, corner, side: int, dots: float, *, in_a_row: bool = False) -> None:
    """Lines of one to four dots, and a black field."""
    x, y = corner
    high, gap = side // 2, round(1.2 * dots)
    for thickness in (1, 2, 3, 4, 0):
        for place in range(0, side - thickness, thickness * 2 or side):
            end = place + thickness - 1 if thickness else side - 1
            pen.rectangle((x + place, y, x + end, y + high), fill=INK)
        if in_a_row:
            x += side + gap
        else:
            y += high + gap
