"""Requests to the server. Each may be sent twice: the server answers it once."""

import asyncio
import contextlib
import http.client
import json
import logging
import socket
import ssl
import threading
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

from . import VERSION

_logger = logging.getLogger(__name__)

API = "/ticket/api/v1/gate/"
MOST_BYTES = 64 * 1024 * 1024  # of one answer
PICTURES = frozenset({"image/png", "image/jpeg"})


class NoAnswer(Exception):
    """Nobody knows what came of the request."""


class Refused(Exception):
    """The server says no; ``code`` is a word for programs."""

    def __init__(self, status: int, code: str, message: str, details: dict):
        super().__init__(message)
        self.status, self.code, self.details = status, code, details

    @property
    def is_about_us(self) -> bool:
        """True when this hub's token opens nothing any more."""
        return self.status == 401


@dataclass(frozen=True, slots=True)
class Server:
    """Where the server is, and who we are to it."""

    url: str
    token: str = ""
    database: str = ""
    ca_file: str = ""

    def headers(self) -> dict[str, str]:
        headers = {
            "User-Agent": f"gate-hub/{VERSION}",
            "Content-Type": "application/json",
            "Accept-Encoding": "gzip",
        }
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if self.database:
            headers["X-Odoo-Database"] = self.database
        return headers


class Uplink:
    """Connections that are kept open, each with a thread that waits on it."""

    def __init__(self, server: Server, connections: int = 1):
        self._url = urlsplit(server.url)
        self._headers = server.headers()
        self._tls = ssl.create_default_context(cafile=server.ca_file or None)
        self._mine = threading.local()
        self._threads = ThreadPoolExecutor(connections, thread_name_prefix="uplink")

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def ask(
        self, name: str, message: dict | None = None, *, seconds: float, lang: str = ""
    ) -> tuple[dict, float]:
        """Return the answer, and how long it took.

        :param message: what is posted; without, it is a GET
        :raise NoAnswer: none came within ``seconds``
        :raise Refused: the server does not want it
        """
        loop = asyncio.get_running_loop()
        asked = loop.run_in_executor(
            self._threads, self._exchange, name, message, seconds, lang
        )
        try:
            status, answer, took = await asyncio.wait_for(asked, seconds)
        except TimeoutError as error:
            raise NoAnswer(f"no answer within {seconds:g} s") from error
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
            raise NoAnswer(str(error) or type(error).__name__) from error
        if status == 200:
            return answer, took
        error = answer.get("error")
        if status >= 500 or not isinstance(error, dict):
            # Also a proxy in between, or a server that is just starting.
            raise NoAnswer(f"the server answered {status}")
        raise Refused(
            status,
            str(error.get("code", "")),
            str(error.get("message", "")),
            error.get("details") or {},
        )

    def _exchange(self, name, message, seconds, lang) -> tuple[int, dict, float]:
        kept = getattr(self._mine, "connection", None) is not None
        begun = time.monotonic()
        try:
            status, answer = self._request(name, message, seconds, lang)
        except (OSError, http.client.HTTPException):
            self._drop()
            if not kept or time.monotonic() - begun > seconds / 2:
                raise
            # The server closes connections that were idle: once more, on a new one.
            try:
                status, answer = self._request(name, message, seconds, lang)
            except BaseException:
                self._drop()
                raise
        except BaseException:
            self._drop()
            raise
        return status, answer, time.monotonic() - begun

    def _request(self, name, message, seconds, lang) -> tuple[int, dict]:
        connection = getattr(self._mine, "connection", None)
        if connection is None or connection.sock is None:  # it said that it would close
            connection = self._connect(seconds)
        connection.sock.settimeout(seconds)
        headers = {**self._headers, **({"Accept-Language": lang} if lang else {})}
        path = self._url.path.rstrip("/") + API + name
        if message is None:
            connection.request("GET", path, headers=headers)
        else:
            connection.request("POST", path, json.dumps(message).encode(), headers)
        reply = connection.getresponse()
        content = reply.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise http.client.HTTPException("the answer is too long")
        if reply.headers.get("Content-Encoding") == "gzip":
            content = zlib.decompressobj(31).decompress(content, MOST_BYTES)
        if reply.headers.get_content_type() in PICTURES:
            return reply.status, {
                "type": reply.headers.get_content_type(),
                "content": content,
            }
        answer = json.loads(content)
        if not isinstance(answer, dict):
            raise ValueError("the answer is no object")
        return reply.status, answer

    def _connect(self, seconds: float) -> http.client.HTTPConnection:
        host, port = self._url.hostname, self._url.port
        if self._url.scheme == "https":
            connection = http.client.HTTPSConnection(
                host, port, timeout=seconds, context=self._tls
            )
        else:
            connection = http.client.HTTPConnection(host, port, timeout=seconds)
        connection.connect()
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._mine.connection = connection
        return connection

    def _drop(self) -> None:
        connection = getattr(self._mine, "connection", None)
        self._mine.connection = None
        if connection:
            with contextlib.suppress(OSError):
                connection.close()
