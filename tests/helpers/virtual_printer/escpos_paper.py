"""ESC/POS: commands in, pictures out, one at each cut."""

from dataclasses import dataclass, field
from functools import lru_cache

import qrcode
from PIL import Image, ImageDraw, ImageFont

from .escpos_commands import Parser
from .ticket import (
    FONT,
    TEXT,
    UNKNOWN,
    WHITE,
    Command,
    Faults,
    Stock,
    Ticket,
    Waiting,
    bits,
)

CELL_HEIGHT = 24
LINE_SPACING = 30
PAGE_HEIGHT = 800
STATUS = b"\x10\x04"


@dataclass
class _Page:
    """Page mode: pictures put anywhere in an area, in one of four directions."""

    area: tuple[int, int, int, int]
    direction: int = 0
    x: int = 0
    y: int = 0
    placed: list[tuple[Image.Image, tuple[int, int]]] = field(default_factory=list)

    def put(self, image: Image.Image) -> None:
        left, top, width, height = self.area
        x, y = self.x, self.y
        if self.direction == 0:
            corner = (left + x, top + y)
        elif self.direction == 1:
            image = image.transpose(Image.Transpose.ROTATE_90)
            corner = (left + y, top + height - x - image.height)
        elif self.direction == 2:
            image = image.transpose(Image.Transpose.ROTATE_180)
            corner = (left + width - x - image.width, top + height - y - image.height)
        else:
            image = image.transpose(Image.Transpose.ROTATE_270)
            corner = (left + width - y - image.width, top + x)
        self.placed.append((image, corner))

    def picture(self) -> Image.Image:
        left, top, width, height = self.area
        sheet = Image.new("1", (left + width, top + height), WHITE)
        for image, corner in self.placed:
            sheet.paste(image, corner)
        return sheet


class Paper:
    """Draws commands; ``tickets`` are the pictures cut off so far."""

    stock = Stock(576)
    parser = Parser
    always_answered = frozenset()

    def __init__(self, stock: Stock):
        self.width = stock.width
        self.tickets: list[Ticket] = []
        self.drawer_kicks = 0
        self.unknown: list[Command] = []
        self._reset()
        self._start_ticket()

    def ask(self, command: Command, faults: Faults, _waiting: Waiting) -> bytes | None:
        """DLE EOT is answered at once, whatever the printer is doing."""
        return _status(command.arguments, faults) if command.code == STATUS else None

    def run(self, command: Command, faults: Faults) -> bytes:
        """Do what is asked and return what is answered once it is done."""
        code, arguments = command
        if code == b"\x1d(" and arguments[:1] == b"H":
            return b"\x37\x22" + arguments[5:9] + b"\0" if faults.acknowledge else b""
        if code == b"\x1dr":
            return bytes([{"ok": 0, "low": 3, "out": 0x0F}[faults.paper]])
        self._draw(command)
        return b""

    def changed(self, _before: Faults, _after: Faults) -> bytes:
        """Return what the printer says unasked when something breaks or is mended."""
        return b""

    def forget(self) -> None:
        """The power was cut: what had come out is torn off, its rest is gone."""
        self._reset()
        self._start_ticket()

    def _draw(self, command: Command) -> None:
        code, arguments = command
        if code == TEXT:
            self._write(arguments)
        elif code == UNKNOWN:
            self.unknown.append(command)
        elif handler := _HANDLERS.get(code):
            handler(self, arguments)

    def _reset(self, _arguments: bytes = b"") -> None:
        self._magnify = (1, 1)
        self._align = 0
        self._spacing = LINE_SPACING
        self._chinese = False
        self._page: _Page | None = None
        self._graphic: Image.Image | None = None
        self._code_size, self._code_level, self._code_text = 3, 0, b""
        self._line: list[Image.Image] = []

    def _start_ticket(self) -> None:
        self._blocks: list[tuple[Image.Image | None, int, int]] = []
        self._text: list[str] = []

    # --- text ---------------------------------------------------------------

    def _write(self, content: bytes) -> None:
        wide = self._chinese or any(byte > 127 for byte in content)
        text = content.decode("gb18030" if wide else "ascii", "replace")
        self._text.append(text)
        cells = [_cell(character) for character in text]
        strip = Image.new("1", (sum(cell.width for cell in cells), CELL_HEIGHT), WHITE)
        x = 0
        for cell in cells:
            strip.paste(cell, (x, 0))
            x += cell.width
        wider, higher = self._magnify
        self._line.append(strip.resize((strip.width * wider, strip.height * higher)))

    def _end_line(self, feed: int) -> None:
        self._text.append("\n")
        if not self._line:
            self._add(None, feed)
            return
        width = sum(part.width for part in self._line)
        height = max(part.height for part in self._line)
        row, x = Image.new("1", (width, height), WHITE), 0
        for part in self._line:
            row.paste(part, (x, height - part.height))
            x += part.width
        self._line = []
        self._add(row, max(feed, height))

    def _add(self, image: Image.Image | None, height: int | None = None) -> None:
        height = image.height if height is None else height
        if self._page is None:
            self._blocks.append((image, self._align, height))
            return
        if image:
            self._page.put(image)
        self._page.y += height

    # --- pictures -----------------------------------------------------------

    def _raster(self, arguments: bytes) -> None:
        width = int.from_bytes(arguments[1:3], "little") * 8
        height = int.from_bytes(arguments[3:5], "little")
        if width and height:
            self._add(bits(width, height, arguments[5:]))

    def _graphics(self, arguments: bytes) -> None:
        if arguments[:2] == b"0p":
            width = (int.from_bytes(arguments[6:8], "little") + 7) // 8 * 8
            height = int.from_bytes(arguments[8:10], "little")
            self._graphic = bits(width, height, arguments[10:])
        elif arguments[:2] in {b"02", b"0\x02"} and self._graphic:
            self._add(self._graphic)

    def _column_image(self, arguments: bytes) -> None:
        height = 24 if arguments[0] in {32, 33} else 8
        columns = int.from_bytes(arguments[1:3], "little")
        turned = bits(height, columns, arguments[3:])
        self._line.append(turned.transpose(Image.Transpose.TRANSPOSE))

    def _qr(self, arguments: bytes) -> None:
        family, function, content = arguments[2], arguments[3], arguments[4:]
        if family != 49:
            self.unknown.append(Command(b"\x1d(k", arguments))
        elif function == 67:
            self._code_size = content[0]
        elif function == 69:
            self._code_level = content[0] - 48
        elif function == 80:
            self._code_text = content[1:]
        elif function == 81:
            self._add(self._qr_image())

    def _qr_image(self) -> Image.Image:
        levels = (
            qrcode.ERROR_CORRECT_L,
            qrcode.ERROR_CORRECT_M,
            qrcode.ERROR_CORRECT_Q,
            qrcode.ERROR_CORRECT_H,
        )
        code = qrcode.QRCode(
            error_correction=levels[self._code_level],
            box_size=self._code_size,
            border=0,
        )
        code.add_data(self._code_text)
        return code.make_image().get_image().convert("1")

    # --- the sheet ----------------------------------------------------------

    def _end_page(self, _arguments: bytes = b"") -> None:
        if self._page is None:
            self._cut()
            return
        picture, self._page = self._page.picture(), None
        self._add(picture)

    def _cut(self, _arguments: bytes = b"") -> None:
        if self._line:
            self._end_line(self._spacing)
        height = sum(height for _image, _align, height in self._blocks)
        if height:
            sheet, y = Image.new("1", (self.width, height), WHITE), 0
            for image, align, block_height in self._blocks:
                if image:
                    room = self.width - image.width
                    sheet.paste(image, ({1: room // 2, 2: room}.get(align, 0), y))
                y += block_height
            self.tickets.append(Ticket(sheet, "".join(self._text)))
        self._start_ticket()

    def _set(self, name: str, value) -> None:
        setattr(self, name, value)

    def _kick(self, _arguments: bytes) -> None:
        self.drawer_kicks += 1

    def _open_page(self, _arguments: bytes) -> None:
        self._page = _Page((0, 0, self.width, PAGE_HEIGHT))

    def _move_in_page(self, **changes) -> None:
        if self._page:
            for name, value in changes.items():
                setattr(self._page, name, value)

    def _set_area(self, arguments: bytes) -> None:
        area = tuple(
            int.from_bytes(arguments[i : i + 2], "little") for i in (0, 2, 4, 6)
        )
        self._move_in_page(area=area, x=0, y=0)


def _status(arguments: bytes, faults: Faults) -> bytes:
    out = faults.paper == "out"
    status = {
        1: 0x08 if faults.stopped else 0,
        2: (0x04 if faults.cover else 0) | (0x20 if out else 0),
        3: 0x08 if faults.cutter else 0,
        4: {"ok": 0, "low": 0x0C, "out": 0x6C}[faults.paper],
    }
    return bytes([0x12 | status.get(arguments[0], 0)])


@lru_cache(maxsize=4096)
def _cell(character: str) -> Image.Image:
    width = 24 if ord(character) > 127 else 12
    cell = Image.new("1", (width, CELL_HEIGHT), WHITE)
    font = ImageFont.truetype(FONT, 22 if width == 24 else 20)
    ImageDraw.Draw(cell).text((0, -4), character, fill=0, font=font)
    return cell


def _number(arguments: bytes) -> int:
    return int.from_bytes(arguments[:2], "little")


_HANDLERS = {
    b"\n": lambda paper, _a: paper._end_line(paper._spacing),
    b"\x1b@": Paper._reset,
    b"\x1bd": lambda paper, a: paper._end_line(a[0] * paper._spacing),
    b"\x1bJ": lambda paper, a: paper._end_line(a[0]),
    b"\x1b3": lambda paper, a: paper._set("_spacing", a[0]),
    b"\x1b2": lambda paper, _a: paper._set("_spacing", LINE_SPACING),
    b"\x1ba": lambda paper, a: paper._set("_align", a[0] % 48),
    b"\x1d!": lambda paper, a: paper._set(
        "_magnify", ((a[0] >> 4 & 7) + 1, (a[0] & 7) + 1)
    ),
    b"\x1b!": lambda paper, a: paper._set(
        "_magnify", (2 if a[0] & 32 else 1, 2 if a[0] & 16 else 1)
    ),
    b"\x1c&": lambda paper, _a: paper._set("_chinese", True),
    b"\x1c.": lambda paper, _a: paper._set("_chinese", False),
    b"\x1bp": Paper._kick,
    b"\x1dv0": Paper._raster,
    b"\x1d(L": lambda paper, a: paper._graphics(a[2:]),
    b"\x1d8L": lambda paper, a: paper._graphics(a[4:]),
    b"\x1b*": Paper._column_image,
    b"\x1d(k": Paper._qr,
    b"\x1bL": Paper._open_page,
    b"\x1bW": Paper._set_area,
    b"\x1bT": lambda paper, a: paper._move_in_page(direction=a[0] % 48, x=0, y=0),
    b"\x1d$": lambda paper, a: paper._move_in_page(y=_number(a)),
    b"\x1b$": lambda paper, a: paper._move_in_page(x=_number(a)),
    b"\x0c": Paper._end_page,
    b"\x1dV": Paper._cut,
}
