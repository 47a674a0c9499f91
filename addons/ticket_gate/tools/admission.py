"""Who may pass a gate.

``decide`` is the whole admission rule and nothing else: no database, no clock, no
words. The server asks it for every scan, and the scanner app will ask its JavaScript
twin when the network is away; ``tests/vectors/admission.json`` holds both to the same
answers.

People are counted on the ticket by two numbers. *admitted* is how many of the
``admits`` people have come in at least once; *outside* is how many of those went out
again. So ``admitted - outside`` people are inside now.

All times are Unix seconds.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

IN = "in"
OUT = "out"
DIRECTIONS = (IN, OUT)

VOID_STATES = ("refunded", "exchanged", "cancelled")
STOPPED_SESSIONS = ("cancelled", "postponed")


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """What the decision needs to know about a ticket and its session.

    :param code: what ``rotating_code.judge`` said of the code that was shown
    """

    state: str
    session: int
    session_state: str
    venue: int
    zone: int | None
    type: int
    start: int
    end: int
    admits: int
    admitted: int
    outside: int
    code: str = "ok"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way through a gate. Empty ``types`` or ``zones`` mean all of them."""

    venue: int
    before: int
    after: int
    types: Collection[int] = ()
    zones: Collection[int] = ()
    reentry: bool = False

    def _covers(self, ticket: TicketFacts) -> bool:
        return (not self.types or ticket.type in self.types) and (
            not self.zones or ticket.zone in self.zones
        )

    def _opens(self, ticket: TicketFacts) -> int:
        return ticket.start - self.before * 60

    def _closes(self, ticket: TicketFacts) -> int:
        return ticket.end + self.after * 60


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane as the decision sees it. ``session`` narrows it to one performance."""

    rules: tuple[Rule, ...]
    is_open: bool = True
    session: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer, and the two counts the ticket has after it."""

    admit: bool
    reason: str
    admitted: int
    outside: int
    params: dict[str, int] = field(default_factory=dict)


def decide(
    ticket: TicketFacts, lane: Lane, direction: str, count: int, now: int
) -> Decision:
    """Decide whether ``count`` people may pass ``lane`` on ``ticket`` at ``now``.

    The first reason found is the most useful one to tell: a refunded ticket is told to
    be refunded, not to be too early.
    """
    rules = _rules_for(ticket, lane)
    if isinstance(rules, str):
        return _refuse(ticket, rules)
    if ticket.code != "ok":
        return _refuse(ticket, ticket.code)
    if direction == OUT:
        return _leave(ticket, count)
    window = _window(ticket, rules, now)
    if isinstance(window, Decision):
        return window
    return _enter(ticket, count, reentry=any(rule.reentry for rule in window))


def _rules_for(ticket: TicketFacts, lane: Lane) -> list[Rule] | str:
    """Return the lane's rules for this ticket, whatever the hour, or the refusal."""
    if not lane.is_open:
        return "gate_closed"
    if ticket.state in VOID_STATES:
        return ticket.state
    if ticket.session_state in STOPPED_SESSIONS:
        return f"session_{ticket.session_state}"
    here = [rule for rule in lane.rules if rule.venue == ticket.venue]
    if not here:
        return "wrong_venue"
    if lane.session is not None and lane.session != ticket.session:
        return "wrong_session"
    return [rule for rule in here if rule._covers(ticket)] or "wrong_gate"


def _window(ticket: TicketFacts, rules: list[Rule], now: int) -> list[Rule] | Decision:
    """Return the rules whose time it is, or the refusal."""
    now_open = [r for r in rules if r._opens(ticket) <= now <= r._closes(ticket)]
    if now_open:
        return now_open
    later = [rule._opens(ticket) for rule in rules if now < rule._opens(ticket)]
    if later:
        return _refuse(ticket, "too_early", opens=min(later))
    return _refuse(ticket, "too_late", closed=max(r._closes(ticket) for r in rules))


def _enter(ticket: TicketFacts, count: int, *, reentry: bool) -> Decision:
    """Let people back in first, then new ones, and never more than the ticket holds."""
    fresh = ticket.admits - ticket.admitted
    room = fresh + (ticket.outside if reentry else 0)
    if not room:
        return _refuse(ticket, "no_reentry" if ticket.outside else "already_used")
    if count > room:
        return _refuse(ticket, "too_many", left=room)
    back = min(count, ticket.outside) if reentry else 0
    return Decision(
        admit=True,
        reason="reentry" if back == count else "ok",
        admitted=ticket.admitted + count - back,
        outside=ticket.outside - back,
    )


def _leave(ticket: TicketFacts, count: int) -> Decision:
    inside = ticket.admitted - ticket.outside
    if count > inside:
        return _refuse(ticket, "not_inside", inside=inside)
    return Decision(
        admit=True,
        reason="exit",
        admitted=ticket.admitted,
        outside=ticket.outside + count,
    )


def _refuse(ticket: TicketFacts, reason: str, **params: int) -> Decision:
    return Decision(
        admit=False,
        reason=reason,
        admitted=ticket.admitted,
        outside=ticket.outside,
        params=params,
    )
