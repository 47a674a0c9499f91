"""ZPL: label formats between ^XA and ^XZ, answers to ~HS and ~HQES.

Only what a ticket needs is drawn: graphic fields, boxes, plain text and QR codes; all
else that is not a setting of the mechanism is listed as unknown.
"""

import base64
import binascii
import re
import zlib

import qrcode
from PIL import Image

from .ticket import (
    TEXT,
    UNKNOWN,
    WHITE,
    Command,
    Faults,
    Label,
    Stock,
    Ticket,
    Waiting,
    bits,
)

LARGEST_GRAPHIC = 99999  # bytes that ^GF may announce
SETTINGS = frozenset(
    b"^MM ^MN ^MD ^MT ^MC ^PR ^PM ^PF ^LS ^LT ^CI ^CF ^FX ^FW ^JM ^JU ^JZ ^SZ ^XB"
    b" ~SD ~TA ~JS".split()
)
_BINARY = re.compile(rb"B,(\d+),\d+,\d+,")
_PACKED = re.compile(rb":(Z64|B64):([A-Za-z0-9+/=\s]*):([0-9A-Fa-f]{4})\s*$")


class Parser:
    """Takes bytes as they come and gives whole commands, their arguments unparsed."""

    def __init__(self):
        self._pending = b""

    def feed(self, content: bytes) -> list[Command]:
        self._pending += content
        found = []
        while (taken := self._next()) is not None:
            command, length = taken
            self._pending = self._pending[length:]
            if command.code != TEXT or command.arguments.strip():
                found.append(command)
        return found

    def _next(self) -> tuple[Command, int] | None:
        pending = self._pending
        if not pending:
            return None
        if pending[:1] not in {b"^", b"~"}:
            end = _next_sign(pending, 0)
            return Command(TEXT, pending[:end]), end
        code = pending[:3].upper()
        if len(code) < 3:
            return None
        if code == b"^GF" and (binary := _BINARY.match(pending, 3)):
            end = binary.end() + int(binary[1])
            return (Command(code, pending[3:end]), end) if len(pending) >= end else None
        end = _next_sign(pending, 3)
        # These are complete as they stand, others when the next sign comes.
        if end == len(pending) and code not in {b"^XA", b"^XZ", b"~HS", b"~HI", b"~JA"}:
            if not (code == b"~HQ" and pending[3:5].upper() == b"ES"):
                return None
        return Command(code, pending[3:end]), end


def _next_sign(content: bytes, start: int) -> int:
    ends = [content.find(sign, start) for sign in (b"^", b"~")]
    return min((end for end in ends if end >= 0), default=len(content))


class Paper:
    """Draws labels; one comes out for each ^XZ and copy."""

    stock = Stock(576, length=1000)
    parser = Parser
    always_answered = frozenset({b"~HQ"})

    def __init__(self, stock: Stock):
        self._stock = stock
        self.tickets: list[Ticket] = []
        self.drawer_kicks = 0
        self.unknown: list[Command] = []
        self._width, self._length = stock.width, stock.length
        self._label: Label | None = None
        self._copies, self._turned = 1, False

    def ask(self, command: Command, faults: Faults, waiting: Waiting) -> bytes | None:
        """Commands that begin with a tilde are carried out at once."""
        if command.code == b"~HS":
            return self._host_status(faults, waiting)
        if command.code == b"~HQ" and command.arguments.strip().upper() == b"ES":
            return _errors(faults)
        if command.code == b"~HI":
            return b"\x02VIRTUAL,V1.0,8,8192KB\x03\r\n"
        return None

    def run(self, command: Command, _faults: Faults) -> bytes:
        code, arguments = command
        if code == b"^XZ":
            self._end_label()
        elif handler := _HANDLERS.get(code):
            handler(self, arguments)
        elif code not in SETTINGS:
            self.unknown.append(Command(UNKNOWN, code + arguments[:40]))
        return b""

    def changed(self, _before: Faults, _after: Faults) -> bytes:
        return b""

    def forget(self) -> None:
        """The power was cut: a label not finished is gone."""
        self._label = None

    def _host_status(self, faults: Faults, waiting: Waiting) -> bytes:
        paper, head = int(faults.paper == "out"), int(faults.cover)
        formats = sum(command.code == b"^XZ" for command in waiting())
        paused = int(not faults.online or faults.cutter)
        partial = int(self._label is not None)
        first = f"030,{paper},{paused},{self._length:04d},{min(formats, 999):03d}"
        second = f"000,0,{head},0,0,3,6,0,{formats:08d},1,000"
        strings = (f"{first},0,0,{partial},000,0,0,0", second, "1234,0")
        return b"".join(b"\x02%s\x03\r\n" % text.encode() for text in strings)

    # --- a format -----------------------------------------------------------

    def _start_label(self, _arguments: bytes = b"") -> None:
        self._label = Label(self._width, self._length)
        self._copies = 1
        self._home = self._at = (0, 0)
        self._height = 20
        self._is_code = False

    def _end_label(self) -> None:
        if self._label is None:
            self.unknown.append(Command(UNKNOWN, b"^XZ without ^XA"))
            return
        label, self._label = self._label.ticket(), None
        image = label.image
        if self._turned:
            image = image.transpose(Image.Transpose.ROTATE_180)
        sheet = Image.new("1", (self._stock.width, image.height), WHITE)
        sheet.paste(image)
        self.tickets.extend([Ticket(sheet, label.text)] * self._copies)

    def _set_size(self, *, width: int = 0, length: int = 0) -> None:
        self._width = min(width, self._stock.width) or self._width
        self._length = length or self._length
        if self._label:
            words, image = self._label.words, self._label.image
            self._label = Label(self._width, self._length)
            self._label.words = words
            self._label.put(image, 0, 0)

    def _set_origin(self, arguments: bytes) -> None:
        x, y = _numbers(arguments, 2)
        self._at = (self._home[0] + x, self._home[1] + y)
        self._is_code = False

    def _draw_graphic(self, arguments: bytes) -> None:
        image = _graphic(arguments)
        if image is None or self._label is None:
            self.unknown.append(Command(UNKNOWN, b"^GF" + arguments[:40]))
        else:
            self._label.put(image, *self._at)

    def _draw_box(self, arguments: bytes) -> None:
        wide, high, thick = _numbers(arguments, 3)
        if self._label:
            thick = thick or 1
            self._label.box(*self._at, max(wide, thick), max(high, thick), thick)

    def _write(self, arguments: bytes) -> None:
        text = arguments.decode("utf-8", "replace")
        if self._label is None:
            return
        if not self._is_code:
            self._label.write(text, *self._at, self._height)
            return
        code = qrcode.QRCode(box_size=self._module, border=0)
        code.add_data(text[3:])  # after the level, the mode and a comma
        image = code.make_image().get_image().convert("1")
        self._label.put(image, self._at[0], self._at[1] + 10)

    def _start_code(self, arguments: bytes) -> None:
        parts = arguments.split(b",")
        self._is_code = True
        self._module = int(parts[2]) if len(parts) > 2 and parts[2] else 3

    def _set(self, name: str, value) -> None:
        setattr(self, name, value)


def _graphic(arguments: bytes) -> Image.Image | None:
    """Return the picture of a ^GF field, None when a printer would refuse it."""
    kind, total, _field, stride, content = (arguments.split(b",", 4) + [b""] * 5)[:5]
    if not (total.isdigit() and stride.isdigit()):
        return None
    total, stride = int(total), int(stride)
    if not stride or total % stride or total > LARGEST_GRAPHIC:
        return None
    if kind == b"A":
        packed = _PACKED.match(content)
        content = _unpacked(packed) if packed else _from_hex(content)
    if content is None or len(content) != total:
        return None
    return bits(stride * 8, total // stride, content)


def _unpacked(packed: re.Match) -> bytes | None:
    kind, content, checksum = packed.groups()
    if binascii.crc_hqx(content, 0) != int(checksum, 16):
        return None
    try:
        content = base64.b64decode(content, validate=True)
        return zlib.decompress(content) if kind == b"Z64" else content
    except (ValueError, zlib.error):
        return None


def _from_hex(content: bytes) -> bytes | None:
    try:
        return bytes.fromhex(content.decode("ascii"))
    except ValueError:
        return None


def _errors(faults: Faults) -> bytes:
    """The bits of ~HQES: media out 1, head open 4, cutter 8; paper near its end 8."""
    errors = (faults.paper == "out") | (faults.cover << 2) | (faults.cutter << 3)
    warnings = 8 if faults.paper == "low" else 0
    lines = [
        "PRINTER STATUS",
        f"ERRORS:         {int(errors > 0)} 00000000 {errors:08X}",
        f"WARNINGS:       {int(warnings > 0)} 00000000 {warnings:08X}",
    ]
    return b"\x02" + "\r\n".join(lines).encode() + b"\r\n\x03"


def _numbers(arguments: bytes, count: int) -> list[int]:
    parts = arguments.split(b",")[:count]
    numbers = [int(part) if part.strip().isdigit() else 0 for part in parts]
    return numbers + [0] * (count - len(numbers))


_HANDLERS = {
    b"^XA": Paper._start_label,
    b"^PW": lambda paper, a: paper._set_size(width=_numbers(a, 1)[0]),
    b"^LL": lambda paper, a: paper._set_size(length=_numbers(a, 1)[0]),
    b"^LH": lambda paper, a: paper._set("_home", tuple(_numbers(a, 2))),
    b"^FO": Paper._set_origin,
    b"^FT": Paper._set_origin,
    b"^FS": lambda paper, _a: paper._set("_is_code", False),
    b"^GF": Paper._draw_graphic,
    b"^GB": Paper._draw_box,
    b"^A0": lambda paper, a: paper._set("_height", _numbers(a, 2)[1] or 20),
    b"^BQ": Paper._start_code,
    b"^FD": Paper._write,
    b"^PQ": lambda paper, a: paper._set("_copies", max(1, _numbers(a, 1)[0])),
    b"^PO": lambda paper, a: paper._set("_turned", a[:1] == b"I"),
    b"~JA": lambda paper, _a: paper.forget(),
}
