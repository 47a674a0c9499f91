"""The hub's heart: every scan gets one answer, the server's or our own.

Who may be asked? The server, while it answers and knows every scan of this ticket. As
soon as it does not answer in time, the hub decides this very scan, under the same
number; and decides every further scan of this ticket until the server has heard of it.
So there is no moment between the two at which a ticket could open two lanes, neither on
the way into an outage nor out of it.
"""

import asyncio
import json
import logging
import time
import uuid
from types import ModuleType

from .. import admission, lane_state, persons, scanning
from . import store as disk
from .adapters import NotChecked
from .book import Book, Device
from .clock import Clock
from .desk import Desk, Verdict
from .link import Link
from .passages import Passages
from .store import Store, StoreFull
from .tickets import COUNTS, Ticket, unheard_of
from .turns import Turns
from .uplink import NoAnswer, Refused

_logger = logging.getLogger(__name__)

#: Of the fields of a scan, those that are passed on.
FIELDS = (
    "code", "scan_id", "direction", "count", "scanned_at", "two_phase",
    "is_offline", "decided", "reason", "media",
)  # fmt: skip


class Hub:
    """Answers scans. Everything here runs in one asyncio loop."""

    def __init__(self, store: Store, link: Link, codes: ModuleType, clock: Clock):
        self.store, self.link, self.clock = store, link, clock
        self.book = Book(lambda told: _rotation(codes, told))
        self.desk = Desk(self.book, codes, store.first_entry)
        self.passages = Passages(self)
        self.upload = asyncio.Event()
        self.doubles = store.fact("doubles", 0)
        self.counters: dict[int, list[int]] = {}  # lane: people in, scans refused
        self.seen: dict[int, float] = {}  # device: when it was last heard, monotonic
        self._turns = Turns()
        self._under_way: dict[tuple[int, str], asyncio.Future] = {}
        self._recall()

    def _recall(self) -> None:
        """Go on where the program ended."""
        if package := self.store.fact("package"):
            self.book.learn(package)
        for number, session, facts in self.store.tickets():
            self.book.recall(number, session, facts)
        for number, *_rest in self.store.unsettled():
            if ticket := self.book.tickets.get(number):
                ticket.waiting += 1
        self.upload.set()

    def hear(self, device: Device) -> None:
        """A device is there: it asked something."""
        self.seen[device.id] = time.monotonic()

    # --- scans ---------------------------------------------------------------

    async def scan(self, device: Device, body: object, lang: str = "") -> dict:
        """Return the answer to a scan.

        :raise BadScan: it is none
        :raise NotChecked: nothing was counted
        """
        self.hear(device)
        if not self.book.package:
            raise NotChecked("not_ready", "The hub has not heard of the server yet.")
        request = scanning.ScanRequest.parse(body, self.clock.moment())
        key = device.id, request.scan_id
        answering = self._under_way.get(key)
        if answering is None:
            if stored := self.store.answer(*key):
                answer, code_hash = stored
                if code_hash == _code_hash(request):
                    return answer
                return self.desk.number_taken(request, lang or device.lang)
            answering = asyncio.ensure_future(
                self._answer_in_turn(device, body, request, lang or device.lang)
            )
            self._under_way[key] = answering
            answering.add_done_callback(lambda done: self._answered(key, done))
        # A lane that hangs up does not stop what is half done.
        return await asyncio.shield(answering)

    def _answered(self, key, answering: asyncio.Future) -> None:
        del self._under_way[key]
        if not answering.cancelled():
            answering.exception()  # whoever asked may have gone away

    async def _answer_in_turn(self, device, body, request, lang) -> dict:
        read = self.desk.read_code(request.code, self.book.lane_of(device))
        turn = read.number or _code_hash(request)
        async with self._turns.of(turn):
            try:
                return await self._answer(device, body, request, read, lang)
            except StoreFull as error:
                raise NotChecked(
                    "storage_full",
                    "The hub's disk takes nothing more: nobody was counted.",
                ) from error

    async def _answer(self, device, body, request, read, lang) -> dict:
        ticket = self.book.tickets.get(read.number) if read.number else None
        message = {name: body[name] for name in FIELDS if name in body}
        message["device"] = device.id
        if self.link.is_up and not (ticket and ticket.waiting):
            try:
                answer = await self.link.scan(message, lang)
            except NoAnswer as error:
                self.link.lost(error)
            except Refused as error:
                raise NotChecked(error.code, str(error), error.status) from error
            else:
                await self._note(device, request, read, answer, lang)
                return answer
        return await self._decide(device, message, request, read, lang)

    # --- what the server answered --------------------------------------------

    async def _note(self, device, request, read, answer, lang) -> None:
        """Keep the server's answer, and what it says of the ticket."""
        verdict = self._verdict(device, request, read, lang)
        told = answer.get("ticket") or {}
        # of a person, or a card that we do not know, the server says whose it is
        number = read.number or told.get("number")
        ticket = verdict.ticket
        if answer["result"] == "admit" and number and not ticket:
            # nobody may come in on it again here, even if the server goes away now
            ticket = self.book.tickets.get(number)
            ticket = ticket or unheard_of(number, read.signed, told.get("admits") or 1)
        statements = [self._row(device, request, answer, number, disk.TOLD)]
        before = ticket and ticket.counts()
        if answer["result"] == "admit" and ticket:
            offset = self.book.lane_of(device).lane.offset
            self.book.add(ticket)
            self.book.count(ticket, _echoed(ticket, verdict, request, answer, offset))
            statements.append(_kept(ticket))
        self._tally(device, request, answer)
        try:
            await self.store.write(*statements)
        except StoreFull:
            if ticket and before != ticket.counts():
                self.book.count(ticket, before)
            raise
        if "passage" in answer and ticket:
            self.passages.open(device, request, ticket, before, is_told=True)

    # --- our own answer ------------------------------------------------------

    async def _decide(self, device, message, request, read, lang) -> dict:
        verdict = self._verdict(device, request, read, lang)
        is_two_phase = bool(message.get("two_phase")) and verdict.admits
        answer = _settled(verdict.answer, message)
        if is_two_phase:
            answer["passage"] = request.scan_id
            answer["passage_seconds"] = self.book.lane_of(device).passage_seconds
        if not message.get("is_offline"):
            message |= {
                "is_offline": True,
                "decided": answer["result"],
                "reason": answer["reason"],
                "scanned_at": request.scanned_at.isoformat() + "Z",
            }
        state = disk.OPEN if is_two_phase else disk.WAITING
        row = self._row(device, request, answer, read.number, state, message)
        ticket, statements = verdict.ticket, [row]
        counted = ticket and verdict.after != verdict.before
        counted = counted and message["decided"] == "admit"
        if ticket:
            self.book.add(ticket)
            ticket.waiting += 1
        if counted:
            self.book.count(ticket, verdict.after)
        if ticket:
            statements.append(_kept(ticket))
        try:
            await self.store.write(*statements)
        except StoreFull:
            if ticket:
                ticket.waiting -= 1
            if counted:
                self.book.count(ticket, verdict.before)
            raise
        self._tally(device, request, answer)
        if is_two_phase:
            self.passages.open(device, request, ticket, verdict.before, is_told=False)
        self.upload.set()
        return answer

    def _verdict(self, device, request, read, lang) -> Verdict:
        state = self.link.commands.state_of(self.book, device)
        return self.desk.decide(self.book.lane_of(device), state, request, read, lang)

    def _row(self, device, request, answer, number, state, message=None):
        came_in = answer["result"] == "admit" and request.direction == "in"
        return disk.keep_scan(
            device=device.id,
            scan_id=request.scan_id,
            code_hash=_code_hash(request),
            number=number,
            request=message and json.dumps(message, ensure_ascii=False),
            answer=json.dumps(answer, ensure_ascii=False),
            state=state,
            gate=device.gate if came_in else None,
            at=self.clock.now(),
        )

    def recount(self, ticket: Ticket, counts: tuple):
        """People went through after all, or did not; return what is to be written."""
        self.book.count(ticket, counts)
        return _kept(ticket)

    def _tally(self, device, request, answer) -> None:
        counts = self.counters.setdefault(device.gate, [0, 0])
        if answer["result"] == "refuse":
            counts[1] += 1
        elif request.direction == "in":
            counts[0] += request.count

    # --- for adapters --------------------------------------------------------

    async def decide(
        self,
        device: int,
        code: str,
        direction: str = "in",
        scan_id: str = "",
        *,
        count: int = 1,
        two_phase: bool = False,
    ) -> dict:
        """See ``adapters.Gate``."""
        body = {
            "code": code,
            "direction": direction,
            "scan_id": scan_id or uuid.uuid4().hex,
            "count": count,
        }
        if two_phase:
            body["two_phase"] = True
        try:
            return await self.scan(self._device(device), body)
        except scanning.BadScan as error:
            raise NotChecked("invalid_request", str(error), 400) from error

    async def passage(self, device: int, ref: str, passed: int) -> dict:
        """See ``adapters.Gate``."""
        return await self.passages.report(self._device(device), ref, passed)

    def state(self, device: int) -> str:
        """See ``adapters.Gate``."""
        return self.link.commands.state_of(self.book, self._device(device))

    def listen(self, device: int, handler) -> None:
        """See ``adapters.Gate``."""
        self.link.commands.listen(device, handler)

    def _device(self, number: int) -> Device:
        try:
            return self.book.devices[number]
        except KeyError:
            raise NotChecked(
                "unknown_device", f"No device {number} is behind this hub.", 404
            ) from None


def _echoed(ticket: Ticket, verdict: Verdict, request, answer, offset: int) -> tuple:
    """Return the ticket's counts after an answer of the server."""
    counts = dict(zip(COUNTS, ticket.counts(), strict=True))
    if answer["reason"] in lane_state.UNCOUNTED:
        return tuple(counts.values())
    if verdict.admits and verdict.ticket:
        counts = dict(zip(COUNTS, verdict.after, strict=True))
    elif request.direction == "out":
        counts["outside"] = min(counts["outside"] + request.count, ticket.admits)
    elif answer["reason"] == "reentry":
        counts["outside"] = max(counts["outside"] - request.count, 0)
    else:
        counts |= _one_visit_more(counts, request, offset)
    told = (answer.get("ticket") or {}).get("admitted")
    if isinstance(told, int):
        counts["admitted"] = told
        counts["outside"] = min(counts["outside"], told)
    return tuple(counts.values())


def _one_visit_more(counts: dict, request, offset: int) -> dict:
    """The server let them in where we would not have: it knew more."""
    now = request.unix_time()
    day = admission.local_day(now, offset)
    today = counts["today"] if counts["day"] == day else 0
    visits = max(counts["entries"], counts["admitted"])
    return {
        "entries": visits + request.count,
        "today": today + request.count,
        "day": day,
        "last_in": now,
    }


def _code_hash(request) -> str:
    """Return what is kept of a code, to tell it from another one.

    Who knows the hash of an ID number finds the number by trying them all, so nothing
    of it is kept.
    """
    code = scanning.normalise_code(request.code)
    is_person = persons.is_shown(code, request.media)
    return scanning.code_hash("person" if is_person else code)


def _settled(answer: dict, message: dict) -> dict:
    """What a device did without us stands; whether it should have is told it."""
    if not message.get("is_offline"):
        return answer
    is_double = message.get("decided") == "admit" and answer["result"] == "refuse"
    conflict = {"first": None, "persons": message.get("count", 1)}
    return answer | {"conflict": conflict if is_double else None}


def _kept(ticket: Ticket):
    return disk.keep_ticket(ticket.number, ticket.session, ticket.told())


def _rotation(codes: ModuleType, told: dict):
    return codes.Rotation(
        secrets=tuple(bytes.fromhex(secret) for secret in told["secrets"]),
        fixed=frozenset(told["fixed"]),
    )
