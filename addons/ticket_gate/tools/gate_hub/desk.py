"""Decides at a lane when the server does not answer, for all lanes of the hub.

The rule is the server's own, ``admission.decide``; here is what it is asked about, and
what people are told.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from types import ModuleType

from .. import admission, lane_state, outcome, pass_code, persons, scanning, wording
from .book import Book, LanePlace, unix
from .tickets import COUNTS, NO_SESSION, Pass, Ticket

#: What is said otherwise where less is known than on the server.
_ALONE = {"cancelled": "void", "wrong_gate": "wrong_gate_type"}
_ABOUT_TIME = ("opens", "closed", "again")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the hub decided. ``before`` are the ticket's counts until then."""

    answer: dict
    ticket: Ticket | None
    before: tuple
    after: tuple

    @property
    def admits(self) -> bool:
        return self.answer["result"] == "admit"


class Desk:
    def __init__(self, book: Book, codes: ModuleType, first_entry):
        """:param codes: ``ticket_sale.tools.rotating_code``, or what reads like it
        :param first_entry: tells when and at which lane a ticket number came in here
        """
        self._book, self._codes, self._first_entry = book, codes, first_entry
        self._tokens = codes.ticket_token

    def read_code(self, code: str, place: LanePlace) -> scanning.ReadCode:
        """Return what was scanned or typed stands for; a token is proven here."""
        code = scanning.normalise_code(code)
        if not code:
            return scanning.ReadCode(problem="empty")
        if self._tokens.is_number(code) or pass_code.is_number(code):
            return scanning.ReadCode(code)
        try:
            signed = self._codes.read(code, self._book.keys)
        except self._tokens.Malformed:
            return self._read_card(code, place)
        except self._tokens.UnknownKey:
            return scanning.ReadCode(problem="old_key")
        except self._tokens.Forged:
            return scanning.ReadCode(problem="forged")
        is_pass = signed.claims.session == NO_SESSION
        digits = pass_code.NUMBER_LENGTH if is_pass else self._tokens.NUMBER_LENGTH
        number = str(signed.claims.ticket).zfill(digits)
        return scanning.ReadCode(number, signed=signed)

    def _read_card(self, code: str, place: LanePlace) -> scanning.ReadCode:
        card = pass_code.card_code(code)
        number = card and self._book.pass_by_card(card, place.lane)
        return scanning.ReadCode(number, problem=None if number else "malformed")

    def decide(
        self,
        place: LanePlace,
        state: str,
        request: scanning.ScanRequest,
        read: scanning.ReadCode,
        lang: str,
    ) -> Verdict:
        """Decide, and count nothing: that is for who has written it down.

        :param state: how the lane stands, see ``lane_state``
        """
        if request.is_from_the_future():
            read = scanning.ReadCode(problem="wrong_clock")
        lane, now = self._lane(place, state), request.unix_time()
        ticket = self._ticket(read)
        code = ticket and self._judge(ticket, read, request)
        facts = ticket and self._book.facts(ticket, code, lane, now)
        if facts is None:
            reason = read.problem or ("wrong_session" if ticket else "unknown")
            if reason == "malformed":
                reason = self._unreadable(place, request)
            decision = admission.Decision(False, reason, 0, 0)
            decision = lane_state.settle(state, request.direction, decision)
            return self._verdict(place, request, None, decision, lang)
        decision = admission.decide(facts, lane, request.direction, request.count, now)
        if decision.reason in outcome.TAKEN and ticket.reserved:
            decision = replace(decision, reason="in_passage", params={})
        decision = lane_state.settle(
            state, request.direction, decision, ticket.admitted, ticket.outside
        )
        return self._verdict(place, request, (ticket, facts), decision, lang)

    def number_taken(self, request: scanning.ScanRequest, lang: str) -> dict:
        """A device that counts anew after a reset must not let somebody in by the
        answer that another code got."""
        return {
            "scan_id": request.scan_id,
            "result": "refuse",
            "reason": "scan_id_used",
            "message": self._say(lang, "scan_id_used"),
            "ticket": None,
        }

    @staticmethod
    def _unreadable(place: LanePlace, request: scanning.ScanRequest) -> str:
        """Return why a code says nothing to us; it may say something to the server."""
        code = scanning.normalise_code(request.code)
        if persons.is_shown(code, request.media):
            return "needs_server"
        return "unknown" if place.has_fare else "malformed"  # a stored-value card

    @staticmethod
    def _lane(place: LanePlace, state: str) -> admission.Lane:
        """A lane that was closed when the package was made may have been opened since."""
        is_open = place.lane.is_open or place.state == lane_state.CLOSED
        return replace(place.lane, is_open=is_open and state != lane_state.CLOSED)

    def _ticket(self, read: scanning.ReadCode) -> Ticket | None:
        """Return the ticket or the pass. One that was sold since the server was last
        heard is known by its signature alone; a ticket's zone is not."""
        if read.problem or not read.number:
            return None
        ticket = self._book.tickets.get(read.number)
        if ticket or not read.signed:
            return ticket
        claims = read.signed.claims
        if claims.session == NO_SESSION:
            return self._unlisted_pass(read.number, claims)
        return Ticket(read.number, claims.session, claims.type, claims.admits)

    def _unlisted_pass(self, number: str, claims) -> Pass:
        """All passes are told, those that are cancelled as well: one that is not is new.
        Its code says from when on it is good."""
        new = Pass(number, claims.type, claims.admits)
        new.venue = self._book.venue_of_type(claims.type)
        new.first_day = claims.valid_from // admission.DAY
        return new

    def _judge(self, ticket, read, request) -> str:
        if isinstance(ticket, Pass):
            return self._codes.OK
        session = self._book.sessions.get(ticket.session)
        rotation = session and session.rotation
        if read.signed:
            return self._codes.judge(read.signed, rotation, request.unix_time())
        is_on_paper = rotation and ticket.printed and "paper" in rotation.fixed
        if rotation is None or is_on_paper:
            return self._codes.OK
        return self._codes.LIVE_NEEDED

    # --- what people are told --------------------------------------------------

    def _verdict(self, place, request, known, decision, lang) -> Verdict:
        ticket, facts = known or (None, None)
        shown = known and self._shown(place, ticket, facts, lang)
        before = ticket.counts() if ticket else ()
        answer = {
            "scan_id": request.scan_id,
            "result": "admit" if decision.admit else "refuse",
            "reason": decision.reason,
            "message": self._message(place, request, shown, decision, lang),
            "ticket": shown and shown.summary(lang, decision.admitted),
        }
        after = before
        if decision.admit and ticket and decision.reason not in lane_state.UNCOUNTED:
            after = tuple(
                getattr(decision, name, None if name in {"day", "last_in"} else 0)
                for name in COUNTS
            )
        return Verdict(answer, ticket, before, after)

    def _shown(self, place, ticket: Ticket, facts, lang: str) -> scanning.Ticket:
        is_pass = isinstance(ticket, Pass)
        session = self._book.sessions.get(facts.session)
        words = self._book.words(lang)
        names = session.names if session else {}
        kinds = words.get("passes" if is_pass else "types", {})
        kind = ticket.pass_type if is_pass else ticket.type
        return (scanning.Pass if is_pass else scanning.Ticket)(
            id=0,
            number=ticket.number,
            first_admitted_at=None,
            place=ticket.place,
            holder=ticket.holder,
            start=session and session.start,
            words=scanning.Words(
                show=names.get(lang) or next(iter(names.values()), ""),
                venue=words.get("venues", {}).get(str(facts.venue), ""),
                type=kinds.get(str(kind), ""),
                zone=words.get("zones", {}).get(str(ticket.zone)),
                tz=session.tz if session else place.tz,
            ),
            facts=facts,
        )

    def _message(self, place, request, shown, decision, lang) -> str:
        reason = decision.reason
        if not shown:
            alone = {"wrong_session": "elsewhere"}
            return self._say(lang, alone.get(reason, reason))
        params = {
            **decision.params,
            "admitted": decision.admitted,
            "admits": shown.facts.admits,
            "session": shown.session_label(lang),
            "venue": shown.words.venue,
            "type": shown.words.type,
            "zone": shown.words.zone or shown.place,
        }
        for name in _ABOUT_TIME:
            if name in decision.params:
                moment = _local(shown, decision.params[name])
                params[name] = wording.day_and_time(moment, lang)
        for name in ("first", "last"):
            if name in decision.params:
                params[name] = wording.clock(decision.params[name])
        if reason == "ok" and shown.facts.admits > 1:
            return self._say(lang, "ok_partly", **params)
        if reason == "already_used":
            return self._already_used(shown, request, lang)
        if reason == "wrong_gate" and params["zone"]:
            return self._say(lang, reason, **params)
        return self._say(lang, _ALONE.get(reason, reason), **params)

    def _already_used(self, shown, request, lang: str) -> str:
        """Tell when and where the first person came in: staff are asked just that."""
        first = self._first_entry(shown.number)
        if not first:
            return self._say(lang, "already_used_before")
        at, gate = first
        now = shown.local(request.received_at)
        time = wording.time_of_day(_local(shown, int(at)), now, lang)
        place = self._book.lanes.get(gate)
        if not place:
            return self._say(lang, "already_used_then", time=time)
        return self._say(lang, "already_used", time=time, gate=place.name)

    def _say(self, lang: str, wanted: str, **params) -> str:
        messages = self._book.package.get("messages", {})
        texts = messages.get(lang) or next(iter(messages.values()), {})
        text = texts.get(wanted, wanted)
        try:
            return text % params if "%(" in text else text
        except (KeyError, ValueError):  # a sentence of a newer server
            return text.partition(":")[0]


def _local(shown: scanning.Ticket, moment: int) -> datetime:
    utc = datetime.fromtimestamp(moment, scanning.UTC).replace(tzinfo=None)
    return shown.local(utc)


__all__ = ["Desk", "Verdict", "unix"]
