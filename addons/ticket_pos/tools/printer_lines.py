"""The ways to a printer: network, USB, serial line, device file, print spooler."""

import contextlib
import os
import re
import select
import socket
import stat
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from .printer_outcome import Refused

RECEIVE = 256
USB_CHUNK = 16384
BITS_PER_BYTE = 10  # on a serial line, with start and stop
QUEUE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,126}")
DEVICE_PATH = re.compile(r"/dev/(?!.*\.\.)[A-Za-z0-9_./:-]{1,200}")
USB_ID = re.compile(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})(?::([\w-]{1,64}))?")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds."""

    connect: float = 2.0
    status: float = 1.0
    confirm: float = 8.0


class Line(Protocol):
    """A connection to a printer; ``answers`` tells whether anything comes back."""

    answers: bool

    def send(self, content: bytes, timeout: float) -> None:
        """Pass it all on.

        :raise Refused: nothing of it was taken
        """

    def receive(self, timeout: float) -> bytes:
        """Return what came, ``b""`` when the other side closed.

        :raise TimeoutError: nothing came in time
        """

    def close(self) -> None: ...


def connect(connection: Mapping, patience: Patience) -> Line:
    """Open the line to the printer that ``connection`` describes.

    :param connection: ``kind`` is ``network`` (with ``host``, ``port``), ``usb``,
        ``serial`` (with ``baud``, ``flow``), ``file`` or ``cups``; all but the first
        have a ``device``. What else is in it does not matter here, but for
        ``language``.
    :raise OSError: there is no such printer
    """
    kind = connection["kind"]
    if kind == "network":
        return NetworkLine(connection["host"], connection["port"], patience)
    device = connection["device"] or ""
    if kind == "cups":
        return SpoolLine(device)
    if kind == "file":
        line = FileLine(device)
    else:
        line = DeviceLine(
            kind,
            device,
            patience,
            baud=connection.get("baud") or 9600,
            flow=connection.get("flow") or "hardware",
        )
    if connection.get("language") != "fgl":  # there, old answers tell how it is
        _forget_old_answers(line)
    return line


def _forget_old_answers(line: Line) -> None:
    """Read what a printer said too late to whoever asked before us."""
    with contextlib.suppress(TimeoutError):
        while line.receive(0.001):
            pass


def is_device(kind: str, device: str) -> bool:
    """Tell whether ``device`` can be one of the ``kind``."""
    pattern = {"usb": USB_ID, "cups": QUEUE_NAME}.get(kind, DEVICE_PATH)
    return pattern.fullmatch(device) is not None


class NetworkLine:
    """TCP, mostly port 9100."""

    answers = True

    def __init__(self, host: str, port: int, patience: Patience):
        self._socket = socket.create_connection((host, port), patience.connect)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, content: bytes, timeout: float) -> None:
        self._socket.settimeout(max(timeout, 0.001))
        self._socket.sendall(content)

    def receive(self, timeout: float) -> bytes:
        self._socket.settimeout(max(timeout, 0.001))
        return self._socket.recv(RECEIVE)

    def close(self) -> None:
        self._socket.close()


class DeviceLine:
    """USB or serial line, opened by python-escpos."""

    answers = True

    def __init__(
        self,
        kind: str,
        device: str,
        patience: Patience,
        *,
        baud: int = 9600,
        flow: str = "hardware",
    ):
        self._baud = baud if kind == "serial" else 0
        # Importing it takes half a second and configures logging: only who prints pays.
        from . import printer_devices as devices  # noqa: PLC0415  half a second

        try:
            if kind == "usb":
                if not (match := USB_ID.fullmatch(device)):
                    raise ValueError("not vendor:product")
                self._port = devices.UsbPort(*match.groups())
            else:
                self._port = devices.SerialPort(_device_path(device), baud, flow)
        except Exception as error:  # each library below has errors of its own
            raise OSError(f"{device}: {error}") from error

    def send(self, content: bytes, timeout: float) -> None:
        on_the_way = len(content) * BITS_PER_BYTE / self._baud if self._baud else 0
        deadline = time.monotonic() + timeout + on_the_way
        for start in range(0, len(content), USB_CHUNK):
            left = max(deadline - time.monotonic(), 0.05)
            self._port.send(content[start : start + USB_CHUNK], left)
        self._port.drain(deadline)

    def receive(self, timeout: float) -> bytes:
        deadline = time.monotonic() + timeout
        while (left := deadline - time.monotonic()) > 0:
            if reply := self._port.receive(left):
                return reply
        raise TimeoutError

    def close(self) -> None:
        self._port.close()


class FileLine:
    """A character device of the kernel's printer driver, such as /dev/usb/lp0."""

    answers = True

    def __init__(self, path: str):
        flags = os.O_NONBLOCK | os.O_NOCTTY
        try:
            self._file = os.open(_device_path(path), os.O_RDWR | flags)
        except PermissionError:
            self._file = os.open(path, os.O_WRONLY | flags)
            self.answers = False
        if not stat.S_ISCHR(os.fstat(self._file).st_mode):
            os.close(self._file)
            # Whoever may set up printers must not write into the server's files.
            raise OSError(f"{path} is not a device")

    def send(self, content: bytes, timeout: float) -> None:
        deadline, view = time.monotonic() + timeout, memoryview(content)
        while view:
            left = deadline - time.monotonic()
            if left <= 0 or not self._wait(select.POLLOUT, left):
                raise TimeoutError
            view = view[os.write(self._file, view) :]

    def receive(self, timeout: float) -> bytes:
        if not self._wait(select.POLLIN, timeout):
            raise TimeoutError
        return os.read(self._file, RECEIVE)

    def close(self) -> None:
        os.close(self._file)

    def _wait(self, event: int, timeout: float) -> bool:
        poll = select.poll()
        poll.register(self._file, event)
        return bool(poll.poll(max(timeout, 0) * 1000))


class SpoolLine:
    """A raw queue of the print system (CUPS).

    What is sent waits until the spooler has passed it on to the printer. Nothing comes
    back from the paper itself: sent counts as printed.
    """

    answers = False
    POLL_SECONDS = 0.2

    def __init__(self, queue: str):
        if not QUEUE_NAME.fullmatch(queue):
            raise OSError(f"{queue} is no name of a print queue")
        self._queue = queue
        state = self._run("lpstat", "-p", queue)
        if b"disabled" in state:
            raise OSError(state.decode("utf-8", "replace").strip())

    def send(self, content: bytes, timeout: float) -> None:
        deadline = time.monotonic() + timeout
        try:
            told = self._run("lp", "-d", self._queue, "-o", "raw", content=content)
        except TimeoutError:
            raise
        except OSError as error:
            raise Refused(str(error)) from error
        request = re.search(rb"%b-\d+" % re.escape(self._queue).encode(), told)
        while request and self._is_waiting(request[0]):
            if time.monotonic() > deadline:
                raise TimeoutError("it still waits in the print system")
            time.sleep(self.POLL_SECONDS)

    def receive(self, timeout: float) -> bytes:
        raise TimeoutError

    def close(self) -> None:
        """Nothing is open."""

    def _is_waiting(self, request: bytes) -> bool:
        queued = self._run("lpstat", "-W", "not-completed", "-o", self._queue)
        return request in (line.split(b" ")[0] for line in queued.splitlines())

    @staticmethod
    def _run(*command: str, content: bytes = b"") -> bytes:
        try:
            # Fixed words and a checked queue name: nothing here is read by a shell.
            done = subprocess.run(
                command,
                input=content,
                capture_output=True,
                check=False,
                env=os.environ | {"LC_ALL": "C"},
                timeout=10,
            )
        except subprocess.TimeoutExpired as error:
            raise TimeoutError("the print system does not answer") from error
        if done.returncode:
            raise OSError(done.stderr.decode("utf-8", "replace").strip())
        return done.stdout


def _device_path(path: str) -> str:
    if not DEVICE_PATH.fullmatch(path):
        raise OSError(f"{path} is not below /dev")
    return path
