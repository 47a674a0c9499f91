"""What the state of a lane makes of a decision.

``admission.decide`` says what a ticket is worth at a lane. A lane that is set free, or a
venue in an emergency, answers otherwise. The server, the hub and the scanner app (its
twin is ``static/src/utils/lane_state.js``) call ``settle`` after ``decide``; they are held
to ``tests/vectors/lane_state.json``.
"""

from dataclasses import replace

from .admission import IN, Decision

CLOSED = "closed"
NORMAL = "normal"
FREE = "free"
EMERGENCY = "emergency"
STATES = (CLOSED, NORMAL, FREE, EMERGENCY)

#: Reasons of an admission that counts nobody on the ticket.
UNCOUNTED = frozenset({"free"})


def settle(
    state: str, direction: str, decision: Decision, admitted: int = 0, outside: int = 0
) -> Decision:
    """Return the decision at a lane in ``state``.

    A free lane refuses nobody: whom it would refuse passes without being counted on the
    ticket. In an emergency nobody comes in, and nobody is kept from going out.

    :param admitted: what the ticket counted before; nothing of an unknown code
    :param outside: likewise
    """
    if state == EMERGENCY and direction == IN:
        return _other(decision, False, "emergency", admitted, outside)
    if state in (FREE, EMERGENCY) and not decision.admit:
        return _other(decision, True, "free", admitted, outside)
    return decision


def _other(decision, admit, reason, admitted, outside):
    return replace(
        decision,
        admit=admit,
        reason=reason,
        admitted=admitted,
        outside=outside,
        params={},
    )
