"""The printer on the network, well or ill."""

import contextlib
import socket
import struct
import threading
import time
from collections import deque
from dataclasses import replace

from . import fgl, tspl, zpl
from .escpos_paper import Paper as EscposPaper
from .ticket import Command, Faults, Stock, Ticket

LANGUAGES = {
    "escpos": EscposPaper,
    "zpl": zpl.Paper,
    "fgl": fgl.Paper,
    "tspl": tspl.Paper,
}
RESET_ON_CLOSE = struct.pack("ii", 1, 0)  # SO_LINGER with no time: RST, not FIN
SMALL_BUFFER = 4096
SPOKEN_UNHEARD = 64  # bytes that a printer keeps for who asks later


class VirtualPrinter:
    """Listens at once; ``port`` is where. Safe to use from several threads.

    :param language: ``escpos``, ``zpl``, ``fgl`` or ``tspl``
    :param width: dots across the head, as is usual for the language if not given
    :param length: dots of a blank ticket, for languages in which jobs do not say it
    """

    def __init__(
        self,
        port: int = 0,
        width: int | None = None,
        host: str = "127.0.0.1",
        faults: Faults | None = None,
        *,
        language: str = "escpos",
        dpi: int | None = None,
        length: int | None = None,
        name: str = "",
    ):
        machine = LANGUAGES[language]
        usual = machine.stock
        self.language = language
        self.name = name or language
        self.stock = Stock(
            width or usual.width, dpi or usual.dpi, length or usual.length
        )
        self.paper = machine(self.stock)
        self.received = 0
        self._faults = faults or Faults()
        self._held: deque[tuple[Command, socket.socket]] = deque()
        self._unheard = b""
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
    def unknown(self) -> list[Command]:
        """Commands that a real printer might not know either; tests want none."""
        return self.paper.unknown

    @property
    def waiting(self) -> list[Command]:
        """What it took and has not carried out, because it stands still."""
        with self._changed:
            return self._waiting()

    @property
    def faults(self) -> Faults:
        return self._faults

    def change(self, **faults) -> None:
        """Break or mend; what was held back while it stood still is printed then."""
        self._become(replace(self._faults, **faults))

    def mend(self) -> None:
        """Put in paper, close the cover, and so on; print what was held back."""
        self._become(self._faults.mended())

    def restart(self) -> None:
        """Cut the power: what it held is forgotten and whoever is connected is not."""
        with self._changed:
            self._held.clear()
            self._unheard = b""
            self.paper.forget()
            for connection in list(self._connections):
                _reset(connection)
            self._changed.notify_all()

    def wait_for(self, count: int, timeout: float = 5.0) -> list[Ticket]:
        """Return the tickets once there are ``count``, or those there are in time."""
        with self._changed:
            self._changed.wait_for(lambda: len(self.paper.tickets) >= count, timeout)
            return list(self.paper.tickets)

    def wait_for_bytes(self, count: int, timeout: float = 5.0) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self.received >= count, timeout)

    def wait_for_change(self, seen: tuple, timeout: float) -> tuple:
        """Return the state as soon as it is not ``seen``, or what it is in time."""
        with self._changed:
            self._changed.wait_for(lambda: self._state() != seen, timeout)
            return self._state()

    def close(self) -> None:
        """Stop listening and hang up: from now on connections are refused."""
        # Closing alone would leave the thread in accept() with the port still open.
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in list(self._connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _state(self) -> tuple:
        return len(self.paper.tickets), self._faults, len(self._held)

    def _become(self, faults: Faults) -> None:
        with self._changed:
            self._break_or_mend(faults)
            while self._held and not self._faults.stopped:
                self._perform(*self._held.popleft())
            self._changed.notify_all()

    def _break_or_mend(self, faults: Faults) -> None:
        said = self.paper.changed(self._faults, faults)
        self._faults = faults
        if said and not faults.mute:
            for connection in list(self._connections):
                self._answer(connection, said)
            if not self._connections:
                self._unheard = (self._unheard + said)[-SPOKEN_UNHEARD:]

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
        parser, taken = self.paper.parser(), 0
        with connection, contextlib.suppress(OSError):
            self._welcome(connection)
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

    def _welcome(self, connection: socket.socket) -> None:
        with self._changed:
            self._connections.add(connection)
            self._answer(connection, self._unheard)
            self._unheard = b""

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
                self._break_or_mend(
                    replace(self._faults, paper="out", paper_out_after=None)
                )
            for command in commands:
                answer = self.paper.ask(command, self._faults, self._waiting)
                if answer is not None:
                    self._answer(connection, b"" if self._quiet(command) else answer)
                elif self._faults.stopped:
                    self._held.append((command, connection))
                else:
                    self._perform(command, connection)
            self._changed.notify_all()

    def _quiet(self, command: Command) -> bool:
        return (
            self._faults.stopped
            and self._faults.quiet_when_stopped
            and command.code not in self.paper.always_answered
        )

    def _waiting(self) -> list[Command]:
        return [command for command, _connection in self._held]

    def _perform(self, command: Command, connection: socket.socket) -> None:
        self._answer(connection, self.paper.run(command, self._faults))

    def _answer(self, connection: socket.socket, content: bytes) -> None:
        # Whoever asked may have hung up by now; a printer does not mind.
        if content and not self._faults.mute:
            with contextlib.suppress(OSError):
                connection.sendall(content)


def _reset(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        # close() alone would wait for the thread that reads.
        connection.shutdown(socket.SHUT_RD)
