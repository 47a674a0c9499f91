"""A report of shifts as a picture for a roll of receipt or ticket paper."""

from PIL import Image, ImageDraw, ImageFont

from .shift_document import Document, Section

INK, PAPER = 0, 1
INCH = 25.4
#: Heights of letters and the room around, in millimetres.
TITLE, HEAD, BODY, EDGE, GAP = 4.6, 3.6, 3.0, 2.0, 2.2
LEADING = 1.32


def draw(
    document: Document, width: int, dpi: int, fonts: tuple[str, str]
) -> Image.Image:
    """Return the slip.

    :param width: of the print head, in dots
    :param fonts: files of a regular and a bold font that have all its characters
    """
    slip = _Slip(width, dpi, fonts)
    slip.line(document.title, TITLE, bold=True, centred=True)
    slip.line(document.subtitle, BODY, centred=True)
    for alert in document.alerts:
        slip.line(f"! {alert}", BODY, bold=True)
    slip.rule()
    for label, value in document.facts:
        slip.pair(label, value)
    for section in document.sections:
        _section(slip, section)
    slip.rule()
    for signature in document.signatures:
        slip.skip(9)
        slip.rule(thin=True)
        slip.line(signature, BODY)
    slip.line(document.made, BODY)
    return slip.picture()


def _section(slip: "_Slip", section: Section) -> None:
    slip.rule()
    slip.line(section.title, HEAD, bold=True)
    for row in section.rows:
        _row(slip, section, row)
    if section.total and len(section.rows) != 1:
        slip.rule(thin=True)
        _row(slip, section, section.total, bold=True)
    if section.note:
        slip.line(section.note, BODY)


def _row(slip: "_Slip", section: Section, row, *, bold: bool = False) -> None:
    """The words of a row with its last number; what else there is stands between."""
    texts, numbers = _parted(section, row)
    words = " · ".join(filter(None, texts))
    if len(numbers) <= 1:
        slip.pair(words, numbers[0][1] if numbers else "", bold=bold)
        return
    slip.line(words, BODY, bold=bold)
    *others, (label, value) = numbers
    told = " · ".join(f"{name} {number}" for name, number in others if _tells(number))
    if told:
        slip.line(f"  {told}", BODY, bold=bold)
    slip.pair(f"  {label}", value, bold=bold)


def _tells(number: str) -> bool:
    """Whether a number is one: paper is not for noughts."""
    return any(digit in number for digit in "123456789")


def _parted(section: Section, row) -> tuple[list[str], list[tuple[str, str]]]:
    """The words of a row, and its numbers with their labels."""
    pairs = list(zip(section.columns, row, strict=True))
    texts = [cell for column, cell in pairs if not column.is_number]
    numbers = [(column.label, cell) for column, cell in pairs if column.is_number]
    return texts, numbers


class _Slip:
    """A pen that goes down the paper."""

    def __init__(self, width: int, dpi: int, fonts: tuple[str, str]):
        self.fonts = fonts
        self.width = width
        self.dots = dpi / INCH
        self.edge = round(EDGE * self.dots)
        self.y = self.edge
        self.marks = []

    def _font(self, size: float, bold: bool):
        return ImageFont.truetype(self.fonts[bold], round(size * self.dots))

    def line(self, text, size, *, bold=False, centred=False) -> None:
        """Text, broken where it is longer than the paper is wide."""
        font = self._font(size, bold)
        room = self.width - 2 * self.edge
        for part in _broken(text, font, room):
            x = (self.width - font.getlength(part)) / 2 if centred else self.edge
            self.marks.append((x, self.y, part, font))
            self.y += round(size * LEADING * self.dots)

    def pair(self, label, value, *, bold=False) -> None:
        """Something at the left and its value at the right, below if both are long."""
        font = self._font(BODY, bold)
        room = self.width - 2 * self.edge
        space = font.getlength("  ")
        if font.getlength(label) + font.getlength(value) + space > room:
            self.line(label, BODY, bold=bold)
            label = ""
        for part in _broken(value, font, room) or [""]:
            x = self.width - self.edge - font.getlength(part)
            self.marks.append((x, self.y, part, font))
            if label:
                self.marks.append((self.edge, self.y, label, font))
                label = ""
            self.y += round(BODY * LEADING * self.dots)

    def rule(self, *, thin=False) -> None:
        gap = round(GAP / (4 if thin else 2) * self.dots)
        self.y += gap
        self.marks.append((self.edge, self.y, None, 1 if thin else 2))
        self.y += gap

    def skip(self, millimetres: float) -> None:
        self.y += round(millimetres * self.dots)

    def picture(self) -> Image.Image:
        image = Image.new("1", (self.width, self.y + self.edge), PAPER)
        pen = ImageDraw.Draw(image)
        for x, y, text, what in self.marks:
            if text is None:
                pen.line((x, y, self.width - x, y), fill=INK, width=what)
            else:
                pen.text((x, y), text, fill=INK, font=what)
        return image


def _broken(text: str, font, room: float) -> list[str]:
    """``text`` in lines that fit, broken at blanks where there are some."""
    lines, line = [], ""
    for character in text:
        if font.getlength(line + character) <= room:
            line += character
            continue
        head, blank, tail = line.rpartition(" ")
        keeps = blank and head.strip()
        lines.append(head if keeps else line)
        line = (tail if keeps else "") + character
    return [*lines, line] if line else lines
