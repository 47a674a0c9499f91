"""TSPL, the language of TSC label printers: a command a line, bitmaps in between."""

import re
from csv import reader
from io import StringIO

import qrcode
from PIL import ImageChops

from .ticket import UNKNOWN, Command, Faults, Label, Stock, Ticket, Waiting, bits

MM_PER_INCH = 25.4
SETTINGS = frozenset(
    b"GAP BLINE OFFSET SPEED DENSITY DIRECTION SHIFT CODEPAGE COUNTRY SET REFERENCE"
    b" FEED BACKFEED FORMFEED HOME SOUND CUT EOP INITIALPRINTER KILL LIMITFEED".split()
)
STATUS = b"\x1b!?"
_BITMAP = re.compile(rb"BITMAP\s+(-?\d+),(-?\d+),(\d+),(\d+),(\d),", re.IGNORECASE)
_WORD = re.compile(rb"([A-Za-z]+)\s*(.*)", re.DOTALL)
_ASKED = (STATUS, b"\x1b!S", b"\x1b!R", b"~!T", b"~!@", b"~!I")
_LONGEST_HEAD = 64


class Parser:
    """Takes bytes as they come and gives whole lines, bitmaps and questions."""

    def __init__(self):
        self._pending = b""

    def feed(self, content: bytes) -> list[Command]:
        self._pending += content
        found = []
        while (taken := self._next()) is not None:
            command, length = taken
            self._pending = self._pending[length:]
            if command:
                found.append(command)
        return found

    def _next(self) -> tuple[Command | None, int] | None:
        pending = self._pending
        if not pending:
            return None
        if pending[:1] in b"\r\n":
            return None, 1
        if pending[:1] in {b"\x1b", b"~"}:
            return (Command(pending[:3]), 3) if len(pending) >= 3 else None
        if pending[:6].upper() == b"BITMAP":
            return self._bitmap()
        end = pending.find(b"\n")
        if end < 0:
            return None
        line = pending[:end].rstrip(b"\r")
        word = _WORD.match(line)
        command = (
            Command(word[1].upper(), word[2]) if word else Command(UNKNOWN, line[:40])
        )
        return command, end + 1

    def _bitmap(self) -> tuple[Command | None, int] | None:
        pending = self._pending
        head = _BITMAP.match(pending)
        if head is None:
            wrong = pending[:_LONGEST_HEAD]
            # Without its five numbers nobody can tell where the dots end.
            full = len(pending) >= _LONGEST_HEAD or b"\n" in wrong
            return (Command(UNKNOWN, wrong), len(pending)) if full else None
        end = head.end() + int(head[3]) * int(head[4])
        return (
            (Command(b"BITMAP", pending[7:end]), end) if len(pending) >= end else None
        )


class Paper:
    """Draws labels; ``PRINT sets,copies`` lets them out."""

    stock = Stock(576, length=1000)
    parser = Parser
    always_answered = frozenset()

    def __init__(self, stock: Stock):
        self._stock = stock
        self.tickets: list[Ticket] = []
        self.drawer_kicks = 0
        self.unknown: list[Command] = []
        self._length = stock.length
        self.forget()

    def ask(self, command: Command, faults: Faults, waiting: Waiting) -> bytes | None:
        """What begins with an escape or a tilde is carried out at once."""
        if command.code == STATUS:
            return bytes([_state(faults, waiting)])
        if command.code == b"~!T":
            return b"VIRTUAL\r"
        if command.code == b"~!@":
            return b"%d\r" % len(self.tickets)
        return None

    def run(self, command: Command, _faults: Faults) -> bytes:
        code, arguments = command
        if code == b"OUT":
            return arguments.strip(b'"') + b"\r\n"
        if handler := _HANDLERS.get(code):
            try:
                handler(self, arguments)
            except (ValueError, IndexError):
                self.unknown.append(Command(UNKNOWN, code + b" " + arguments[:40]))
        elif code not in SETTINGS:
            self.unknown.append(Command(UNKNOWN, code + b" " + arguments[:40]))
        return b""

    def changed(self, _before: Faults, _after: Faults) -> bytes:
        return b""

    def forget(self, _arguments: bytes = b"") -> None:
        """Clear what is not printed: the power was cut, or a new label begins."""
        self._label = Label(self._stock.width, self._length)

    def _set_size(self, arguments: bytes) -> None:
        _width, length = (
            _dots(part, self._stock.dpi) for part in arguments.split(b",")
        )
        self._length = length
        self.forget()

    def _draw_bitmap(self, arguments: bytes) -> None:
        x, y, stride, height, mode, content = arguments.split(b",", 5)
        width, height = int(stride) * 8, int(height)
        image = ImageChops.invert(bits(width, height, content))  # a bit set is white
        if int(mode) == 0:
            self._label.replace(image, int(x), int(y))
        elif int(mode) == 1:
            self._label.put(image, int(x), int(y))
        else:
            raise ValueError(mode)

    def _bar(self, arguments: bytes) -> None:
        x, y, wide, high = (int(part) for part in arguments.split(b","))
        self._label.box(x, y, wide, high, min(wide, high))

    def _box(self, arguments: bytes) -> None:
        x, y, right, bottom, thick = (int(part) for part in arguments.split(b",")[:5])
        self._label.box(x, y, right - x, bottom - y, thick)

    def _write(self, arguments: bytes) -> None:
        parts = _parts(arguments)
        height = int(parts[5]) * 24
        self._label.write(parts[-1], int(parts[0]), int(parts[1]), height)

    def _code(self, arguments: bytes) -> None:
        parts = _parts(arguments)
        code = qrcode.QRCode(box_size=int(parts[3]), border=0)
        code.add_data(parts[-1])
        image = code.make_image().get_image().convert("1")
        self._label.put(image, int(parts[0]), int(parts[1]))

    def _print(self, arguments: bytes) -> None:
        count = 1
        for part in arguments.split(b",") if arguments else []:
            count *= int(part)
        self.tickets.extend([self._label.ticket()] * count)

    def _kick(self, _arguments: bytes) -> None:
        self.drawer_kicks += 1


def _state(faults: Faults, waiting: Waiting) -> int:
    state = (1 if faults.cover else 0) | (4 if faults.paper == "out" else 0)
    if faults.cutter:
        return 0x80
    if not faults.online:
        return 0x10
    return state or (0x20 if waiting() else 0)


def _dots(measure: bytes, dpi: int) -> int:
    """Read ``72 mm``, ``3`` (inches) or ``576 dot``."""
    number, unit = re.match(
        rb"\s*([\d.]+)\s*(mm|dot)?", measure, re.IGNORECASE
    ).groups()
    per = {b"mm": dpi / MM_PER_INCH, b"dot": 1.0, b"": dpi}[(unit or b"").lower()]
    return round(float(number) * per)


def _parts(arguments: bytes) -> list[str]:
    return next(reader(StringIO(arguments.decode("utf-8", "replace"))))


_HANDLERS = {
    b"SIZE": Paper._set_size,
    b"CLS": Paper.forget,
    b"BITMAP": Paper._draw_bitmap,
    b"BAR": Paper._bar,
    b"BOX": Paper._box,
    b"TEXT": Paper._write,
    b"QRCODE": Paper._code,
    b"PRINT": Paper._print,
    b"CASHDRAWER": Paper._kick,
}
