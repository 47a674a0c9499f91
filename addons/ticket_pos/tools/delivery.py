"""Send a job to a printer and know whether it was printed.

There are three outcomes, and they are never mixed up:

* :func:`deliver` returns: the printer confirmed that the job came out;
* :class:`NotSent`: nothing of the job left us, it may be tried again freely;
* :class:`Unknown`: some of it may be on paper, only a person can tell.
"""

import socket
import time
from dataclasses import dataclass
from typing import Protocol

STATUS = b"\x10\x04"
PROCESS_ID = b"\x1d(H\x06\x00\x30\x30"
PROCESS_ID_REPLY = b"\x37\x22"
TRANSMIT_STATUS = b"\x1dr\x01"

#: What keeps a printer from starting: (which status, mask, reason).
OBSTACLES = (
    (2, 0x04, "cover_open"),
    (2, 0x20, "paper_end"),
    (4, 0x60, "paper_end"),
    (3, 0x08, "cutter"),
    (3, 0x20, "unrecoverable"),
    (1, 0x08, "offline"),
)
PAPER_LOW = (4, 0x0C)


class NotSent(Exception):
    """Nothing left us. ``reason`` is a word of :data:`OBSTACLES`, or ``unreachable`` or
    ``silent``; ``detail`` is for the technician."""

    def __init__(self, reason: str, detail: str = ""):
        super().__init__(f"{reason} {detail}".strip())
        self.reason = reason
        self.detail = detail


class Unknown(NotSent):
    """The job may have been printed, in part or in full."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """The job came out, as far as the printer can say."""

    paper_low: bool = False


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds."""

    connect: float = 2.0
    status: float = 1.0
    confirm: float = 8.0


class Line(Protocol):
    """A connection to a printer."""

    def send(self, content: bytes, timeout: float) -> None: ...

    def receive(self, timeout: float) -> bytes:
        """Return what came, ``b""`` when the other side closed.

        :raise TimeoutError: nothing came in time
        """

    def close(self) -> None: ...


class NetworkLine:
    """TCP, mostly port 9100."""

    def __init__(self, host: str, port: int, patience: Patience):
        self._socket = socket.create_connection((host, port), patience.connect)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, content: bytes, timeout: float) -> None:
        self._socket.settimeout(timeout)
        self._socket.sendall(content)

    def receive(self, timeout: float) -> bytes:
        self._socket.settimeout(max(timeout, 0.001))
        return self._socket.recv(64)

    def close(self) -> None:
        self._socket.close()


class DeviceLine:
    """USB, serial line or device file, by python-escpos."""

    def __init__(self, kind: str, device: str, patience: Patience):
        # Importing it takes half a second and configures logging: only who prints pays.
        from escpos import printer as escpos  # noqa: PLC0415  half a second to import

        if kind == "usb":
            vendor, product = (int(part, 16) for part in device.split(":"))
            self._device = escpos.Usb(vendor, product, timeout=patience.status)
        elif kind == "serial":
            self._device = escpos.Serial(device, timeout=patience.status)
        else:
            self._device = escpos.File(device)
        try:
            self._device.open()
        except Exception as error:  # each library below has errors of its own
            raise OSError(f"{device}: {error}") from error

    def send(self, content: bytes, timeout: float) -> None:
        self._device._raw(content)
        if hasattr(self._device, "flush"):
            self._device.flush()

    def receive(self, timeout: float) -> bytes:
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            if reply := bytes(self._device._read()):
                return reply
        raise TimeoutError

    def close(self) -> None:
        self._device.close()


def deliver(
    open_line,
    payload: bytes,
    number: int,
    *,
    confirmation: str = "process_id",
    patience: Patience | None = None,
) -> Delivered:
    """Send ``payload`` and wait until the printer says that it is on paper.

    :param open_line: called without arguments, returns a :class:`Line` or raises
        ``OSError``
    :param number: of the job; its last four digits are echoed by the printer
    :param confirmation: ``process_id`` (GS ( H, exact), ``status`` (GS r, for printers
        that lack it) or ``none`` (the printer never answers: sent counts as printed)
    :raise NotSent: nothing left us
    :raise Unknown: it left us and nobody knows what became of it
    """
    patience = patience or Patience()
    try:
        line = open_line()
    except OSError as error:
        raise NotSent("unreachable", str(error)) from error
    try:
        if confirmation == "none":
            return _send_blindly(line, payload, patience)
        paper_low = check_ready(line, patience)
        _send_and_confirm(line, payload, number, confirmation, patience)
        return Delivered(paper_low)
    finally:
        line.close()


def check_ready(line: Line, patience: Patience) -> bool:
    """Ask the printer how it is and return whether its paper is low.

    :raise NotSent: it cannot print now
    """
    try:
        statuses = {kind: _ask(line, kind, patience) for kind in (1, 2, 3, 4)}
    except OSError as error:
        # Many firmwares fall silent while the cover is open.
        raise NotSent("silent", str(error)) from error
    for kind, mask, reason in OBSTACLES:
        if statuses[kind] & mask:
            raise NotSent(reason)
    kind, mask = PAPER_LOW
    return bool(statuses[kind] & mask)


def _send_blindly(line: Line, payload: bytes, patience: Patience) -> Delivered:
    try:
        line.send(payload, patience.confirm)
    except OSError as error:
        raise Unknown("interrupted", str(error)) from error
    return Delivered()


def _send_and_confirm(line, payload, number, confirmation, patience) -> None:
    process = b"%04d" % (number % 10000)
    if confirmation == "process_id":
        question, answer = PROCESS_ID + process, PROCESS_ID_REPLY + process + b"\0"
    else:
        question, answer = TRANSMIT_STATUS, b""
    try:
        line.send(payload + question, patience.confirm)
        if _await_answer(line, answer, patience.confirm):
            return
    except TimeoutError as error:
        raise Unknown("unconfirmed", _condition(line, patience)) from error
    except OSError as error:
        raise Unknown("interrupted", str(error)) from error
    raise Unknown("interrupted", "the printer closed the connection")


def _await_answer(line: Line, answer: bytes, timeout: float) -> bool:
    """Return whether the answer came; False when the line was closed before."""
    deadline = time.monotonic() + timeout
    received = b""
    while (left := deadline - time.monotonic()) > 0:
        chunk = line.receive(left)
        if not chunk:
            return False
        received += chunk
        if answer in received:
            return True
    raise TimeoutError


def _ask(line: Line, kind: int, patience: Patience) -> int:
    line.send(STATUS + bytes([kind]), patience.status)
    reply = line.receive(patience.status)
    if not reply:
        raise ConnectionError("the printer closed the connection")
    return reply[-1]


def _condition(line: Line, patience: Patience) -> str:
    """Return what the printer says is wrong, to help the person who is asked."""
    try:
        check_ready(line, patience)
    except NotSent as error:
        return error.reason
    return ""
