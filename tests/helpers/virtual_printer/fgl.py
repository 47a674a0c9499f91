"""FGL, the language of Boca printers: ``<commands>`` between text and graphics.

Rows run across the head and columns along the paper, so that a ticket 2 inches wide is
a picture as one reads it: landscape. The printer says by itself what happens to it, a
byte for each event; who asks ``<S1>`` is answered only when it is ready.
"""

import re

from PIL import Image

from .ticket import TEXT, UNKNOWN, Command, Faults, Label, Stock, Ticket, Waiting, bits

TICKET_DONE, REFUSED = b"\x06", b"\x15"
LOW_PAPER, OUT_OF_PAPER, PAPER_LOADED = b"\x0f", b"\x10", b"\x0c"
READY, NOT_READY = b"\x11", b"\x13"
JAM, CUTTER_JAM = b"\x18", b"\x1d"
STRIP = 8  # dots that one byte of graphics is high
SETTINGS = re.compile(
    rb"(?:NR|RR|RU|RL|F\d+|SD\d+|LT\d+|SL\d+|HP|TTF\d+,\d+|PL\d+|DPL\d+|LM|PM|"
    rb"N[LS]|CB|RTC|SP\d+,\d+|DM|EM|t|rte)$"
)
_ROW_COLUMN = re.compile(rb"RC(\d+),(\d+)$")
_GRAPHIC = re.compile(rb"[Gg](\d+)$")
_NUMBERS = re.compile(rb"\d+")


class Parser:
    """Takes bytes as they come and gives text and whole commands.

    A graphics command holds its bytes as arguments, any other what stands in it.
    """

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
        start = pending.find(b"<")
        if start:
            end = len(pending) if start < 0 else start
            return Command(TEXT, pending[:end]), end
        end = pending.find(b">") + 1
        if not end:
            return None
        word = pending[1 : end - 1]
        if graphic := _GRAPHIC.match(word):
            stop = end + int(graphic[1]) * (1 if word[:1] == b"G" else 2)
            if len(pending) < stop:
                return None
            content = pending[end:stop]
            if word[:1] == b"g":
                content = bytes.fromhex(content.decode("ascii", "replace"))
            return Command(b"G", content), stop
        return Command(word, b""), end


class Paper:
    """Draws tickets; ``<p>`` prints and cuts, ``<q>`` prints and does not cut."""

    stock = Stock(400, dpi=200, length=1100)
    parser = Parser
    always_answered = frozenset()

    def __init__(self, stock: Stock):
        self._stock = stock
        self.tickets: list[Ticket] = []
        self.drawer_kicks = 0
        self.unknown: list[Command] = []
        self._clear()

    def ask(self, command: Command, faults: Faults, _waiting: Waiting) -> bytes | None:
        """A printer that is not ready says nothing."""
        if command.code != b"S1":
            return None
        return b"" if faults.stopped else READY

    def run(self, command: Command, faults: Faults) -> bytes:
        code, arguments = command
        if code == TEXT:
            self._write(arguments)
        elif code == b"G":
            self._draw_strip(arguments)
        elif code in {b"p", b"q", b"h", b"r"}:
            copies = self._copies
            self.tickets.extend([self._label.ticket()] * copies)
            self._clear()
            return TICKET_DONE * copies if faults.acknowledge else b""
        elif place := _ROW_COLUMN.match(code):
            self._row, self._column = int(place[1]), int(place[2])
        elif code[:2] in {b"HW", b"RE", b"BX", b"HX", b"VX", b"CB"}:
            self._obey(code[:2], [int(n) for n in _NUMBERS.findall(code)])
        elif code != b"z" and not SETTINGS.match(code):
            self.unknown.append(Command(UNKNOWN, code[:40]))
            return REFUSED
        return b""

    def changed(self, before: Faults, after: Faults) -> bytes:
        """The events that the printer reports by itself."""
        said = b""
        if after.paper != before.paper:
            said += {"out": OUT_OF_PAPER, "low": LOW_PAPER, "ok": PAPER_LOADED}[
                after.paper
            ]
        if after.cover and not before.cover:
            said += JAM
        if after.cutter and not before.cutter:
            said += CUTTER_JAM
        if after.stopped != before.stopped:
            said += NOT_READY if after.stopped else READY
        return said

    def forget(self) -> None:
        """The power was cut: what was not printed is gone."""
        self._clear()

    def _clear(self) -> None:
        self._label = Label(self._stock.length, self._stock.width)
        self._row = self._column = 0
        self._magnify = (1, 1)
        self._copies = 1

    def _write(self, content: bytes) -> None:
        text = content.decode("latin-1").strip("\r\n")
        high = self._magnify[0]
        self._label.write(text, self._column, self._row, 17 * high)

    def _draw_strip(self, content: bytes) -> None:
        # One byte a column, its highest bit the upper dot.
        turned = bits(STRIP, len(content), content)
        strip = turned.transpose(Image.Transpose.TRANSPOSE)
        self._label.put(strip, self._column, self._row)
        self._column += len(content)

    def _obey(self, code: bytes, numbers: list[int]) -> None:
        if code == b"CB":
            self._clear()
        elif code == b"HW" and len(numbers) == 2:
            self._magnify = (numbers[0], numbers[1])
        elif code == b"RE" and numbers:
            self._copies = max(1, numbers[0])
        elif code == b"BX" and len(numbers) == 2:
            self._label.box(self._column, self._row, numbers[1], numbers[0], 1)
        elif code == b"HX" and numbers:
            self._label.box(self._column, self._row, numbers[0], 1, 1)
        elif code == b"VX" and numbers:
            self._label.box(self._column, self._row, 1, numbers[0], 1)
        else:
            self.unknown.append(Command(UNKNOWN, code))
