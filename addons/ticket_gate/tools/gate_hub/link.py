"""Whether the server is there, and what it wants the lanes to do."""

import asyncio
import logging
import time

from .book import Book, Device
from .uplink import NoAnswer, Refused, Server, Uplink

_logger = logging.getLogger(__name__)

SCAN_SECONDS = 0.8  # people stand at the barrier
PHOTO_SECONDS = 3.0
QUIET_SECONDS = 2.0  # after a scan that was not answered; doubled each time
LONGEST_QUIET = 30.0
CONNECTIONS = 8


class Link:
    """The way to the server."""

    def __init__(self, server: Server, scan_seconds: float = SCAN_SECONDS):
        self.server = server
        self.commands = Commands()
        self.scan_seconds = scan_seconds
        self.is_up = False
        self.is_revoked = False
        self.changed = asyncio.Event()
        self._scans = Uplink(server, CONNECTIONS)
        self._background = Uplink(server, 3)
        self._misses = 0
        self._quiet_until = 0.0
        self.alone_since = time.time()

    def close(self) -> None:
        self._scans.close()
        self._background.close()

    # --- is it there? ----------------------------------------------------------

    def lost(self, why: Exception) -> None:
        """A scan was not answered: from now on we decide."""
        if self.is_up:
            self._misses += 1
            quiet = QUIET_SECONDS * 2 ** min(self._misses - 1, 8)
            self._quiet_until = time.monotonic() + min(quiet, LONGEST_QUIET)
        self._down(why)

    def silent(self, why: Exception) -> None:
        """It did not answer when it was asked how it is."""
        self._down(why)

    def found(self) -> None:
        """The server answered. It is asked again when it has been quiet for a while, so
        that a server that half works does not keep people waiting."""
        if not self.is_up and time.monotonic() >= self._quiet_until:
            self.is_up = True
            self.changed.set()
            _logger.info("the server answers; scans are passed on")

    def _down(self, why: Exception) -> None:
        if self.is_up:
            self.is_up = False
            self.alone_since = time.time()
            _logger.warning("the server does not answer (%s); the hub decides", why)

    # --- requests ----------------------------------------------------------------

    async def scan(self, message: dict, lang: str) -> dict:
        """Pass a scan on.

        :raise NoAnswer, Refused:
        """
        lang = lang.replace("_", "-")
        answer, _took = await self._scans.ask(
            "scan", message, seconds=self.scan_seconds, lang=lang
        )
        if answer.get("result") not in {"admit", "refuse"} or "reason" not in answer:
            raise NoAnswer("the answer is none to a scan")
        self._misses = 0
        return answer

    async def passage(self, device: int, ref: str, passed: int) -> dict:
        message = {"device": device, "ref": ref, "passed": passed}
        answer, _took = await self._scans.ask(
            "passage", message, seconds=self.scan_seconds
        )
        return answer

    async def photo(self, number: str) -> dict:
        """Return ``type`` and ``content`` of the photo on a pass.

        :raise NoAnswer, Refused:
        """
        answer, _took = await self._background.ask(
            f"pass/{number}/photo", seconds=PHOTO_SECONDS
        )
        if "content" not in answer:
            raise NoAnswer("the answer is no picture")
        return answer

    async def ask(self, name: str, message: dict | None = None, seconds: float = 10):
        """Everything nobody waits for. Returns the answer and how long it took.

        :raise NoAnswer, Refused:
        """
        return await self._background.ask(name, message, seconds=seconds)


class Commands:
    """What the server wants of the lanes, until they have done it."""

    def __init__(self):
        self._pending: dict[int, dict] = {}
        self._states: dict[int, str] = {}
        self._listeners: dict[int, list] = {}
        self._heard: dict[int, str] = {}
        self._given: set[int] = set()
        self._tasks: set[asyncio.Task] = set()
        self.done: list[int] = []

    def listen(self, device: int, handler) -> None:
        self._listeners.setdefault(device, []).append(handler)

    def hear(self, answer: dict, book: Book) -> None:
        """Take the commands and lane states of the server's heartbeat."""
        wanted = {one["id"]: one for one in answer.get("commands") or ()}
        self._pending = {
            number: command
            for number, command in wanted.items()
            if number not in self.done
        }
        lanes = answer.get("lanes")
        if isinstance(lanes, dict):
            self._states = {int(gate): state for gate, state in lanes.items()}
        self._given &= wanted.keys()
        for number, command in list(self._pending.items()):
            if number not in self._given and self._listeners.get(command["device"]):
                self._given.add(number)
                self._call(command["device"], command)
        self._tell_states(book)

    def state_of(self, book: Book, device: Device) -> str:
        place = book.lane_of(device)
        return self._states.get(place.id) or place.state

    def of(self, device: int) -> list[dict]:
        """Return what a device shall do, in the order it was said."""
        return [
            command
            for number, command in sorted(self._pending.items())
            if command.get("device") == device
        ]

    def confirm(self, device: int, numbers) -> None:
        """The device has done these."""
        for number in numbers if isinstance(numbers, list) else ():
            command = self._pending.get(number) if isinstance(number, int) else None
            if command and command.get("device") == device:
                del self._pending[number]
                self.done.append(number)

    def _tell_states(self, book: Book) -> None:
        for device in self._listeners:
            if device not in book.devices:
                continue
            state = self.state_of(book, book.devices[device])
            if self._heard.get(device) != state:
                self._heard[device] = state
                self._call(device, {"id": None, "command": "state", "state": state})

    def _call(self, device: int, command: dict) -> None:
        for handler in self._listeners[device]:
            task = asyncio.ensure_future(self._obey(device, handler, command))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _obey(self, device: int, handler, command: dict) -> None:
        try:
            if await handler(command) and command["id"] is not None:
                self.confirm(device, [command["id"]])
        except Exception:
            # An adapter's fault must not stop the other lanes.
            _logger.exception("device %s: %s failed", device, command["command"])
        else:
            return
        self._given.discard(command["id"])


__all__ = ["Commands", "Link", "NoAnswer", "Refused"]
