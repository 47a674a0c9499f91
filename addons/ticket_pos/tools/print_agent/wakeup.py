"""The server's word that there is something to print.

It comes over Odoo's own websocket, which is made for many clients that wait: a request
that waited for work would keep one of the few web workers busy all day. The word carries
nothing; whoever hears it asks for work by an ordinary request, and asks now and then
anyway, so that nothing depends on it.
"""

import base64
import contextlib
import json
import logging
import os
import socket
import threading
from collections.abc import Callable
from urllib.parse import urlsplit

from .uplink import Server, open_connection

_logger = logging.getLogger(__name__)

SILENCE_SECONDS = 75  # the server pings after 40 to 55 seconds without a word
FIRST_PAUSE, LONGEST_PAUSE = 1, 60
MOST_BYTES = 1024 * 1024
KIND = "ticket_print_agent"
TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA


class Wakeup:
    """Calls ``wake`` with each word, and once for each new connection."""

    def __init__(self, server: Server, channel: str, wake: Callable[[dict], None]):
        self._server = server
        self._channel = channel
        self._wake = wake
        self._stop = threading.Event()
        self._socket: socket.socket | None = None
        self.connected = False
        threading.Thread(target=self._run, name="wakeup", daemon=True).start()

    def close(self) -> None:
        self._stop.set()
        if self._socket:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def _run(self) -> None:
        pause = FIRST_PAUSE
        while not self._stop.is_set():
            try:
                self._listen()
            except (OSError, ValueError) as error:
                _logger.debug("no websocket: %s", error)
            if self.connected:
                pause = FIRST_PAUSE
            self.connected = False
            self._stop.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _listen(self) -> None:
        with contextlib.closing(open_connection(self._server)) as connection:
            connection.connect()
            self._socket = connection.sock
            line = _Frames(connection.sock, _handshake(connection.sock, self._server))
            line.send(TEXT, json.dumps(self._subscription()).encode())
            connection.sock.settimeout(SILENCE_SECONDS)
            self.connected = True
            self._wake({})  # something may have come while nobody listened
            while not self._stop.is_set():
                kind, content = line.receive()
                if kind == PING:
                    line.send(PONG, content)
                elif kind == CLOSE:
                    return
                elif kind == TEXT:
                    for word in _words(content):
                        self._wake(word)

    def _subscription(self) -> dict:
        data = {"channels": [self._channel], "last": 0}
        return {"event_name": "subscribe", "data": data}


def _words(content: bytes) -> list[dict]:
    """Return what our own notifications carry; others are not for us.

    :raise ValueError: it is no list of notifications
    """
    try:
        messages = [notification["message"] for notification in json.loads(content)]
        return [
            dict(message["payload"] or {})
            for message in messages
            if message["type"] == KIND
        ]
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a notification: {error}") from error


def _handshake(line: socket.socket, server: Server) -> bytes:
    """Turn an HTTP connection into a websocket; return what was read too much."""
    url = urlsplit(server.url)
    headers = {
        "Host": url.netloc,
        "Origin": f"{url.scheme}://{url.netloc}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
    }
    lines = [f"GET {url.path.rstrip('/')}/websocket HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    line.sendall("\r\n".join([*lines, "", ""]).encode())
    received = b""
    while b"\r\n\r\n" not in received:
        content = line.recv(4096)
        if not content or len(received) > 65536:
            raise ConnectionError("the server knows no websocket")
        received += content
    head, _, rest = received.partition(b"\r\n\r\n")
    status = head.split(b" ", 2)[1:2]
    if status != [b"101"]:
        raise ConnectionError(f"the server refused a websocket: {head[:60]!r}")
    return rest


class _Frames:
    """Websocket frames, as a client sends and gets them (RFC 6455)."""

    def __init__(self, line: socket.socket, received: bytes = b""):
        self._line = line
        self._received = received

    def send(self, kind: int, content: bytes) -> None:
        size = len(content)
        head = bytes([0x80 | kind])
        if size < 126:
            head += bytes([0x80 | size])
        else:
            head += bytes([0x80 | 126]) + size.to_bytes(2, "big")
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(content))
        self._line.sendall(head + mask + masked)

    def receive(self) -> tuple[int, bytes]:
        """Return the kind and content of the next message; parts count as messages."""
        first, second = self._take(2)
        size = second & 0x7F
        if size == 126:
            size = int.from_bytes(self._take(2), "big")
        elif size == 127:
            size = int.from_bytes(self._take(8), "big")
        if size > MOST_BYTES:
            raise ValueError("too long a message")
        return first & 0x0F, self._take(size)

    def _take(self, count: int) -> bytes:
        while len(self._received) < count:
            content = self._line.recv(65536)
            if not content:
                raise ConnectionError("the server hung up")
            self._received += content
        taken, self._received = self._received[:count], self._received[count:]
        return taken
