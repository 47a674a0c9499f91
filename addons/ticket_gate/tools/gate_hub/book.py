"""What the hub knows: lanes, devices, sessions, and every ticket with its counts."""

import hashlib
import hmac
from calendar import timegm
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from .. import admission, pass_code
from .tickets import Pass, Ticket, ticket_of


@dataclass(frozen=True, slots=True)
class Session:
    """A performance, with its name in each language."""

    id: int
    names: dict[str, str]
    state: str
    venue: int
    start: datetime
    end: datetime
    tz: str
    rotation: object

    @property
    def starts(self) -> int:
        return unix(self.start)

    @property
    def ends(self) -> int:
        return unix(self.end)


@dataclass(frozen=True, slots=True)
class LanePlace:
    """A lane as the server told it."""

    id: int
    name: str
    group: str
    tz: str
    state: str
    has_fare: bool
    passage_seconds: float
    lane: admission.Lane


@dataclass(frozen=True, slots=True)
class Device:
    """Something that scans at a lane behind this hub."""

    id: int
    name: str
    gate: int
    lang: str
    token_hash: str


class Book:
    """The server's package and tickets, and what happened since."""

    def __init__(self, rotation_of):
        """:param rotation_of: makes a session's ``Rotation`` of its JSON"""
        self._rotation_of = rotation_of
        self.package: dict = {}
        self.keys: dict[int, bytes] = {}
        self.sessions: dict[int, Session] = {}
        self.lanes: dict[int, LanePlace] = {}
        self.devices: dict[int, Device] = {}
        self.tickets: dict[str, Ticket] = {}
        self.totals: dict[int, list[int]] = {}  # session: sold, admitted, inside
        self._by_card: dict[str, set[str]] = {}  # hash of a card: numbers of passes
        self._by_hash: dict[str, Device] = {}
        self._revisions = count(1)
        self.revision = 0

    # --- from the server -----------------------------------------------------

    def learn(self, package: dict) -> None:
        """Go by this package from now on."""
        self.keys = {
            int(number): bytes.fromhex(key) for number, key in package["keys"].items()
        }
        self.sessions = {
            told["id"]: Session(
                id=told["id"],
                names=told["names"],
                state=told["state"],
                venue=told["venue"],
                start=_moment(told["start"]),
                end=_moment(told["end"]),
                tz=told["tz"],
                rotation=told["rotation"] and self._rotation_of(told["rotation"]),
            )
            for told in package["sessions"]
        }
        self.lanes = {told["id"]: _lane(told) for told in package["lanes"]}
        self.devices = {
            told["id"]: Device(
                id=told["id"],
                name=told["name"],
                gate=told["gate"],
                lang=told["lang"],
                token_hash=told["token_hash"] or "",
            )
            for told in package["devices"]
            if told["gate"] in self.lanes
        }
        self._by_hash = {
            device.token_hash: device
            for device in self.devices.values()
            if device.token_hash
        }
        self.package = package

    def forget(self) -> None:
        """The hub was revoked: it lets nobody in, and keeps no secret in memory."""
        self.package, self.keys, self.sessions = {}, {}, {}
        self.lanes, self.devices, self._by_hash = {}, {}, {}

    def hear_ticket(
        self, number: str, session: int, facts: dict, asked_at: int
    ) -> Ticket | None:
        """The server told a ticket; return it, or ``None`` when the hub knows better.

        :param asked_at: the book's revision when the server was asked: who came in
            since may not be in its answer
        """
        ticket = self.tickets.get(number)
        if ticket and (ticket.waiting or ticket.revision > asked_at):
            ticket.state = facts["state"]  # a refund counts at once, though
            return None
        return self.recall(number, session, facts)

    def recall(self, number: str, session: int, facts: dict) -> Ticket:
        """Put a ticket into memory, with all that is known of it."""
        ticket = self.tickets.get(number)
        if ticket is None:
            ticket = self.tickets[number] = ticket_of(number, session, facts)
        else:
            self._add_up(ticket, -1)
        ticket.session = session
        for card in getattr(ticket, "cards", ()):
            self._by_card.get(card, set()).discard(number)
        for name, value in facts.items():
            setattr(ticket, name, value)
        for card in getattr(ticket, "cards", ()):
            self._by_card.setdefault(card, set()).add(number)
        self.changed(ticket)
        self._add_up(ticket, 1)
        return ticket

    # --- what happens here ---------------------------------------------------

    def add(self, ticket: Ticket) -> None:
        """Remember a ticket that was sold since the server last told them."""
        if ticket.number not in self.tickets:
            self.tickets[ticket.number] = ticket
            self.changed(ticket)
            self._add_up(ticket, 1)

    def count(self, ticket: Ticket, counts: tuple) -> None:
        """People passed on this ticket."""
        self._add_up(ticket, -1)
        ticket.set_counts(counts)
        if ticket.state == "valid" and ticket.admitted:
            ticket.state = "used"
        self.changed(ticket)
        self._add_up(ticket, 1)

    def changed(self, ticket: Ticket) -> None:
        ticket.revision = self.revision = next(self._revisions)

    def _add_up(self, ticket: Ticket, sign: int) -> None:
        if ticket.state not in {"valid", "used"}:
            return
        totals = self.totals.setdefault(ticket.session, [0, 0, 0])
        totals[0] += sign * ticket.admits
        totals[1] += sign * ticket.admitted
        totals[2] += sign * (ticket.admitted - ticket.outside)

    # --- what is asked -------------------------------------------------------

    def device_of(self, token: str) -> Device | None:
        """Return the device that has this token."""
        wanted = hashlib.sha256(token.strip().upper().encode()).hexdigest()
        device = self._by_hash.get(wanted)
        same = device and hmac.compare_digest(device.token_hash, wanted)
        return device if same else None

    def lane_of(self, device: Device) -> LanePlace:
        return self.lanes[device.gate]

    def words(self, lang: str) -> dict:
        """Return the names in this language, or in the first there is."""
        words = self.package.get("words", {})
        return words.get(lang) or next(iter(words.values()), {})

    def pass_by_card(self, card: str, lane: admission.Lane) -> str | None:
        """Return the number of the pass that a card stands for: one that the lane's
        rules name before others, a valid one before others."""
        numbers = self._by_card.get(pass_code.card_hash(card), ())
        kinds = {kind for rule in lane.rules for kind in rule.passes}
        found = [self.tickets[number] for number in numbers]
        best = min(
            found,
            key=lambda one: (
                one.pass_type not in kinds,
                one.state != "valid",
                one.number,
            ),
            default=None,
        )
        return best and best.number

    def facts(
        self, ticket: Ticket, code: str, lane: admission.Lane, now: int
    ) -> admission.TicketFacts | None:
        """Return what is decided on; ``None`` when its session is not known here."""
        if isinstance(ticket, Pass):
            session = admission.session_for_pass(self._timed(), lane, now)
            return ticket.facts_at(session, lane, code)
        session = self.sessions.get(ticket.session)
        if session is None:
            return None
        more = self.package.get("types", {}).get(str(ticket.type), {})
        return ticket.facts(session, code=code, **more)

    def venue_of_type(self, pass_type: int) -> int | None:
        """Return where a type of pass is good; ``None`` for everywhere."""
        told = self.package.get("pass_types", {}).get(str(pass_type), {})
        return told.get("venue")

    def _timed(self) -> list[admission.Session]:
        return [
            admission.Session(one.id, one.state, one.venue, one.starts, one.ends)
            for one in self.sessions.values()
        ]


def unix(moment: datetime) -> int:
    """Return the Unix time of a UTC moment without zone."""
    return timegm(moment.timetuple())


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=None)


def _lane(told: dict) -> LanePlace:
    return LanePlace(
        id=told["id"],
        name=told["name"],
        group=told["group"],
        tz=told["tz"],
        state=told.get("state") or "normal",
        has_fare=bool(told.get("fare")),
        passage_seconds=float(told.get("passage_seconds") or 20),
        lane=admission.Lane.from_json(told["lane"]),
    )
