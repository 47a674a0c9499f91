"""A venue for the gate hub without Odoo: tickets, lanes, and a server that can be away.

The server here keeps its own book and decides by the same rule. Between it and the hub
lies a line that can be cut before a request arrives, or before its answer does.
"""

import asyncio
import hashlib
from contextlib import contextmanager
from datetime import UTC, datetime

from tests.helpers.pure import pure

token = pure("ticket_sale", "token")
codes = pure("ticket_sale", "rotating_code")
admission = pure("ticket_gate", "admission")
scanning = pure("ticket_gate", "scanning")
adapters = pure("ticket_gate", "gate_hub.adapters")
pass_code = pure("ticket_gate", "pass_code")
book = pure("ticket_gate", "gate_hub.book")
columns = pure("ticket_gate", "gate_hub.columns")
clock = pure("ticket_gate", "gate_hub.clock")
desk = pure("ticket_gate", "gate_hub.desk")
hub_module = pure("ticket_gate", "gate_hub.hub")
link = pure("ticket_gate", "gate_hub.link")
pages = pure("ticket_gate", "gate_hub.pages")
store = pure("ticket_gate", "gate_hub.store")
sync = pure("ticket_gate", "gate_hub.sync")
tickets = pure("ticket_gate", "gate_hub.tickets")
uplink = pure("ticket_gate", "gate_hub.uplink")
NotChecked = adapters.NotChecked

NOW = 1_777_600_000
PRIVATE, PUBLIC = token.new_key_pair(bytes(range(32)))
SESSION, VENUE, ADULT, GROUP = 7, 3, 30, 31
SEASON, STAFF = 50, 51  # types of passes
TODAY = (NOW + 8 * 3600) // 86_400  # in Shanghai
LANES = A, B, C = (101, 102, 103)
MESSAGES = (
    "ok", "reentry", "exit", "malformed", "forged", "unknown", "void", "wrong_gate",
    "wrong_gate_type", "too_early", "gate_closed", "refunded", "not_inside",
    "in_passage", "emergency", "free", "elsewhere", "wrong_clock", "too_many",
    "day_limit", "passback", "pass_blocked", "pass_expired", "pass_not_yet",
    "pass_not_here", "nothing_on", "wrong_venue",
)  # fmt: skip


def number_of(index: int) -> str:
    """The ticket number of the ``index``-th ticket."""
    body = f"{10**14 + index:015d}"
    return body + str(_luhn(body))


def pass_number(index: int) -> str:
    """The number of the ``index``-th pass."""
    return pass_code.new_number(lambda _bodies: index)


def pass_code_of(index, *, kind=SEASON, valid_from=0, private=PRIVATE) -> str:
    """The signed code of the ``index``-th pass."""
    claims = token.TicketClaims(
        ticket=int(pass_number(index)),
        session=pass_code.NO_SESSION,
        type=kind,
        valid_from=valid_from,
        valid_to=0,
        admits=1,
    )
    return token.sign(claims, 1, private)


def _luhn(body: str) -> int:
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return -total % 10


def code_of(
    index, *, type_id=ADULT, admits=1, session=SESSION, key=1, private=PRIVATE
) -> str:
    """The signed code of the ``index``-th ticket."""
    claims = token.TicketClaims(
        ticket=int(number_of(index)),
        session=session,
        type=type_id,
        valid_from=0,
        valid_to=1,
        admits=admits,
    )
    return token.sign(claims, key, private)


def token_of(device: int) -> str:
    return f"{device:0>40}"


def package(**changes) -> dict:
    """What the server tells the hub: one venue, three lanes with a device each."""
    rule = admission.Rule(venue=VENUE, before=120, after=10, reentry=True)
    season = admission.Rule(
        venue=VENUE, before=120, after=10, who="passes", passes={SEASON}, times=0,
        per_day=1, reentry=True,
    )  # fmt: skip
    staff = admission.Rule(
        venue=VENUE, who="passes", passes={STAFF}, times=0, anytime=True, out_first=True
    )
    lane = admission.Lane(rules=(rule, season, staff), offset=8 * 3600).to_json()
    told = {
        "server_time": _iso(NOW),
        "hub": {"id": 100, "name": "Hub"},
        "keys": {"1": PUBLIC.hex()},
        "lanes": [
            {
                "id": number,
                "name": f"Lane {number}",
                "group": "North",
                "tz": "Asia/Shanghai",
                "state": "normal",
                "passage_seconds": 20,
                "lane": lane,
            }
            for number in LANES
        ],
        "devices": [
            {
                "id": number,
                "name": f"Turnstile {number}",
                "gate": number,
                "lang": "en_US",
                "token_hash": hashlib.sha256(token_of(number).encode()).hexdigest(),
            }
            for number in LANES
        ],
        "sessions": [
            {
                "id": SESSION,
                "names": {"en_US": "Swan Lake", "zh_CN": "天鹅湖"},
                "state": "on_sale",
                "venue": VENUE,
                "start": _iso(NOW + 3600),
                "end": _iso(NOW + 10800),
                "tz": "Asia/Shanghai",
                "rotation": None,
            }
        ],
        "types": {},
        "pass_types": {"50": {"venue": None}, "51": {"venue": VENUE}},
        "words": {
            "en_US": {
                "types": {"30": "Adult"},
                "zones": {},
                "venues": {"3": "Hall"},
                "passes": {"50": "Season Card", "51": "Staff"},
            }
        },
        "messages": {
            "en_US": {
                **{name: name for name in MESSAGES},
                "ok_partly": "%(admitted)s of %(admits)s",
                "already_used": "entered %(time)s at %(gate)s",
                "already_used_before": "used",
            }
        },
    }
    return told | changes


class FakeServer:
    """Answers the hub as Odoo does, each scan once."""

    def __init__(self, tickets: int, **changes):
        self.package = package(**changes)
        self.book = book.Book(lambda told: None)
        self.book.learn(self.package)
        for index in range(tickets):
            self.sell(index)
        self.answers: dict[tuple, dict] = {}
        self.conflicts: list[tuple] = []
        self.passed: dict[str, int] = {}
        self.passages: list[dict] = []
        self.cut = ""  # "before" the request arrives, "after" it was counted
        self.asked: list[str] = []
        self.now = NOW
        self.commands: list[dict] = []
        self.done: list[int] = []
        self.refusal = None

    def sell(self, index: int, **facts) -> None:
        told = book.Ticket(number_of(index), SESSION, ADULT, 1).told() | facts
        self.book.recall(number_of(index), SESSION, told)

    def sell_pass(self, index: int, kind: int = SEASON, **facts) -> None:
        number = pass_number(index)
        told = tickets.Pass(number, kind, 1).told() | facts
        self.book.recall(number, tickets.NO_SESSION, told)

    async def ask(self, name, message=None, *, seconds=0, lang=""):
        """What ``uplink.Uplink`` is to the hub."""
        self.asked.append(name)
        await asyncio.sleep(0)
        if self.cut == "before":
            raise uplink.NoAnswer("the line is cut")
        if self.refusal:
            raise self.refusal
        answer = self._answer(name, message)
        await asyncio.sleep(0)
        if self.cut == "after":
            raise uplink.NoAnswer("the answer is lost")
        return answer, 0.01

    def _answer(self, name, message):
        if name == "scan":
            return self.scan(message)
        if name == "scans":
            return {"scans": [self.scan(one) for one in message["scans"]]}
        if name == "heartbeat":
            self.health = message["hub"]
            self.done += message["done"]
            return {
                "server_time": _iso(self.now),
                "commands": [
                    one for one in self.commands if one["id"] not in self.done
                ],
            }
        if name == "hub/package":
            return self.package
        if name == "passage":
            self.passages.append(message)
            return {"ref": message["ref"], "passed": message["passed"]}
        if name.startswith("pass/"):
            return self._photo(name)
        if name.startswith("package/passes"):
            return self._passes()
        assert name.startswith("package/tickets"), name
        return self._tickets()

    def _tickets(self):
        found = [one for one in self.book.tickets.values() if one.session]
        return {"session": SESSION, **_columns(found, columns.TICKETS)}

    def _photo(self, name):
        if name != f"pass/{pass_number(0)}/photo":
            raise uplink.Refused(404, "not_found", "no photo", {})
        return {"type": "image/png", "content": b"PNG"}

    def _passes(self):
        found = [one for one in self.book.tickets.values() if not one.session]
        return _columns(found, columns.PASSES)

    def scan(self, body):
        """Count what was decided elsewhere, decide what was not."""
        key = body["device"], body["scan_id"]
        moment = datetime.fromtimestamp(self.now, UTC).replace(tzinfo=None)
        request = scanning.ScanRequest.parse(body, moment)
        if key in self.answers:
            stored = self.answers[key]
            decided = body.get("decided", stored["result"])
            if decided != stored["result"]:
                self._differs(stored, body)
            return stored | {"conflict": None}
        judge = desk.Desk(self.book, codes, lambda number: None)
        place = self.book.lanes[self.book.devices[body["device"]].gate]
        read = judge.read_code(request.code, place)
        verdict = judge.decide(place, "normal", request, read, "en_US")
        conflict = None
        decided = body.get("decided", verdict.answer["result"])
        if decided == "admit":
            number = read.number
            self.passed[number] = self.passed.get(number, 0) + request.count
            if verdict.admits:
                self.book.add(verdict.ticket)
                self.book.count(verdict.ticket, verdict.after)
            else:
                conflict = {"first": None, "persons": request.count}
                self.conflicts.append((number, key))
        self.answers[key] = verdict.answer
        return verdict.answer | {"conflict": conflict}

    def _differs(self, stored, body):
        number = (stored.get("ticket") or {}).get("number")
        self.conflicts.append((number, (body["device"], body["scan_id"])))


def _columns(found: list, names: dict) -> dict:
    told = {
        column: [getattr(one, name) for one in found] for column, name in names.items()
    }
    numbers = [one.number for one in found]
    return {"cursor": "1", "full": True, "numbers": numbers} | told


def _iso(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat().replace("+00:00", "Z")


class Venue:
    """A hub that is started, killed and started again on one disk."""

    def __init__(self, folder, server: FakeServer):
        self.folder, self.server = folder, server
        self.wall = NOW
        self.hub = self.sync = None

    def start(self):
        disk = store.Store(self.folder)
        line = link.Link(uplink.Server("http://localhost:1"))
        line._scans = line._background = self
        watch = clock.Clock(
            disk.fact("offset", 0.0),
            disk.latest(),
            wall=lambda: self.wall,
            monotonic=lambda: self.wall,
        )
        self.hub = hub_module.Hub(disk, line, codes, watch)
        self.sync = sync.Sync(self.hub)
        return self.hub

    async def ask(self, *arguments, **options):
        return await self.server.ask(*arguments, **options)

    def stop(self):
        """As a power cut: nothing is said to anybody."""
        if self.hub:
            self.hub.store.close()
            self.hub = None

    async def hear(self):
        """A heartbeat, and the package with its tickets if the server answers."""
        await self.sync._beat()
        self.hub.link._quiet_until = 0
        try:
            await self.sync._package()
            await self.sync._passes()
            for session in self.sync._near_sessions():
                await self.sync._tickets(session)
        except uplink.NoAnswer:
            return
        await self.sync._beat()

    async def upload(self):
        try:
            while await self.sync._upload_some():
                pass
        except uplink.NoAnswer:
            pass

    async def scan(self, device, code, scan_id, **more):
        body = {"code": code, "scan_id": scan_id, **more}
        return await self.hub.scan(self.hub.book.devices[device], body)


@contextmanager
def venue(folder, tickets=3, **changes):
    house = Venue(folder, FakeServer(tickets, **changes))
    try:
        yield house
    finally:
        house.stop()


def play(house, story):
    """Run a story in one loop with a hub that has heard of the server once."""

    async def whole():
        house.start()
        await house.hear()
        return await story()

    return asyncio.run(whole())


async def storm(house, rng, turns, visit):
    """Start the hub and let people come: up to five at once in each of so many turns.
    The line breaks here and there, the hub dies now and then. In the end all is told.

    :param visit: called with a name of the visit's own
    """
    house.start()
    await house.hear()
    for turn in range(turns):
        house.server.cut = rng.choice(["", "", "before", "after"])
        names = [f"{turn}-{n}" for n in range(rng.randrange(6))]
        await asyncio.gather(*map(visit, names))
        happens = rng.random()
        if happens < 0.1:
            house.stop()
            house.start()
        if happens < 0.5:
            await house.hear()
        if happens > 0.3:
            await house.upload()
    house.server.cut = ""
    await house.hear()
    await house.upload()
