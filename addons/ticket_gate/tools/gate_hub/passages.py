"""Two steps: a scan keeps a passage open, the sensor says who went through."""

import asyncio
import logging
from dataclasses import dataclass

from . import store as disk
from .adapters import NotChecked
from .book import Device
from .tickets import COUNTS, Ticket
from .uplink import NoAnswer, Refused

_logger = logging.getLogger(__name__)

_TAKE_AS_USED = """
    UPDATE scan SET state = ?, passed = COALESCE(json_extract(request, '$.count'), 1)
     WHERE state = ?
"""
_CLOSE = """
    UPDATE scan SET passed = ?, state = ?, gate = CASE WHEN ? THEN gate END
     WHERE device = ? AND scan_id = ?
"""


@dataclass(slots=True)
class Passage:
    """People who were let in and may not have gone through yet.

    ``is_told``: the server answered the scan, so it counts the passage itself.
    """

    device: int
    ref: str
    ticket: Ticket | None
    count: int
    before: tuple
    after: tuple
    is_told: bool
    passed: int | None = None
    timer: asyncio.TimerHandle | None = None


class Passages:
    """Passages since the program started, by device and ``scan_id``."""

    def __init__(self, hub):
        self._hub = hub
        self._all: dict[tuple[int, str], Passage] = {}

    async def go_on(self) -> None:
        """After a start: what was open when the program ended was very likely used, and
        nobody may pass on it again."""
        hub = self._hub
        await hub.store.write((_TAKE_AS_USED, (disk.WAITING, disk.OPEN)))

    def open(self, device: Device, request, ticket, before, *, is_told: bool) -> None:
        """Keep the passage until it is reported, or its time is over."""
        passage = Passage(
            device.id,
            request.scan_id,
            ticket,
            request.count,
            before or (),
            ticket.counts() if ticket else (),
            is_told,
        )
        self._all[passage.device, passage.ref] = passage
        if ticket:
            ticket.reserved += 1
        seconds = self._hub.book.lane_of(device).passage_seconds
        loop = asyncio.get_running_loop()
        passage.timer = loop.call_later(seconds, self._time_is_over, passage)

    async def report(self, device: Device, ref: object, passed: object) -> dict:
        """Take the sensor's word; the same word twice is one.

        :raise NotChecked: there is no such passage, or another word was given
        """
        if not isinstance(ref, str) or isinstance(passed, bool):
            raise NotChecked("invalid_request", "ref and passed are needed.", 400)
        if not isinstance(passed, int) or passed < 0:
            raise NotChecked("invalid_request", "passed must be a number.", 400)
        passage = self._all.get((device.id, ref))
        if passage is None or passage.is_told:
            return await self._report_to_server(device, ref, passed, passage)
        if passed > passage.count:
            raise NotChecked("invalid_request", "passed is too much.", 400)
        if passage.passed is None:
            await self._settle(passage, passed)
        elif passage.passed != passed:
            raise NotChecked("passage_closed", "This passage was reported.", 409)
        return {"ref": ref, "passed": passed, "late": False, "conflict": None}

    async def _report_to_server(self, device, ref, passed, passage) -> dict:
        if passage is None and not self._hub.store.answer(device.id, ref):
            raise NotChecked("unknown_passage", "There is no such passage.", 404)
        answer = {"ref": ref, "passed": passed, "late": False, "conflict": None}
        try:
            if not self._hub.link.is_up:
                raise NoAnswer("the server is away")
            answer = await self._hub.link.passage(device.id, ref, passed)
        except NoAnswer:
            statement = (
                "INSERT INTO passage (device, ref, passed) VALUES (?, ?, ?)",
                (device.id, ref, passed),
            )
            await self._hub.store.write(statement)
            self._hub.upload.set()
        except Refused as error:
            raise NotChecked(error.code, str(error), error.status) from error
        if passage and passage.passed is None:
            await self._settle(passage, passed)
        return answer

    def _time_is_over(self, passage: Passage) -> None:
        if passage.passed is None:
            task = asyncio.ensure_future(self._settle(passage, 0))
            task.add_done_callback(_tell_trouble)

    async def _settle(self, passage: Passage, passed: int) -> None:
        passage.passed = passed
        if passage.timer:
            passage.timer.cancel()
        statements = []
        if ticket := passage.ticket:
            ticket.reserved -= 1
            if passed < passage.count:
                counts = _given_back(passage, passed)
                statements.append(self._hub.recount(ticket, counts))
        if not passage.is_told:
            statements.append(
                (
                    _CLOSE,
                    (passed, disk.WAITING, passed, passage.device, passage.ref),
                )
            )
        if statements:
            await self._hub.store.write(*statements)
        self._hub.upload.set()


def _given_back(passage: Passage, passed: int) -> tuple:
    """Return the ticket's counts without those who did not go through."""
    now = passage.ticket.counts()
    if not passed and now == passage.after:
        return passage.before
    counts = dict(zip(COUNTS, now, strict=True))
    missing = passage.count - passed
    if counts["outside"] >= missing and passage.after[1] > passage.before[1]:
        counts["outside"] -= missing  # they stayed inside
    else:
        counts["admitted"] = max(counts["admitted"] - missing, 0)
        counts["outside"] = min(counts["outside"], counts["admitted"])
        counts["entries"] = max(counts["entries"] - missing, 0)
        counts["today"] = max(counts["today"] - missing, 0)
    return tuple(counts.values())


def _tell_trouble(task: asyncio.Task) -> None:
    if not task.cancelled() and (error := task.exception()):
        _logger.error("a passage could not be closed: %s", error)
