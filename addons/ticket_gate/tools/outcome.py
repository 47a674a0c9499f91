"""What a decision comes to: who went through, what the ticket counts afterwards.

The server decides about a person who waits at the gate. A device or hub that could not
ask has decided already, and the person is in: then the decision only tells whether that
was right.
"""

from dataclasses import dataclass, replace

from .admission import IN, VOID_STATES, Decision, TicketFacts
from .lane_state import UNCOUNTED

ADMIT = "admit"
REFUSE = "refuse"
DECIDED = (ADMIT, REFUSE)
#: Refused because somebody is counted who may yet not come.
TAKEN = frozenset(
    {"already_used", "no_reentry", "times_used", "day_limit", "passback", "too_soon"}
)
#: A device refused for a reason that we do not know.
REFUSED_THERE = "refused_by_device"


@dataclass(frozen=True, slots=True)
class Outcome:
    """:param passed: how many people went through
    :param counted: whether the ticket's counts change
    :param is_conflict: people were let in whom we would have refused
    """

    decision: Decision
    passed: int
    counted: bool
    is_conflict: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """What a ticket counts, read again under its lock."""

    id: int
    state: str
    admits: int
    admitted: int
    outside: int
    entries: int = 0
    today: int = 0

    @property
    def is_void(self) -> bool:
        return self.state in VOID_STATES


def of_request(decision: Decision, count: int) -> Outcome:
    """Return what comes of a scan that asks before the gate opens."""
    return Outcome(
        decision=decision,
        passed=count if decision.admit else 0,
        counted=decision.admit and decision.reason not in UNCOUNTED,
    )


def of_report(
    decision: Decision,
    ticket: TicketFacts | None,
    direction: str,
    count: int,
    decided: str,
    reason: str,
    *,
    day: int | None = None,
    now: int | None = None,
) -> Outcome:
    """Return what comes of a scan that was decided where we could not be asked.

    :param decision: what we would have said
    :param decided: ``admit`` or ``refuse``, what was done there
    :param reason: why it was refused there
    :param day: the local day of it, and when it was
    """
    if decided == REFUSE:
        return Outcome(_refused_there(decision, ticket, reason), 0, counted=False)
    if decision.admit:
        return of_request(decision, count)
    if ticket is None or ticket.state in VOID_STATES:
        return Outcome(decision, count, counted=False, is_conflict=True)
    admitted, outside = as_far_as_there_is_room(ticket, direction, count)
    counts = {"admitted": admitted, "outside": outside}
    if direction == IN:
        today = ticket.today if ticket.day == day else 0
        entries = max(ticket.entries, ticket.admitted) + count
        counts |= {"entries": entries, "today": today + count, "day": day}
        counts["last_in"] = now
    return Outcome(
        replace(decision, **counts),
        passed=count,
        counted=(admitted, outside) != (ticket.admitted, ticket.outside),
        is_conflict=True,
    )


def _refused_there(decision, ticket, reason):
    """A refusal is a refusal, even of whom we would have let in."""
    return replace(
        decision,
        admit=False,
        reason=decision.reason if not decision.admit else reason,
        admitted=ticket.admitted if ticket else 0,
        outside=ticket.outside if ticket else 0,
        params=decision.params if not decision.admit else {},
    )


def as_far_as_there_is_room(
    ticket: "TicketFacts | Counts", direction: str, count: int
) -> tuple[int, int]:
    """The ticket never counts more people than it admits, whoever went through."""
    if direction == IN:
        back = min(count, ticket.outside)
        fresh = min(count - back, ticket.admits - ticket.admitted)
        return ticket.admitted + fresh, ticket.outside - back
    return ticket.admitted, min(ticket.admitted, ticket.outside + count)


def begun(ticket: TicketFacts, decision: Decision, count: int) -> tuple[int, int, int]:
    """Return of ``count`` admitted people how many had come in before and gone out,
    how many came for the first time, and how many began a visit."""
    fresh = decision.admitted - ticket.admitted
    if ticket.day in (None, decision.day):
        back = max(0, ticket.outside - decision.outside)
    else:  # a new day: everybody had gone home
        back = count - fresh
    return back, fresh, max(0, decision.entries - max(ticket.entries, ticket.admitted))


def late(counts: Counts, direction: str, count: int) -> tuple[Counts, int]:
    """Return the counts after ``count`` people went through unasked, and for how many
    of them there was no room."""
    admitted, outside = as_far_as_there_is_room(counts, direction, count)
    moved = abs((admitted - outside) - (counts.admitted - counts.outside))
    visits = count if direction == IN else 0
    after = replace(
        counts,
        admitted=admitted,
        outside=outside,
        entries=counts.entries + visits,
        today=counts.today + visits,
    )
    return after, count - moved


def given_back(
    counts: Counts, direction: str, count: int, back: int, fresh: int, visits: int
) -> Counts:
    """Return the counts after ``count`` counted people did not go through.

    :param back: how many of those who were counted had come in before
    :param fresh: how many of them came in for the first time
    :param visits: how many of them began a visit
    """
    if direction != IN:
        return replace(counts, outside=max(0, counts.outside - count))
    returned = min(back, count)
    unseen = min(count - returned, fresh, counts.admitted - counts.outside)
    admitted = counts.admitted - unseen
    begun = min(count, visits)
    return replace(
        counts,
        admitted=admitted,
        outside=min(counts.outside + returned, admitted),
        entries=max(0, counts.entries - begun),
        today=max(0, counts.today - begun),
    )
