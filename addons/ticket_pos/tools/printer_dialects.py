"""How printers of each language are asked how they are, and when they are done.

A dialect has ``inspect(line, patience) -> Condition`` and ``confirm(line, payload,
number, confirmation, patience)``, which sends the payload and returns once it is on
paper. Both raise ``TimeoutError`` when no answer comes and ``OSError`` when the line
breaks. The formats are the makers' public ones.
"""

import re
import time

from .printer_outcome import Condition, Unknown

POLL_SECONDS = 0.05


class EscPos:
    """Epson and its many imitators."""

    STATUS = b"\x10\x04"
    PROCESS_ID = b"\x1d(H\x06\x00\x30\x30"
    PROCESS_ID_REPLY = b"\x37\x22"
    TRANSMIT_STATUS = b"\x1dr\x01"
    #: (which status, mask, reason)
    OBSTACLES = (
        (2, 0x04, "cover_open"),
        (2, 0x20, "paper_end"),
        (4, 0x60, "paper_end"),
        (3, 0x08, "cutter"),
        (3, 0x20, "unrecoverable"),
        (3, 0x40, "overheated"),
        (1, 0x08, "offline"),
    )
    PAPER_LOW = (4, 0x0C)

    def inspect(self, line, patience) -> Condition:
        statuses = {kind: self._ask(line, kind, patience) for kind in (1, 2, 3, 4)}
        kind, mask = self.PAPER_LOW
        return Condition(
            _distinct(r for k, bits, r in self.OBSTACLES if statuses[k] & bits),
            bool(statuses[kind] & mask),
            " ".join(f"{status:02X}" for status in statuses.values()),
        )

    def confirm(self, line, payload, number, confirmation, patience) -> None:
        process = b"%04d" % (number % 10000)
        if confirmation == "process_id":
            question = self.PROCESS_ID + process
            answer = self.PROCESS_ID_REPLY + process + b"\0"
        else:
            question, answer = self.TRANSMIT_STATUS, b""
        line.send(payload + question, patience.confirm)
        _read_until(line, patience.confirm, lambda received: answer in received)

    def _ask(self, line, kind, patience) -> int:
        line.send(self.STATUS + bytes([kind]), patience.status)
        return _receive(line, patience.status)[-1]


class Zpl:
    """Zebra: host status lines and error flags."""

    QUESTION = b"~HQES\r\n~HS\r\n"
    HOST_STATUS = b"~HS\r\n"
    #: Three strings between STX and ETX; the second has eleven fields.
    STRINGS = re.compile(
        rb"\x02([\d,]+)\x03\s*\x02([\d,]+)\x03\s*\x02(\w+,\d)\x03", re.DOTALL
    )
    FLAGS = re.compile(rb"(ERRORS|WARNINGS):\s+\d\s+([0-9A-F]{8})\s+([0-9A-F]{8})")
    ERRORS = (
        (0x4, "cover_open"),
        (0x1, "paper_end"),
        (0x1000, "paper_jam"),
        (0x4000, "paper_jam"),
        (0x2, "ribbon_end"),
        (0x8, "cutter"),
        (0x30, "overheated"),
        (0x10000, "paused"),
    )
    PAPER_NEAR_END = 0x8

    def inspect(self, line, patience) -> Condition:
        line.send(self.QUESTION, patience.status)
        received = bytearray()
        try:
            _read_until(line, patience.status, self.STRINGS.search, received)
        except TimeoutError:
            # With an open head or no paper some models answer the flags alone.
            if not self.FLAGS.search(received):
                raise
        flags = {
            kind: int(low, 16) for kind, _high, low in self.FLAGS.findall(received)
        }
        errors, warnings = flags.get(b"ERRORS", 0), flags.get(b"WARNINGS", 0)
        obstacles = [reason for bit, reason in self.ERRORS if errors & bit]
        if match := self.STRINGS.search(received):
            obstacles += self._troubles(match)
        return Condition(
            _distinct(obstacles),
            bool(warnings & self.PAPER_NEAR_END),
            _readable(bytes(received)),
        )

    def confirm(self, line, payload, _number, _confirmation, patience) -> None:
        line.send(payload, patience.confirm)
        deadline = time.monotonic() + patience.confirm
        idle = 0
        while idle < 2:  # one more look: the last label is only now on its way out
            match = self._ask(line, deadline - time.monotonic())
            is_idle = not self._left(match) and not self._troubles(match)
            idle = idle + 1 if is_idle else 0
            if time.monotonic() > deadline:
                raise TimeoutError
            time.sleep(POLL_SECONDS)

    def _ask(self, line, timeout):
        line.send(self.HOST_STATUS, max(timeout, POLL_SECONDS))
        received = bytearray()
        _read_until(line, timeout, self.STRINGS.search, received)
        return self.STRINGS.search(received)

    @staticmethod
    def _troubles(match) -> list[str]:
        first, second = (match[i].split(b",") for i in (1, 2))
        flags = (
            (second[2], "cover_open"),
            (first[1], "paper_end"),
            (second[3], "ribbon_end"),
            (first[11], "overheated"),
            (first[2], "paused"),
        )
        return [reason for flag, reason in flags if flag == b"1"]

    @staticmethod
    def _left(match) -> int:
        """Formats not yet read, a format half read and labels of a batch."""
        first, second = (match[i].split(b",") for i in (1, 2))
        return int(first[4]) + int(first[7]) + int(second[8])


class Fgl:
    """Boca: one byte for everything that happens, also unasked."""

    QUESTION = b"<S1>"
    ACKNOWLEDGED, NOT_ACKNOWLEDGED, READY, LOW_PAPER = 0x06, 0x15, 0x11, 0x0F
    EVENTS = {
        0x03: "paper_jam",
        0x04: "paper_jam",
        0x0A: "paper_end",
        0x0B: "paper_end",
        0x0E: "paper_jam",
        0x10: "paper_end",
        0x13: "busy",
        0x14: "unrecoverable",
        0x15: "rejected",
        0x18: "paper_jam",
        0x19: "rejected",
        0x1A: "unrecoverable",
        0x1D: "cutter",
        0x1E: "paper_jam",
        0x1F: "cutter",
    }
    _PARTS = re.compile(rb"<G(\d+)>|<([pqz])>", re.DOTALL)

    def inspect(self, line, patience) -> Condition:
        """A printer that is not ready says nothing now: it told why when it happened,
        and that waits in its buffer to be read."""
        line.send(self.QUESTION, patience.status)
        received = bytearray()
        try:
            _read_until(line, patience.status, lambda got: self.READY in got, received)
        except TimeoutError:
            if not received:
                raise
        # What happened before it said that it is ready is mended.
        since = received[received.rfind(self.READY) + 1 :]
        return Condition(
            self._explained(since),
            self.LOW_PAPER in received,
            received.hex(" ").upper(),
        )

    def confirm(self, line, payload, _number, _confirmation, patience) -> None:
        wanted = self.tickets(payload)
        line.send(payload, patience.confirm)
        received = bytearray()

        def is_done(got) -> bool:
            if self.NOT_ACKNOWLEDGED in got:
                raise Unknown("unconfirmed", "rejected")
            return got.count(self.ACKNOWLEDGED) >= wanted

        try:
            _read_until(line, patience.confirm, is_done, received)
        except TimeoutError as error:
            # What it said is read and gone: asking again would get no answer.
            if reasons := self._explained(received):
                raise Unknown("unconfirmed", reasons[0]) from error
            raise

    def _explained(self, events) -> tuple[str, ...]:
        """Return the troubles, the latest first, but *busy* only when none says more."""
        reasons = [
            self.EVENTS[event] for event in reversed(events) if event in self.EVENTS
        ]
        return _distinct(sorted(reasons, key="busy".__eq__))

    def tickets(self, payload: bytes) -> int:
        """Return how many tickets the bytes print, each of which is acknowledged."""
        count = place = 0
        while match := self._PARTS.search(payload, place):
            place = match.end() + int(match[1] or 0)  # graphics may look like commands
            count += match[2] is not None
        return max(count, 1)


class Tspl:
    """TSC and its imitators: one byte of flags, and text echoed in its turn."""

    QUESTION = b"\x1b!?"
    PRINTING = 0x20
    OBSTACLES = (
        (0x41, "cover_open"),
        (0x04, "paper_end"),
        (0x02, "paper_jam"),
        (0x08, "ribbon_end"),
        (0x10, "paused"),
        (0x80, "unrecoverable"),
    )

    def inspect(self, line, patience) -> Condition:
        status = self._ask(line, patience.status)
        return Condition(
            tuple(reason for bits, reason in self.OBSTACLES if status & bits),
            answer=f"{status:02X}",
        )

    def confirm(self, line, payload, number, confirmation, patience) -> None:
        deadline = time.monotonic() + patience.confirm
        if confirmation == "process_id":
            echo = b"%04d" % (number % 10000)
            line.send(payload + b'OUT "' + echo + b'"\r\n', patience.confirm)
            _read_until(line, patience.confirm, lambda received: echo in received)
        else:
            line.send(payload, patience.confirm)
        # The question overtakes what waits in the buffer: one idle answer is no proof.
        idle, enough = 0, 1 if confirmation == "process_id" else 4
        while idle < enough:
            status = self._ask(line, deadline - time.monotonic())
            if status & self.PRINTING:
                idle, enough = 0, 1
            elif status:
                idle = 0
            else:
                idle += 1
            if time.monotonic() > deadline:
                raise TimeoutError
            if idle < enough:
                time.sleep(POLL_SECONDS)

    def _ask(self, line, timeout) -> int:
        line.send(self.QUESTION, max(timeout, POLL_SECONDS))
        return _receive(line, timeout)[-1]


DIALECTS = {"escpos": EscPos(), "zpl": Zpl(), "fgl": Fgl(), "tspl": Tspl()}


def _read_until(line, timeout: float, is_enough, received: bytearray | None = None):
    """Read into ``received`` until ``is_enough(received)``.

    :raise TimeoutError: it never was
    :raise ConnectionError: the other side closed
    """
    received = bytearray() if received is None else received
    deadline = time.monotonic() + timeout
    while (left := deadline - time.monotonic()) > 0:
        received += _receive(line, left)
        if is_enough(received):
            return
    raise TimeoutError


def _receive(line, timeout: float) -> bytes:
    if chunk := line.receive(timeout):
        return chunk
    raise ConnectionError("the printer closed the connection")


def _distinct(reasons) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reasons))


def _readable(content: bytes) -> str:
    text = content.decode("ascii", "replace")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
