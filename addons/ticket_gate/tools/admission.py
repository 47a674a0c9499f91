"""Who may pass a gate.

``decide`` is the whole admission rule and nothing else: no database, no clock, no
words. The server asks it for every scan, the gate hub asks it on the venue's own
network, and the scanner app asks its JavaScript twin when both are away;
``tests/vectors/admission.json`` holds all of them to the same answers.

People are counted by two numbers. *admitted* is how many of the ``admits`` people have
come in at least once; *outside* is how many of those went out again. So
``admitted - outside`` people are inside now. Where people may come more than once,
*entries* counts their visits, *today* those on the local *day* of the last one.

All times are Unix seconds.
"""

from collections.abc import Iterable
from dataclasses import replace

from .admission_facts import (
    BOTH,
    DAY,
    DIRECTIONS,
    IN,
    OUT,
    PASSES,
    STOPPED_SESSIONS,
    TICKETS,
    VOID_STATES,
    Decision,
    Lane,
    Rule,
    Session,
    TicketFacts,
)

__all__ = [
    "BOTH",
    "DAY",
    "DIRECTIONS",
    "IN",
    "OUT",
    "PASSES",
    "TICKETS",
    "Decision",
    "Lane",
    "Rule",
    "Session",
    "TicketFacts",
    "decide",
    "local_day",
    "session_for_pass",
]


def decide(
    ticket: TicketFacts, lane: Lane, direction: str, count: int, now: int
) -> Decision:
    """Decide whether ``count`` people may pass ``lane`` on ``ticket`` at ``now``.

    The first reason found is the most useful one to tell: a refunded ticket is told to
    be refunded, not to be too early.
    """
    rules = _rules_for(ticket, lane, direction)
    if isinstance(rules, str):
        return _refuse(ticket, rules)
    if ticket.code != "ok":
        return _refuse(ticket, ticket.code)
    if direction == OUT:
        return _leave(ticket, count)
    window = _window(ticket, lane, rules, now)
    if isinstance(window, Decision):
        return window
    return _enter_by_any(ticket, lane, window, count, now)


def local_day(now: int, offset: int) -> int:
    """Return the number of the day at the venue, from 1 January 1970.

    >>> local_day(DAY - 1, 0), local_day(DAY - 1, 8 * 3600)
    (0, 1)
    """
    return (now + offset) // DAY


def session_for_pass(
    sessions: Iterable[Session], lane: Lane, now: int
) -> Session | None:
    """Return the session that a pass shown at ``lane`` is for: of those whose doors are
    open the last to start, else the next one."""
    rules = [rule for rule in lane.rules if rule.who == PASSES]
    here = [
        session
        for session in sessions
        if session.state not in STOPPED_SESSIONS
        and lane.session in (None, session.id)
        and any(rule.venue == session.venue for rule in rules)
    ]
    on_now = [
        session
        for session in here
        if any(
            session.start - rule.before * 60 <= now <= session.end + rule.after * 60
            for rule in rules
            if rule.venue == session.venue
        )
    ]
    if on_now:
        return max(on_now, key=lambda one: (one.start, one.id))
    coming = [session for session in here if session.start > now]
    return min(coming, key=lambda one: (one.start, one.id), default=None)


def _rules_for(ticket: TicketFacts, lane: Lane, direction: str) -> list[Rule] | str:
    """Return the lane's rules for this ticket, whatever the hour, or the refusal."""
    if not lane.is_open:
        return "gate_closed"
    if lane.direction not in (BOTH, direction):
        return "wrong_direction"
    if ticket.state in VOID_STATES:
        return "pass_blocked" if ticket.pass_type is not None else ticket.state
    if ticket.session_state in STOPPED_SESSIONS:
        return f"session_{ticket.session_state}"
    here = [rule for rule in lane.rules if rule._is_at(ticket.venue)]
    if not here:
        return "wrong_venue"
    fitting = [rule for rule in here if rule._covers(ticket)]
    if lane.session is not None and lane.session != ticket.session:
        fitting = [rule for rule in fitting if rule._is_anytime(ticket)]
        return fitting or "wrong_session"
    refusal = "wrong_gate" if ticket.pass_type is None else "pass_not_here"
    return fitting or refusal


def _window(
    ticket: TicketFacts, lane: Lane, rules: list[Rule], now: int
) -> list[Rule] | Decision:
    """Return the rules whose time it is, or the refusal."""
    if ticket.valid_from is not None and now < ticket.valid_from:
        return _refuse(ticket, "pass_not_yet", opens=ticket.valid_from)
    if ticket.valid_to is not None and now > ticket.valid_to:
        return _refuse(ticket, "pass_expired", closed=ticket.valid_to)
    due = [rule for rule in rules if rule._is_due(ticket, now)]
    minute = (now + lane.offset) % DAY // 60
    now_open = [rule for rule in due if rule._has_hours(minute)]
    if now_open:
        return now_open
    if due:
        first, last = due[0].hours
        return _refuse(ticket, "outside_hours", first=first, last=last)
    if ticket.start is None:
        return _refuse(ticket, "nothing_on")
    later = [rule._opens(ticket) for rule in rules if now < rule._opens(ticket)]
    if later:
        return _refuse(ticket, "too_early", opens=min(later))
    return _refuse(ticket, "too_late", closed=max(r._closes(ticket) for r in rules))


def _enter_by_any(
    ticket: TicketFacts, lane: Lane, rules: list[Rule], count: int, now: int
) -> Decision:
    """Go in by the first rule that lets all of them in, those with re-entry first. Of
    the refusals the one is told that leaves most room."""
    ordered = sorted(rules, key=lambda rule: not rule.reentry)
    decisions = [_enter(ticket, lane, rule, count, now) for rule in ordered]
    for decision in decisions:
        if decision.admit:
            return decision
    return max(decisions, key=lambda one: one.params.get("left", 0))


def _enter(
    ticket: TicketFacts, lane: Lane, rule: Rule, count: int, now: int
) -> Decision:
    """Let people back in first, then new ones, and never more than the ticket holds."""
    day = local_day(now, lane.offset)
    before, back_room = ticket, ticket.outside if rule.reentry else 0
    if rule.times != 1 and ticket.day not in (None, day):
        # a new day: everybody has gone home, and comes for a new visit
        ticket, back_room = replace(ticket, outside=ticket.admitted), 0
    today = ticket.today if ticket.day == day else 0
    visits, refusal, params = _visits_left(ticket, rule, back_room, today, now)
    room = back_room + visits
    if not room:
        return _refuse(before, refusal, **params)
    if count > room:
        return _refuse(before, "too_many", left=room)
    back = min(count, back_room)
    new = count - back
    came_out = min(new, ticket.outside - back) if rule.times != 1 else 0
    fresh = min(new - came_out, ticket.admits - ticket.admitted)
    return Decision(
        admit=True,
        reason="reentry" if back == count else "ok",
        admitted=ticket.admitted + fresh,
        outside=ticket.outside - back - came_out,
        entries=_entries(ticket) + new,
        today=today + new,
        day=day,
        last_in=now,
    )


def _visits_left(
    ticket: TicketFacts, rule: Rule, back: int, today: int, now: int
) -> tuple[int, str, dict[str, int]]:
    """Return how many visits may begin now, and why there are none if there are none.

    :param back: how many may come back in, which is no new visit
    """
    fresh = ticket.admits - ticket.admitted
    if rule.times == 1:
        used_up = "no_reentry" if ticket.outside else "already_used"
        limits = [(fresh, used_up, {})]
    else:
        limits = _limits_on_visits(ticket, rule, back, now)
    if rule.per_day:
        left = rule.per_day * ticket.admits - today
        limits.append((left, "day_limit", {"per_day": rule.per_day}))
    least = min(limits, key=lambda limit: max(0, limit[0]))
    return max(0, least[0]), least[1], least[2]


def _limits_on_visits(
    ticket: TicketFacts, rule: Rule, back: int, now: int
) -> list[tuple[int, str, dict[str, int]]]:
    """Return how many visits each limit leaves where people may come more than once,
    the most final one first."""
    free = ticket.admits - back
    limits = [(free, "already_used", {})]
    if rule.times:
        left = rule.times * ticket.admits - _entries(ticket)
        limits.append((left, "times_used", {"times": rule.times}))
    if rule.out_first:
        inside = ticket.admitted - ticket.outside
        limits.append((free - inside, "passback", {}))
    if rule.gap and ticket.last_in is not None:
        again = ticket.last_in + rule.gap * 60
        if now < again:
            fresh = ticket.admits - ticket.admitted
            limits.append((fresh, "too_soon", {"again": again}))
    return limits


def _entries(ticket: TicketFacts) -> int:
    """Visits so far; a ticket read before they were counted has one a person."""
    return max(ticket.entries, ticket.admitted)


def _leave(ticket: TicketFacts, count: int) -> Decision:
    inside = ticket.admitted - ticket.outside
    if count > inside:
        return _refuse(ticket, "not_inside", inside=inside)
    outside = ticket.outside + count
    return _counted(ticket, admit=True, reason="exit", outside=outside)


def _refuse(ticket: TicketFacts, reason: str, **params: int) -> Decision:
    return _counted(ticket, admit=False, reason=reason, params=params)


def _counted(ticket: TicketFacts, **changes) -> Decision:
    """Return a decision that leaves the ticket's counts but for ``changes``."""
    counts = {
        "admitted": ticket.admitted,
        "outside": ticket.outside,
        "entries": ticket.entries,
        "today": ticket.today,
        "day": ticket.day,
        "last_in": ticket.last_in,
    }
    return Decision(**{**counts, **changes})
