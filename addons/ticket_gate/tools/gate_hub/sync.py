"""What goes on beside the scans: is the server there, what is new, what does it miss."""

import asyncio
import json
import logging
import time
from datetime import datetime, timedelta
from urllib.parse import urlencode

from . import VERSION, columns, tickets
from . import store as disk
from .hub import Hub
from .store import StoreFull
from .uplink import NoAnswer, Refused

_logger = logging.getLogger(__name__)

BEAT_SECONDS = 2.0
PACKAGE_SECONDS = 15.0
MOST_UPLOADED = 100  # scans in one request, some 0.3 s of the server's time
MOST_WRITTEN = 2000  # tickets in one commit, so that no lane waits for them
UPLOAD_SECONDS = 60.0
SEEN_SECONDS = 15.0  # a device is not told more often: each time is a row written
AHEAD, BACK = timedelta(hours=24), timedelta(hours=12)
AGAIN_SECONDS = 1.0

_TELL = "UPDATE scan SET state = 'told', request = NULL, verdict = ? WHERE seq = ?"


class Sync:
    """Four tasks that run until they are cancelled."""

    def __init__(self, hub: Hub, beat_seconds: float = BEAT_SECONDS):
        self._hub, self._link = hub, hub.link
        self._beat_seconds = beat_seconds
        self._cursors: dict[str, str] = hub.store.fact("cursors", {})
        #: Set when package and tickets have been heard since the program started.
        self.is_fresh = asyncio.Event()
        self._told_seen: dict[int, float] = {}
        self._tasks: list[asyncio.Task] = []

    def start(self) -> None:
        for loop in (self._beats, self._packages, self._uploads):
            self._tasks.append(asyncio.ensure_future(_for_ever(loop)))

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # --- heartbeat -------------------------------------------------------------

    async def _beats(self) -> None:
        await self._beat()
        await asyncio.sleep(self._beat_seconds)

    async def _beat(self) -> None:
        done = self._link.commands.done[:100]
        begun = time.monotonic()
        message = {"version": f"hub {VERSION}", "done": done, "hub": self._health()}
        try:
            answer, took = await self._link.ask("heartbeat", message, seconds=3)
        except NoAnswer as error:
            self._link.silent(error)
            return
        except Refused as error:
            await self._refused(error)
            return
        told = datetime.fromisoformat(answer["server_time"])
        self._hub.clock.hear(told.timestamp(), took)
        seen = message["hub"]["seen"]
        self._told_seen |= {int(one): begun - ago for one, ago in seen.items()}
        del self._link.commands.done[: len(done)]
        self._link.commands.hear(answer, self._hub.book)
        self._link.is_revoked = False
        if self._hub.book.package:
            self._link.found()
        self._hub.upload.set()

    def _health(self) -> dict:
        counts = self._hub.store.counts()
        return {
            "waiting": counts.get(disk.WAITING, 0) + counts.get(disk.OPEN, 0),
            "rejected": counts.get(disk.REJECTED, 0),
            "doubles": self._hub.doubles,
            "clock_doubtful": self._hub.clock.is_doubtful,
            "seen": self._newly_seen(),
        }

    def _newly_seen(self) -> dict[str, int]:
        """Return how many seconds ago the devices were heard that the server believes
        to be silent for a while."""
        now = time.monotonic()
        return {
            str(device): int(now - heard)
            for device, heard in self._hub.seen.items()
            if heard - self._told_seen.get(device, -SEEN_SECONDS) >= SEEN_SECONDS
        }

    async def _refused(self, error: Refused) -> None:
        """The token opens nothing any more, so neither does the hub."""
        self._link.silent(error)
        if not error.is_about_us or self._link.is_revoked:
            return
        _logger.error("the server refuses this hub: %s. It lets nobody in.", error)
        self._link.is_revoked = True
        self._hub.book.forget()
        await self._hub.store.write(
            ("DELETE FROM fact WHERE name IN ('package', 'cursors')", ()),
            ("DELETE FROM ticket", ()),
        )
        self._cursors = {}

    # --- package and tickets -----------------------------------------------------

    async def _packages(self) -> None:
        try:
            await self._package()
            await self._passes()
            for session in self._near_sessions():
                await self._tickets(session)
            self.is_fresh.set()
            if not self._link.is_up:
                self._link.found()
        except NoAnswer as error:
            _logger.debug("no package: %s", error)
            await asyncio.sleep(AGAIN_SECONDS)
            return
        except Refused as error:
            await self._refused(error)
        await asyncio.sleep(PACKAGE_SECONDS)

    async def _package(self) -> None:
        package, _took = await self._link.ask("hub/package", seconds=30)
        self._hub.book.learn(package)
        clock = self._hub.clock
        await self._hub.store.write(
            disk.keep_fact("package", package),
            disk.keep_fact("offset", clock.offset()),
            disk.keep_fact("time", clock.now()),
        )

    def _near_sessions(self) -> list[int]:
        """Return the sessions that somebody may come to until the next day."""
        now = self._hub.clock.moment()
        return [
            session.id
            for session in self._hub.book.sessions.values()
            if session.end > now - BACK and session.start < now + AHEAD
        ]

    async def _tickets(self, session: int) -> None:
        await self._columns("package/tickets", session, {"session": session})

    async def _passes(self) -> None:
        await self._columns("package/passes", tickets.NO_SESSION, {})

    async def _columns(self, name: str, session: int, query: dict) -> None:
        """Ask for what changed since, of a session's tickets or of the passes."""
        if since := self._cursors.get(str(session)):
            query = query | {"since": since}
        asked_at = self._hub.book.revision
        try:
            told, _took = await self._link.ask(f"{name}?{urlencode(query)}", seconds=60)
        except Refused as error:
            if error.status != 404:
                raise
            return
        if await self._learn_tickets(session, told, asked_at):
            self._cursors[str(session)] = told["cursor"]
            await self._hub.store.write(disk.keep_fact("cursors", self._cursors))

    async def _learn_tickets(self, session: int, told: dict, asked_at: int) -> bool:
        """Take over what the server told.

        :return: whether it need not be told again. A ticket that has scans waiting here
            must: its row may not change when the server hears of them
        """
        is_whole = True
        known = columns.TICKETS if session else columns.PASSES
        names = [known[name] for name in known if name in told]
        rows = [told[name] for name in known if name in told]
        statements = []
        for number, *values in zip(told["numbers"], *rows, strict=True):
            facts = dict(zip(names, values, strict=True))
            ticket = self._hub.book.hear_ticket(number, session, facts, asked_at)
            if ticket:
                statements.append(disk.keep_ticket(number, session, ticket.told()))
            elif self._hub.book.tickets[number].waiting:
                is_whole = False
            if len(statements) >= MOST_WRITTEN:
                await self._hub.store.write(*statements)
                statements = []
        if statements:
            await self._hub.store.write(*statements)
        return is_whole

    # --- upload ------------------------------------------------------------------

    async def _uploads(self) -> None:
        await self._hub.upload.wait()
        self._hub.upload.clear()
        try:
            while await self._upload_some():
                pass
        except NoAnswer as error:
            _logger.debug("nothing uploaded: %s", error)
            await asyncio.sleep(AGAIN_SECONDS)
            # the next heartbeat that is answered begins anew
        except Refused as error:
            await self._refused(error)

    async def _upload_some(self) -> bool:
        """Tell the server the oldest scans, in the order in which they were decided.

        :return: whether there may be more
        """
        rows = self._hub.store.waiting(MOST_UPLOADED)
        if rows:
            await self._upload_scans(rows)
        passages = self._hub.store.passages(MOST_UPLOADED)
        for seq, device, ref, passed in passages:
            await self._upload_passage(device, ref, passed)
            await self._hub.store.write(("DELETE FROM passage WHERE seq = ?", (seq,)))
        return bool(rows or passages)

    async def _upload_scans(self, rows: list[dict]) -> None:
        scans = [json.loads(row["request"]) for row in rows]
        try:
            answer, _took = await self._link.ask(
                "scans", {"scans": scans}, seconds=UPLOAD_SECONDS
            )
        except Refused as error:
            await self._upload_without_bad(rows, error)
            return
        verdicts = answer["scans"]
        for row in rows:
            if row["passed"] is not None:
                await self._upload_passage(row["device"], row["scan_id"], row["passed"])
        await self._told(rows, verdicts)

    async def _upload_without_bad(self, rows: list[dict], error: Refused) -> None:
        """One scan that the server cannot take must not keep the others here."""
        if error.is_about_us:
            raise error
        bad = error.details.get("index")
        if len(rows) == 1:
            await self._reject(rows[0], error)
        elif isinstance(bad, int) and 0 <= bad < len(rows):
            await self._reject(rows[bad], error)
        else:
            for row in rows:
                await self._upload_scans([row])

    async def _told(self, rows, verdicts) -> None:
        doubles = [
            verdict for verdict in verdicts if (verdict.get("conflict") or {}) != {}
        ]
        for verdict in doubles:
            number = (verdict.get("ticket") or {}).get("number")
            _logger.warning("double: %s, %s", number, verdict["reason"])
        self._hub.doubles += len(doubles)
        statements = [
            (_TELL, (verdict.get("reason"), row["seq"]))
            for row, verdict in zip(rows, verdicts, strict=True)
        ]
        if doubles:
            statements.append(disk.keep_fact("doubles", self._hub.doubles))
        await self._hub.store.write(*statements)
        for row in rows:
            self._let_go(row["number"])

    async def _upload_passage(self, device: int, ref: str, passed: int) -> None:
        message = {"device": device, "ref": ref, "passed": passed}
        try:
            await self._link.ask("passage", message, seconds=UPLOAD_SECONDS)
        except Refused as error:
            if error.is_about_us:
                raise
            _logger.error("passage %s of device %s: %s", ref, device, error)

    async def _reject(self, row: dict, error: Refused) -> None:
        """The server cannot take this scan at all: keep it for people, go on."""
        _logger.error(
            "scan %s of device %s was not taken: %s",
            row["scan_id"],
            row["device"],
            error,
        )
        await self._hub.store.write(
            (
                "UPDATE scan SET state = ?, verdict = ? WHERE seq = ?",
                (disk.REJECTED, error.code, row["seq"]),
            )
        )
        self._let_go(row["number"])

    def _let_go(self, number: str | None) -> None:
        """The server knows one more scan of this ticket: it may be asked again."""
        ticket = self._hub.book.tickets.get(number) if number else None
        if ticket and ticket.waiting:
            ticket.waiting -= 1


async def _for_ever(loop) -> None:
    """Run a task's turns; one that fails is told, and tried again."""
    while True:
        begun = time.monotonic()
        try:
            await loop()
        except StoreFull as error:
            _logger.error("%s", error)
            await asyncio.sleep(AGAIN_SECONDS)
        except Exception:
            # The lanes must not lose the others: uploads, package, heartbeat.
            _logger.exception("%s failed", loop.__name__)
            await asyncio.sleep(AGAIN_SECONDS)
        if time.monotonic() - begun < 0.001:
            await asyncio.sleep(0.001)
