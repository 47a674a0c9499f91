"""The gate API for the lanes, under the paths that the server has it."""

import asyncio
import contextlib
import gzip
import json
import logging
import re
import ssl
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from .. import scanning, wording
from . import VERSION
from .adapters import NotChecked
from .book import Device
from .hub import Hub
from .pages import Pages
from .store import StoreFull
from .uplink import API, NoAnswer, Refused

_logger = logging.getLogger(__name__)

MOST_HEAD, MOST_BODY = 16 * 1024, 1024 * 1024
MOST_SCANS = 500
IDLE_SECONDS = 120
BODY_SECONDS = 10
WORTH_PACKING = 4096
_PHOTO = re.compile(r"pass/(?P<number>\d{12})/photo", re.ASCII)


class Picture(NamedTuple):
    type: str
    content: bytes


class BadRequest(Exception):
    def __init__(self, status: int, code: str, message: str, **details):
        super().__init__(message)
        self.status, self.code, self.details = status, code, details


class Web:
    """An HTTP server of few words: one loop, kept connections, JSON."""

    def __init__(self, hub: Hub, origin: str = ""):
        """:param origin: pages from here may ask us: the server's scanner app"""
        self._hub, self._pages, self._origin = hub, Pages(hub), origin
        self._server: asyncio.Server | None = None
        self._calls = {
            ("POST", "scan"): self._scan,
            ("POST", "scans"): self._scans,
            ("POST", "passage"): self._passage,
            ("POST", "heartbeat"): self._heartbeat,
            ("GET", "package"): self._package,
            ("GET", "package/passes"): self._passes,
            ("GET", "package/tickets"): self._tickets,
        }

    async def start(self, host: str, port: int, tls: ssl.SSLContext | None) -> int:
        """Listen; return the port."""
        self._server = await asyncio.start_server(
            self._serve, host, port, ssl=tls, limit=MOST_HEAD, backlog=512
        )
        return self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        if self._server:
            self._server.close()

    # --- HTTP --------------------------------------------------------------------

    async def _serve(self, reader, writer) -> None:
        # The lane hung up, went silent, or speaks no HTTP.
        gone = OSError, EOFError, TimeoutError, asyncio.LimitOverrunError
        try:
            with contextlib.suppress(*gone):
                while await self._exchange(reader, writer):
                    continue
        finally:
            with contextlib.suppress(OSError):
                writer.close()

    async def _exchange(self, reader, writer) -> bool:
        """Answer one request; return whether the connection is kept."""
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), IDLE_SECONDS)
        try:
            method, target, headers = _parsed(head)
            size = _size_of_body(headers)
        except BadRequest as error:
            self._reply(writer, error.status, _error(error), {}, keep=False)
            await writer.drain()
            return False
        body = b""
        if size:
            body = await asyncio.wait_for(reader.readexactly(size), BODY_SECONDS)
        status, answer = await self._answer(method, target, headers, body)
        keep = headers.get("connection", "").lower() != "close"
        self._reply(writer, status, answer, headers, keep=keep)
        await writer.drain()
        return keep

    def _reply(self, writer, status, answer, headers, *, keep) -> None:
        content, kind = b"", "application/json; charset=utf-8"
        if isinstance(answer, Picture):
            content, kind = answer.content, answer.type
        elif answer is not None:
            content = json.dumps(answer, ensure_ascii=False).encode()
        lines = [
            f"HTTP/1.1 {status} {HTTPStatus(status).phrase}",
            f"Content-Type: {kind}",
            "X-Content-Type-Options: nosniff",
            "Cache-Control: no-store",
            f"Connection: {'keep-alive' if keep else 'close'}",
        ]
        packs = "gzip" in headers.get("accept-encoding", "")
        if packs and len(content) > WORTH_PACKING:
            content = gzip.compress(content, 1)
            lines.append("Content-Encoding: gzip")
        if self._origin and headers.get("origin") == self._origin:
            lines += [
                f"Access-Control-Allow-Origin: {self._origin}",
                "Access-Control-Allow-Headers: Authorization, Content-Type",
                "Access-Control-Allow-Methods: GET, POST",
                "Access-Control-Allow-Private-Network: true",
                "Access-Control-Max-Age: 600",
                "Vary: Origin",
            ]
        if status == HTTPStatus.UNAUTHORIZED:
            lines.append("WWW-Authenticate: Bearer")
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            lines.append("Retry-After: 1")
        lines.append(f"Content-Length: {len(content)}")
        # one write: a head and a body of their own would wait for each other
        writer.write("\r\n".join([*lines, "", ""]).encode() + content)

    async def _answer(self, method, target, headers, body) -> tuple[int, dict | None]:
        """Return the status and the JSON of any request; whatever goes wrong has the
        shape of the API's errors."""
        try:
            return await self._routed(method, target, headers, body)
        except BadRequest as error:
            return error.status, _error(error)
        except scanning.BadScan as error:
            message = f"{error.field}: {error}."
            bad = BadRequest(400, "invalid_request", message, field=error.field)
            return 400, _error(bad)
        except NotChecked as error:
            return error.status, _error(BadRequest(0, error.code, str(error)))
        except StoreFull:
            message = "The hub's disk takes nothing more: nothing was counted."
            return 503, _error(BadRequest(0, "storage_full", message))
        except Exception:
            # A lane must get an answer, and the other lanes must go on.
            _logger.exception("%s %s failed", method, target.partition("?")[0])
            return 500, _error(BadRequest(0, "internal_server_error", "It failed."))

    async def _routed(self, method, target, headers, body):
        """Return the status, and what is answered: JSON or a :class:`Picture`."""
        if method == "OPTIONS":
            return 204, None
        parts = urlsplit(target)
        if not parts.path.startswith(API):
            raise BadRequest(404, "not_found", "There is nothing here.")
        name = parts.path.removeprefix(API)
        if (method, name) == ("GET", "hub"):
            return 200, {"hub": VERSION, "alone": not self._hub.link.is_up}
        call = self._calls.get((method, name))
        if method == "GET" and (photo := _PHOTO.fullmatch(name)):
            self._device(headers)
            return 200, await self._photo(photo["number"])
        if not call:
            known = any(path == name for _method, path in self._calls)
            if known:
                raise BadRequest(405, "method_not_allowed", "Another method, please.")
            raise BadRequest(404, "not_found", "There is nothing here.")
        device = self._device(headers)
        self._hub.hear(device)
        lang = _language(headers, device)
        if method == "GET":
            query = {key: one[-1] for key, one in parse_qs(parts.query).items()}
            return 200, await call(device, query, lang)
        return 200, await call(device, _object(body), lang)

    def _device(self, headers) -> Device:
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            message = "Send the header Authorization: Bearer <token>."
            raise BadRequest(401, "unauthorized", message)
        device = self._hub.book.device_of(token)
        if not device:
            message = "No device behind this hub has this token."
            raise BadRequest(401, "unauthorized", message)
        return device

    # --- calls -------------------------------------------------------------------

    async def _scan(self, device, body, lang):
        return await self._hub.scan(device, body, lang)

    async def _scans(self, device, body, lang):
        scans = body.get("scans")
        if not isinstance(scans, list) or len(scans) > MOST_SCANS:
            message = f"scans must be a list of at most {MOST_SCANS}."
            raise BadRequest(400, "invalid_request", message)
        now = self._hub.clock.moment()
        for index, scan in enumerate(scans):
            try:
                scanning.ScanRequest.parse(scan, now)
            except scanning.BadScan as error:
                raise BadRequest(
                    400,
                    "invalid_request",
                    f"{error.field}: {error}.",
                    field=error.field,
                    index=index,
                ) from error
        return {"scans": [await self._hub.scan(device, scan, lang) for scan in scans]}

    async def _passage(self, device, body, _lang):
        report = self._hub.passages.report
        return await report(device, body.get("ref"), body.get("passed"))

    async def _heartbeat(self, device, body, lang):
        self._hub.link.commands.confirm(device.id, body.get("done"))
        return self._pages.status(device, lang)

    async def _package(self, device, _query, lang):
        return self._pages.package(device, lang)

    async def _photo(self, number) -> Picture:
        """Only the server has photos; the hub keeps no face on its disk."""
        try:
            photo = await self._hub.link.photo(number)
        except (NoAnswer, Refused) as error:
            message = "There is no photo of this pass, or the server is away."
            raise BadRequest(404, "not_found", message) from error
        return Picture(photo["type"], photo["content"])

    async def _passes(self, device, query, _lang):
        return self._pages.passes(device, query.get("since", ""))

    async def _tickets(self, device, query, _lang):
        try:
            session = int(query.get("session", ""))
        except ValueError as error:
            message = "session must be a number."
            raise BadRequest(400, "invalid_request", message) from error
        tickets = self._pages.tickets(device, session, query.get("since", ""))
        if tickets is None:
            raise BadRequest(404, "not_found", "There is no such session here.")
        return tickets


def _parsed(head: bytes) -> tuple[str, str, dict[str, str]]:
    first, *lines = head.decode("latin-1").split("\r\n")[:-2]
    words = first.split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1."):
        raise BadRequest(400, "bad_request", "This is no HTTP.")
    headers = {}
    for line in lines:
        name, separator, value = line.partition(":")
        if not separator or name != name.strip():
            raise BadRequest(400, "bad_request", "This is no HTTP.")
        headers[name.lower()] = value.strip()
    return words[0], words[1], headers


def _size_of_body(headers) -> int:
    if "transfer-encoding" in headers:
        raise BadRequest(411, "length_required", "Say the Content-Length.")
    size = headers.get("content-length", "0")
    if not size.isascii() or not size.isdigit():
        raise BadRequest(400, "bad_request", "Content-Length is no number.")
    if int(size) > MOST_BODY:
        raise BadRequest(413, "request_entity_too_large", "That is too much.")
    return int(size)


def _object(body: bytes) -> dict:
    try:
        value = json.loads(body or b"{}")
    except (ValueError, RecursionError) as error:
        message = "The body is not JSON."
        raise BadRequest(400, "invalid_json", message) from error
    if not isinstance(value, dict):
        raise BadRequest(400, "invalid_request", "The body must be a JSON object.")
    return value


def _language(headers, device: Device) -> str:
    accepted = headers.get("accept-language", "")
    tags = [part.partition(";")[0].strip() for part in accepted.split(",")]
    return wording.preferred_language(
        [tag for tag in tags if tag], ("en_US", "zh_CN"), device.lang
    )


def _error(error: BadRequest) -> dict:
    return {
        "error": {"code": error.code, "message": str(error), "details": error.details}
    }
