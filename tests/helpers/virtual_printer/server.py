"""The printer on the network, well or ill."""

import contextlib
import socket
import struct
import threading
import time
from collections import deque
from dataclasses import dataclass, replace

from .commands import Command, Parser
from .paper import Paper, Ticket

RESET_ON_CLOSE = struct.pack("ii", 1, 0)  # SO_LINGER with no time: RST, not FIN
SMALL_BUFFER = 4096


@dataclass(frozen=True)
class Faults:
    """What is wrong with the printer; as built, nothing is."""

    paper: str = "ok"  # ok, low, out
    online: bool = True
    cover: bool = False  # open
    mute: bool = False  # never answers anything
    acknowledge: bool = True  # knows GS ( H, the process id
    bytes_per_second: int | None = None
    drop_after: int | None = None  # bytes taken of a connection, then it is reset
    paper_out_after: int | None = None  # bytes taken, then the paper is out

    @property
    def stopped(self) -> bool:
        return not self.online or self.cover or self.paper == "out"


class VirtualPrinter:
    """Listens at once; ``port`` is where. Safe to use from several threads."""

    def __init__(
        self,
        port: int = 0,
        width: int = 576,
        host: str = "127.0.0.1",
        faults: Faults | None = None,
    ):
        self.paper = Paper(width)
        self.received = 0
        self._faults = faults or Faults()
        self._held: deque[tuple[Command, socket.socket]] = deque()
        self._changed = threading.Condition()
        self._connections: set[socket.socket] = set()
        self._listener = socket.create_server((host, port))
        self.host, self.port = self._listener.getsockname()[:2]
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> "VirtualPrinter":
        return self

    def __exit__(self, *_exception) -> None:
        self.close()

    @property
    def tickets(self) -> list[Ticket]:
        with self._changed:
            return list(self.paper.tickets)

    @property
    def faults(self) -> Faults:
        return self._faults

    def change(self, **faults) -> None:
        """Break or mend; what was held back while it stood still is printed then."""
        with self._changed:
            self._faults = replace(self._faults, **faults)
            while self._held and not self._faults.stopped:
                self._perform(*self._held.popleft())
            self._changed.notify_all()

    def wait_for(self, count: int, timeout: float = 5.0) -> list[Ticket]:
        """Return the tickets once there are ``count``, or those there are in time."""
        with self._changed:
            self._changed.wait_for(lambda: len(self.paper.tickets) >= count, timeout)
            return list(self.paper.tickets)

    def wait_for_bytes(self, count: int, timeout: float = 5.0) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self.received >= count, timeout)

    def close(self) -> None:
        """Stop listening and hang up: from now on connections are refused."""
        # Closing alone would leave the thread in accept() with the port still open.
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in list(self._connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _listen(self) -> None:
        while True:
            try:
                connection, _address = self._listener.accept()
            except OSError:
                return
            threading.Thread(
                target=self._serve, args=(connection,), daemon=True
            ).start()

    def _serve(self, connection: socket.socket) -> None:
        parser, taken = Parser(), 0
        self._connections.add(connection)
        with connection, contextlib.suppress(OSError):
            if self._faults.bytes_per_second:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
            while content := self._receive(connection):
                if limit := self._faults.drop_after:
                    content = content[: limit - taken]
                taken += len(content)
                self._take(parser.feed(content), len(content), connection)
                if limit and taken >= limit:
                    connection.setsockopt(
                        socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE
                    )
                    break
        self._connections.discard(connection)

    def _receive(self, connection: socket.socket) -> bytes:
        rate = self._faults.bytes_per_second
        content = connection.recv(max(64, rate // 20) if rate else 65536)
        if rate:
            time.sleep(len(content) / rate)
        return content

    def _take(self, commands: list[Command], size: int, connection) -> None:
        with self._changed:
            self.received += size
            limit = self._faults.paper_out_after
            if limit is not None and self.received >= limit:
                self._faults = replace(self._faults, paper="out", paper_out_after=None)
            for command in commands:
                if command.code == b"\x10\x04":
                    self._answer(connection, self._status(command.arguments[0]))
                elif self._faults.stopped:
                    self._held.append((command, connection))
                else:
                    self._perform(command, connection)
            self._changed.notify_all()

    def _perform(self, command: Command, connection: socket.socket) -> None:
        code, arguments = command
        if code == b"\x1d(" and arguments[:1] == b"H":
            if self._faults.acknowledge:
                self._answer(connection, b"\x37\x22" + arguments[5:9] + b"\0")
        elif code == b"\x1dr":
            paper = {"ok": 0, "low": 3, "out": 0x0F}[self._faults.paper]
            self._answer(connection, bytes([paper]))
        else:
            self.paper.run(command)

    def _answer(self, connection: socket.socket, content: bytes) -> None:
        # Whoever asked may have hung up by now; a printer does not mind.
        if not self._faults.mute:
            with contextlib.suppress(OSError):
                connection.sendall(content)

    def _status(self, kind: int) -> bytes:
        faults = self._faults
        out = faults.paper == "out"
        return {
            1: bytes([0x12 | (0x08 if faults.stopped else 0)]),
            2: bytes([0x12 | (0x04 if faults.cover else 0) | (0x20 if out else 0)]),
            3: b"\x12",
            4: bytes([0x12 | {"ok": 0, "low": 0x0C, "out": 0x6C}[faults.paper]]),
        }.get(kind, b"\x12")
