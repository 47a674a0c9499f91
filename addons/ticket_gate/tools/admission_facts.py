"""What an admission is decided on, and the decision: plain values with one JSON shape
for the package, the gate hub and the scanner app.

All times are Unix seconds.
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass, field, fields

IN = "in"
OUT = "out"
DIRECTIONS = (IN, OUT)
BOTH = "both"

TICKETS, PASSES = "tickets", "passes"

VOID_STATES = ("refunded", "exchanged", "cancelled", "blocked")
STOPPED_SESSIONS = ("cancelled", "postponed")

DAY = 86_400


class _Json:
    """Plain values, one shape for the package, the hub and the scanner app."""

    __slots__ = ()

    @classmethod
    def from_json(cls, values: dict):
        """Return the object of ``values``; what they do not say is the default, and
        what we do not know yet is left out."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: values[name] for name in values if name in known})

    def to_json(self) -> dict:
        return {name: _plain(value) for name, value in asdict(self).items()}


def _plain(value):
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return list(value) if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True)
class TicketFacts(_Json):
    """What the decision needs to know about a ticket, or about a pass.

    A pass (season card, annual card, staff card) has a ``pass_type`` and no type; its
    session is the one that is on now, if any, see :func:`session_for_pass`.

    :param code: what ``rotating_code.judge`` said of the code that was shown
    :param tier: the membership tier of the customer, or of the pass
    :param accompanies: the type of the ticket whose holder this one helps; where that
        one passes, this one does
    :param entries: visits so far, as far as they are counted one by one
    :param day: the local day (see :func:`local_day`) on which ``today`` were counted
    :param last_in: when somebody last came in on it
    """

    state: str
    session: int | None
    session_state: str | None
    venue: int | None
    zone: int | None
    type: int | None
    start: int | None
    end: int | None
    admits: int
    admitted: int
    outside: int
    code: str = "ok"
    pass_type: int | None = None
    tier: int | None = None
    accompanies: int | None = None
    valid_from: int | None = None
    valid_to: int | None = None
    entries: int = 0
    today: int = 0
    day: int | None = None
    last_in: int | None = None


@dataclass(frozen=True, slots=True)
class Rule(_Json):
    """One way through a gate. Empty ``types``, ``zones``, ``passes`` or ``tiers`` mean
    all of them.

    :param times: visits of each person altogether, 0 for as many as they like
    :param per_day: visits of each person on one day, 0 for as many as they like
    :param reentry: who was scanned out comes in again, and that is no new visit
    :param out_first: nobody comes in again who was not scanned out (anti-passback)
    :param gap: least minutes between two visits
    :param anytime: passes need no session that is on
    :param hours: from and to which minute of the day, at the venue
    """

    venue: int
    before: int = 0
    after: int = 0
    types: Collection[int] = frozenset()
    zones: Collection[int] = frozenset()
    reentry: bool = False
    who: str = TICKETS
    passes: Collection[int] = frozenset()
    tiers: Collection[int] = frozenset()
    times: int = 1
    per_day: int = 0
    out_first: bool = False
    gap: int = 0
    anytime: bool = False
    hours: tuple[int, int] | None = None

    @classmethod
    def from_json(cls, values: dict):
        sets = {
            name: frozenset(values[name])
            for name in ("types", "zones", "passes", "tiers")
            if name in values
        }
        hours = values.get("hours")
        exact = {**values, **sets, "hours": tuple(hours) if hours else None}
        # by name: a class made anew for its slots is not the one super() knows
        return _Json.from_json.__func__(cls, exact)

    def _is_at(self, venue: int | None) -> bool:
        return venue is None or venue == self.venue

    def _covers(self, ticket: TicketFacts) -> bool:
        if self.tiers and ticket.tier not in self.tiers:
            return False
        if ticket.pass_type is not None:
            return self.who == PASSES and (
                not self.passes or ticket.pass_type in self.passes
            )
        return (
            self.who == TICKETS
            and (
                not self.types
                or ticket.type in self.types
                or ticket.accompanies in self.types
            )
            and (not self.zones or ticket.zone in self.zones)
        )

    def _is_anytime(self, ticket: TicketFacts) -> bool:
        return self.anytime and ticket.pass_type is not None

    def _opens(self, ticket: TicketFacts) -> int:
        return ticket.start - self.before * 60

    def _closes(self, ticket: TicketFacts) -> int:
        return ticket.end + self.after * 60

    def _is_due(self, ticket: TicketFacts, now: int) -> bool:
        if self._is_anytime(ticket):
            return True
        if ticket.start is None:
            return False
        return self._opens(ticket) <= now <= self._closes(ticket)

    def _has_hours(self, minute: int) -> bool:
        if self.hours is None:
            return True
        first, last = self.hours
        if first <= last:
            return first <= minute < last
        return minute >= first or minute < last  # over midnight


@dataclass(frozen=True, slots=True)
class Lane(_Json):
    """A lane as the decision sees it. ``session`` narrows it to one performance.

    :param direction: ``in``, ``out`` or ``both``
    :param offset: seconds that the venue's clock is ahead of UTC
    """

    rules: tuple[Rule, ...]
    is_open: bool = True
    session: int | None = None
    direction: str = BOTH
    offset: int = 0

    @classmethod
    def from_json(cls, values: dict):
        rules = tuple(Rule.from_json(rule) for rule in values.get("rules", ()))
        return _Json.from_json.__func__(cls, {**values, "rules": rules})

    def to_json(self) -> dict:
        rules = [rule.to_json() for rule in self.rules]
        return {**_Json.to_json(self), "rules": rules}


@dataclass(frozen=True, slots=True)
class Session(_Json):
    """A performance, to find the one that a pass is for now."""

    id: int
    state: str
    venue: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Decision(_Json):
    """The answer, and what the ticket's counts are after it."""

    admit: bool
    reason: str
    admitted: int
    outside: int
    params: dict[str, int] = field(default_factory=dict)
    entries: int = 0
    today: int = 0
    day: int | None = None
    last_in: int | None = None
