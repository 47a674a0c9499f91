"""A line to a server that can be cut, in each of the ways a network breaks."""

import contextlib
import itertools
import random
import socket
import threading
import time

OPEN, REFUSED, SILENT, DEAF = "open", "refused", "silent", "deaf"
#: Refused: the port is shut. Silent: nothing arrives. Deaf: requests arrive and are
#: answered, and no answer comes back.
CUTS = (REFUSED, SILENT, DEAF)


class CutLine:
    """Forwards TCP from ``port`` to a server while ``mode`` is open."""

    def __init__(self, host: str, port: int):
        self._target = host, port
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self._listener.getsockname()[1]
        self.mode = OPEN
        self._sockets: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._ends = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def set(self, mode: str) -> None:
        self.mode = mode
        if mode == REFUSED:
            self._hang_up()

    def close(self) -> None:
        self._ends.set()
        self._listener.close()
        self._hang_up()

    def cut_now_and_then(self, seconds: float, seed: int = 1) -> list[tuple]:
        """Cut and mend the line for so long; return ``(second, mode)`` of each change."""
        rng, begun, told = random.Random(seed), time.monotonic(), []
        cuts = itertools.cycle(CUTS)
        while (left := begun + seconds - time.monotonic()) > 0:
            is_cut = self.mode == OPEN and told
            mode = next(cuts) if is_cut else OPEN
            self.set(mode)
            told.append((round(seconds - left, 1), mode))
            pause = rng.uniform(0.04, 0.08) if is_cut else rng.uniform(0.05, 0.12)
            self._ends.wait(min(pause * seconds, left))
        self.set(OPEN)
        return told

    def _hang_up(self) -> None:
        with self._lock:
            sockets, self._sockets = self._sockets, set()
        for one in sockets:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        while not self._ends.is_set():
            try:
                here, _address = self._listener.accept()
            except OSError:
                return
            if self.mode == REFUSED:
                here.close()
                continue
            try:
                there = socket.create_connection(self._target, 5)
            except OSError:
                here.close()
                continue
            there.settimeout(None)
            with self._lock:
                self._sockets |= {here, there}
            for one, other, lost in ((here, there, (SILENT,)), (there, here, CUTS)):
                threading.Thread(
                    target=self._pump, args=(one, other, lost), daemon=True
                ).start()

    def _pump(self, one, other, lost) -> None:
        """Carry what comes; what comes while it is cut is gone for ever."""
        with contextlib.suppress(OSError):
            while content := one.recv(65536):
                if self.mode in lost:
                    continue
                other.sendall(content)
        for end in (one, other):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
