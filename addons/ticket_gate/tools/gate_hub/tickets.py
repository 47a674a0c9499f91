"""A ticket and a pass as the hub knows them, in memory; there may be 100,000 of them."""

from dataclasses import fields

from .. import admission, pass_code

COUNTS = ("admitted", "outside", "entries", "today", "day", "last_in")
#: Where a ticket names its session, a pass names none.
NO_SESSION = pass_code.NO_SESSION
_KNOWN = {field.name for field in fields(admission.TicketFacts)}
_TOLD = (
    "type", "admits", "state", "zone", "place", "holder", "printed", "tier",
    "accompanies",
)  # fmt: skip
_TOLD_OF_PASS = (
    "pass_type", "admits", "state", "holder", "tier", "venue", "first_day", "last_day",
    "cards",
)  # fmt: skip


class Ticket:
    """``waiting`` is how many scans of it the server does not know yet: as long as there
    are any, only the hub can tell who may pass on it.
    """

    __slots__ = (
        "accompanies", "admits", "admitted", "day", "entries", "holder", "last_in",
        "number", "outside", "place", "printed", "reserved", "revision", "session",
        "state", "tier", "today", "type", "waiting", "zone",
    )  # fmt: skip

    def __init__(self, number: str, session: int, type_id: int | None, admits: int):
        self.number, self.session, self.type = number, session, type_id
        self.admits, self.state = admits, "valid"
        self.zone = self.place = self.holder = self.day = self.last_in = None
        self.tier = self.accompanies = None
        self.admitted = self.outside = self.entries = self.today = 0
        self.printed = False
        self.waiting = self.reserved = self.revision = 0

    def counts(self) -> tuple:
        return tuple(getattr(self, name) for name in COUNTS)

    def set_counts(self, counts: tuple) -> None:
        for name, value in zip(COUNTS, counts, strict=True):
            setattr(self, name, value)

    def told(self) -> dict:
        """Return what is written down, to be read by ``Book.recall``."""
        return {name: getattr(self, name) for name in (*_TOLD, *COUNTS)}

    def facts(self, session, **more) -> admission.TicketFacts:
        """Return what is decided on.

        :param session: the ``book.Session`` that it is for
        """
        return _facts(
            self.told()
            | {"session": session.id, "session_state": session.state}
            | {"venue": session.venue, "start": session.starts, "end": session.ends}
            | more
        )


class Pass(Ticket):
    """A season, annual or staff card. Its days are counted from 1 January 1970 at the
    venue; ``cards`` are the hashes of the cards that stand for it."""

    __slots__ = ("cards", "first_day", "last_day", "pass_type", "venue")

    def __init__(self, number: str, pass_type: int, admits: int):
        super().__init__(number, NO_SESSION, None, admits)
        self.pass_type, self.venue = pass_type, None
        self.first_day = self.last_day = None
        self.cards = ()

    def told(self) -> dict:
        return {name: getattr(self, name) for name in (*_TOLD_OF_PASS, *COUNTS)}

    def facts_at(self, session, lane: admission.Lane, code: str):
        """Return what is decided on.

        :param session: the ``admission.Session`` that is on now, if any
        """
        return _facts(
            self.told()
            | {
                "session": session and session.id,
                "session_state": session and session.state,
                "start": session and session.start,
                "end": session and session.end,
                "zone": None,
                "type": None,
                "code": code,
                "valid_from": _second(self.first_day, lane.offset),
                "valid_to": _second(self.last_day, lane.offset, admission.DAY - 1),
            }
        )


def ticket_of(number: str, session: int, facts: dict) -> Ticket:
    """Return an empty ticket, or pass, for what was told of a number."""
    if "pass_type" in facts:
        return Pass(number, facts["pass_type"], facts["admits"])
    return Ticket(number, session, facts["type"], facts["admits"])


def unheard_of(number: str, signed, admits: int) -> Ticket:
    """Return a number that was sold since the server told its tickets.

    :param signed: the code that was shown, if it was one
    """
    if pass_code.is_number(number):
        return Pass(number, signed.claims.type if signed else 0, admits)
    return Ticket(number, NO_SESSION, 0, admits)


def _facts(told: dict) -> admission.TicketFacts:
    return admission.TicketFacts(
        **{name: value for name, value in told.items() if name in _KNOWN}
    )


def _second(day: int | None, offset: int, more: int = 0) -> int | None:
    return None if day is None else day * admission.DAY - offset + more
