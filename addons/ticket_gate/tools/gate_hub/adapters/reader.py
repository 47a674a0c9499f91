"""A reader that posts what it read, and opens its own gate on the answer.

QR heads of the VGUANG and RTscan kind speak so, by HTTP or by bare lines over TCP
(makers' protocol sheets)::

    vgdecoderesult=<code>&&devicenumber=<number>&&otherparams=
    -> code=0000                 opens
    -> code=0001&&desc=<words>   stays shut, and may show the words

Some send the code alone. Settings in ``hub.json``::

    {"kind": "reader", "protocol": "http" | "tcp", "port": 9001, "host": "0.0.0.0",
     "devices": {"<devicenumber>": {"device": 12, "direction": "in"}},
     "default": "<devicenumber>"}

``default`` is whose code it is when the reader names no number.
"""

import asyncio
import logging
import re
import time
from collections.abc import AsyncIterator
from hashlib import sha256

from . import NotChecked

_logger = logging.getLogger(__name__)

OPEN, SHUT = "0000", "0001"
LONGEST = 8 * 1024
_END = re.compile(rb"[\r\n]+")
#: A reader that hears nothing in time sends again: the same code within these seconds
#: is the same scan. A second visitor cannot have come and read a ticket by then.
REPEAT_SECONDS = 3.0
#: A reader that goes silent in the middle of its words is let go after these seconds.
PATIENCE = 10.0


class TooLong(ValueError):
    """What comes is no scan."""


def parse(text: str) -> tuple[str, str]:
    """Return the code and the reader's number, which may be empty.

    >>> parse("vgdecoderesult=4539148803436467&&devicenumber=7&&otherparams=")
    ('4539148803436467', '7')
    >>> parse("4539148803436467\\r\\n")
    ('4539148803436467', '')
    """
    text = text.strip()
    if "vgdecoderesult=" not in text:
        return text, ""
    fields = dict(part.partition("=")[::2] for part in text.split("&&"))
    return fields.get("vgdecoderesult", ""), fields.get("devicenumber", "")


class Repeats:
    """Gives a reading its number, and the same number to the same reading again."""

    def __init__(self, clock=time.monotonic):
        self._clock = clock
        self._last: dict[str, tuple[str, float, str]] = {}

    def number(self, reader: str, code: str) -> str:
        now = self._clock()
        digest = sha256(code.encode("utf-8", "replace")).hexdigest()[:16]
        known, since, number = self._last.get(reader, ("", 0.0, ""))
        if known != digest or now - since > REPEAT_SECONDS:
            number = f"{digest}-{time.time_ns():x}"
        self._last[reader] = digest, now, number
        return number


class Reader:
    def __init__(self, settings: dict, gate):
        self._settings, self._gate = settings, gate
        self._lanes = settings["devices"]
        self._default = str(settings.get("default", ""))
        self._repeats = Repeats()
        self._server = None
        self._writers = set()

    async def start(self) -> None:
        self._server = await asyncio.start_server(
            self._serve,
            self._settings.get("host", "0.0.0.0"),
            int(self._settings["port"]),
            limit=LONGEST,
        )

    @property
    def port(self) -> int:
        return self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        if self._server:
            self._server.close()
            for writer in self._writers:
                writer.close()
            await self._server.wait_closed()

    # --- what is said --------------------------------------------------------

    async def answer(self, text: str) -> str:
        """Return the words for the reader. What is not known to be good stays shut."""
        code, reader = parse(text)
        reader = reader if reader in self._lanes else self._default
        lane = self._lanes.get(reader)
        if lane is None:
            return f"code={SHUT}&&desc=unknown reader"
        scan_id = self._repeats.number(reader, code)
        direction = lane.get("direction", "in")
        try:
            told = await self._gate.decide(lane["device"], code, direction, scan_id)
        except NotChecked as error:
            _logger.warning("reader %s: %s", reader, error)
            return f"code={SHUT}&&desc=not checked"
        if told["result"] == "admit":
            return f"code={OPEN}&&desc=ok"
        return f"code={SHUT}&&desc={told['message']}"

    async def _serve(self, reader, writer) -> None:
        is_http = self._settings.get("protocol", "http") == "http"
        talk = self._talk_http if is_http else self._talk_tcp
        self._writers.add(writer)
        try:
            await talk(reader, writer)
        except (TooLong, OSError, EOFError, TimeoutError) as error:
            _logger.info("a reader was let go: %s", error)
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _talk_tcp(self, reader, writer) -> None:
        async for line in lines(reader):
            writer.write((await self.answer(line)).encode() + b"\r\n")
            await writer.drain()

    async def _talk_http(self, reader, writer) -> None:
        while body := await _request(reader):
            said = (await self.answer(body.decode("utf-8", "replace"))).encode()
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n"
                b"Content-Length: %d\r\n\r\n%b" % (len(said), said)
            )
            await writer.drain()


async def lines(reader: asyncio.StreamReader) -> AsyncIterator[str]:
    """Yield what comes, line by line, ended by CR, LF or both.

    :raise TooLong: a line is longer than any scan
    """
    rest = b""
    while chunk := await reader.read(LONGEST):
        *whole, rest = _END.split(rest + chunk)
        for line in whole:
            if line.strip():
                yield line.decode("utf-8", "replace")
        if len(rest) > LONGEST:
            raise TooLong("a line without an end")
    if rest.strip():
        yield rest.decode("utf-8", "replace")


async def _request(reader: asyncio.StreamReader) -> bytes:
    """Return the body of the next HTTP request; ``b""`` when the reader hangs up.

    :raise TooLong: headers or body are larger than any scan
    """
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""
    except asyncio.LimitOverrunError as error:
        raise TooLong("headers without an end") from error
    size = 0
    for header in head.split(b"\r\n")[1:]:
        name, _colon, value = header.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            size = int(value)
    if size > LONGEST:
        raise TooLong("the body is no scan")
    async with asyncio.timeout(PATIENCE):
        return await reader.readexactly(size) or b"\r\n"


def open_adapter(settings: dict, gate) -> Reader:
    """See ``adapters.open_adapter``."""
    return Reader(settings, gate)
