"""Requests to the server."""

import base64
import contextlib
import http.client
import json
import ssl
import zlib
from dataclasses import dataclass
from urllib.parse import urlsplit

from . import VERSION
from .spool import Job

TIMEOUT = 20
MOST_BYTES = 64 * 1024 * 1024  # of one answer
MOST_PAYLOAD = 16 * 1024 * 1024  # of one ticket
API = "/ticket/api/v1/print/"


class Unreached(OSError):
    """The request did not leave this machine."""


class Unanswered(OSError):
    """The request left, and nobody knows what came of it."""


class Refused(Exception):
    """The server says no; ``code`` is a word for programs."""

    def __init__(self, status: int, code: str, message: str):
        super().__init__(message)
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True)
class Server:
    """Where the server is, and who we are to it."""

    url: str
    token: str = ""
    database: str = ""
    ca_file: str = ""

    def headers(self) -> dict[str, str]:
        headers = {"User-Agent": f"print-agent/{VERSION}"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if self.database:
            headers["X-Odoo-Database"] = self.database
        return headers

    def tls(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.ca_file or None)


class Uplink:
    """One connection that is kept open; not for several threads."""

    def __init__(self, server: Server):
        self._server = server
        self._connection: http.client.HTTPConnection | None = None

    def post(self, name: str, message: dict) -> dict:
        """Send a message and return the answer.

        :raise Unreached: it was surely not sent
        :raise Unanswered: it may have been
        :raise Refused: the server does not want it
        """
        body = json.dumps(message).encode()
        try:
            status, content = self._exchange(name, body)
        except Unanswered:
            self.close()
            raise
        return _answer(status, content)

    def close(self) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None

    def _exchange(self, name: str, body: bytes) -> tuple[int, bytes]:
        kept = self._connection is not None
        try:
            return self._request(name, body)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            if isinstance(error, Unreached):
                raise
            if not kept:
                raise Unanswered(str(error) or type(error).__name__) from error
        # The server closes connections that were idle: once more, on a new one.
        try:
            return self._request(name, body)
        except (OSError, http.client.HTTPException) as error:
            # Of the first try nobody knows, so neither of the second.
            raise Unanswered(str(error) or type(error).__name__) from error

    def _request(self, name: str, body: bytes) -> tuple[int, bytes]:
        connection = self._connection or self._connect()
        path = urlsplit(self._server.url).path.rstrip("/")
        headers = {"Content-Type": "application/json", **self._server.headers()}
        connection.request("POST", path + API + name, body, headers)
        reply = connection.getresponse()
        content = reply.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise http.client.HTTPException("the answer is too long")
        return reply.status, content

    def _connect(self) -> http.client.HTTPConnection:
        connection = open_connection(self._server)
        try:
            connection.connect()
        except (OSError, http.client.HTTPException) as error:
            with contextlib.suppress(OSError):
                connection.close()
            raise Unreached(f"{self._server.url}: {error}") from error
        self._connection = connection
        return connection


def open_connection(server: Server) -> http.client.HTTPConnection:
    """Return a connection to the server that is not connected yet."""
    url = urlsplit(server.url)
    if url.scheme == "https":
        return http.client.HTTPSConnection(
            url.hostname, url.port, timeout=TIMEOUT, context=server.tls()
        )
    return http.client.HTTPConnection(url.hostname, url.port, timeout=TIMEOUT)


def _answer(status: int, content: bytes) -> dict:
    try:
        answer = json.loads(content)
        if not isinstance(answer, dict):
            raise TypeError
    except (ValueError, TypeError):
        answer = {}
    if status == 200 and answer:
        return answer
    error = answer.get("error")
    if isinstance(error, dict):
        raise Refused(status, str(error.get("code", "")), str(error.get("message", "")))
    # A proxy in between, or a server that is just starting.
    raise Unanswered(f"the server answered {status} and not as a box office does")


def job_told(told: dict) -> Job:
    """Return a job as the server told it.

    :raise ValueError: it is not one
    """
    try:
        packed = base64.b64decode(told["payload"], validate=True)
        unpacker = zlib.decompressobj()
        payload = unpacker.decompress(packed, MOST_PAYLOAD)
        if unpacker.unconsumed_tail or not unpacker.eof:
            raise ValueError("the ticket is too long")
        return Job(
            claim=str(told["claim"]),
            id=int(told["id"]),
            name=str(told["name"]),
            printer=int(told["printer"]),
            payload=payload,
        )
    except (KeyError, TypeError, zlib.error) as error:
        raise ValueError(f"the server sent no ticket: {error}") from error
