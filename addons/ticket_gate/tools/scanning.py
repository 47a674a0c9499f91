"""A scan on its way through the gate, as plain values: no database, no messages."""

import json
import re
import unicodedata
from calendar import timegm
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from . import admission, outcome, wording

LONGEST_CODE = 512
LONGEST_SCAN_ID = 64
MOST_PERSONS = 999
CLOCK_TOLERANCE = timedelta(minutes=5)
UTC = ZoneInfo("UTC")
_MEDIA = re.compile(r"[a-z]{1,16}")
_SEPARATORS = str.maketrans("", "", " -\u00a0")


class BadScan(ValueError):
    """The request is not a scan; ``field`` names what is wrong."""

    def __init__(self, field_name: str, problem: str):
        super().__init__(problem)
        self.field = field_name


@dataclass(frozen=True, slots=True)
class ScanRequest:
    """What a device asks."""

    code: str
    scan_id: str
    direction: str
    count: int
    scanned_at: datetime
    received_at: datetime
    decided: str | None = None
    decided_reason: str | None = None
    two_phase: bool = False
    media: str | None = None

    @classmethod
    def parse(cls, body: object, now: datetime) -> "ScanRequest":
        """Return the request in a decoded JSON body.

        :param now: when it arrived, UTC without zone, as Odoo keeps times
        :raise BadScan: a field is missing or has the wrong form
        """
        if not isinstance(body, dict):
            raise BadScan("body", "a scan is a JSON object")
        code = body.get("code")
        if not isinstance(code, str):
            raise BadScan("code", "must be a string")
        scan_id = body.get("scan_id")
        if not isinstance(scan_id, str) or not 0 < len(scan_id) <= LONGEST_SCAN_ID:
            raise BadScan("scan_id", f"must be 1 to {LONGEST_SCAN_ID} characters")
        if not is_plain(scan_id):
            raise BadScan("scan_id", "must be printable ASCII")
        direction = body.get("direction", admission.IN)
        if direction not in admission.DIRECTIONS:
            raise BadScan("direction", "must be in or out")
        scanned_at = _moment(body.get("scanned_at")) or now
        decided, reason = _decided(body)
        if decided:  # a wrong clock there does not undo what was done
            scanned_at = min(scanned_at, now)
        return cls(
            code=code,
            scan_id=scan_id,
            direction=direction,
            count=_count(body.get("count")),
            scanned_at=scanned_at,
            received_at=now,
            decided=decided,
            decided_reason=reason,
            two_phase=_flag(body, "two_phase"),
            media=_media(body.get("media")),
        )

    @property
    def is_offline(self) -> bool:
        """Whether it was decided where we could not be asked."""
        return self.decided is not None

    def unix_time(self) -> int:
        return unix(self.scanned_at)

    def is_from_the_future(self) -> bool:
        return self.scanned_at > self.received_at + CLOCK_TOLERANCE


@dataclass(frozen=True, slots=True)
class ReadCode:
    """What a scanned text stands for: a ticket number, or the reason why for none.

    ``signed`` is the ``rotating_code.Code`` of a token, nothing of a typed number.
    ``is_person`` says that the person was told, and ``tickets`` how many they have.
    """

    number: str | None = None
    problem: str | None = None
    signed: object = None
    is_person: bool = False
    tickets: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """The names that people read with a ticket, in one language."""

    show: str
    venue: str
    type: str
    zone: str | None
    tz: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """The ticket's row: what is decided on, and what is told to people."""

    id: int | None
    number: str
    first_admitted_at: datetime | None
    place: str | None
    holder: str | None
    start: datetime
    words: Words
    facts: admission.TicketFacts
    pass_id: int | None = None
    has_photo: bool = False

    def local(self, moment: datetime) -> datetime:
        """Return a UTC moment in the time of the venue."""
        return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(self.words.tz))

    def session_label(self, lang: str) -> str:
        """Return the session as it stands on the ticket."""
        return (
            f"{self.words.show} · {wording.day_and_time(self.local(self.start), lang)}"
        )

    def summary(self, lang: str, admitted: int) -> dict:
        """Return what staff may see of the ticket: no price, no phone, no full name."""
        return {
            "number": self.number,
            "type": self.words.type,
            "session": self.session_label(lang),
            "place": self.place,
            "holder": wording.mask_name(self.holder),
            "admits": self.facts.admits,
            "admitted": admitted,
        }


@dataclass(frozen=True, slots=True)
class Pass(Ticket):
    """A pass: no ticket, and of a session only while one is on."""

    def session_label(self, lang: str) -> str | None:
        return Ticket.session_label(self, lang) if self.start else None

    def summary(self, lang: str, admitted: int) -> dict:
        photo = f"gate/pass/{self.number}/photo" if self.has_photo else None
        return Ticket.summary(self, lang, admitted) | {"photo": photo}


@dataclass(frozen=True, slots=True)
class Scan:
    """A request at a lane. ``settings`` are the lane's, see ``ticket.gate``."""

    device: int
    settings: object
    request: ScanRequest
    lang: str
    hub: int | None = None

    def row(self, ticket: Ticket | None, answer: dict, passed: int) -> dict:
        """Return the columns of ``ticket.scan``."""
        facts = ticket and ticket.facts
        return {
            "device": self.device,
            "scan_id": self.request.scan_id,
            "gate": self.settings.id,
            "company": self.settings.company,
            "ticket": ticket and ticket.id,
            "pass": ticket and ticket.pass_id,
            "session": facts and facts.session,
            "zone": facts and facts.zone,
            "type": facts and facts.type,
            "number": ticket and ticket.number,
            "place": ticket and ticket.place,
            "code_hash": code_hash(self.request.code),
            "direction": self.request.direction,
            "count": self.request.count,
            "passed": passed,
            "result": answer["result"],
            "reason": answer["reason"],
            "is_offline": self.request.is_offline,
            "decided": self.request.decided,
            "hub": self.hub,
            "answer": json.dumps(answer, ensure_ascii=False),
            "scanned_at": self.request.scanned_at,
            "received_at": self.request.received_at,
        }


def unix(moment: datetime) -> int:
    """Return the Unix time of a UTC moment without zone."""
    return timegm(moment.timetuple())


def unix_or_none(moment: datetime | None) -> int | None:
    return None if moment is None else unix(moment)


def moment(seconds: int | None) -> datetime | None:
    """Return a Unix time as Odoo keeps times, UTC without zone.

    >>> moment(0)
    datetime.datetime(1970, 1, 1, 0, 0)
    """
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)


def iso(moment: datetime) -> str:
    """Return a UTC moment without zone as the API tells it.

    >>> iso(datetime(2026, 11, 21, 11, 30))
    '2026-11-21T11:30:00Z'
    """
    return f"{moment.isoformat(timespec='seconds')}Z"


def first_second(day: date | None, offset: int) -> int | None:
    """Return when a day begins where the clock is ``offset`` seconds ahead of UTC."""
    return day and timegm(day.timetuple()) - offset


def last_second(day: date | None, offset: int) -> int | None:
    return day and timegm(day.timetuple()) - offset + admission.DAY - 1


def normalise_code(code: str) -> str:
    """Return the code as we compare it, whatever the reader or keyboard did to it.

    >>> normalise_code(" 4539-1488 0343 6467\\r")
    '4539148803436467'
    """
    if len(code) > LONGEST_CODE:
        return code
    return unicodedata.normalize("NFKC", code).strip().translate(_SEPARATORS).upper()


def code_hash(code: str) -> str:
    return sha256(normalise_code(code).encode("utf-8", "replace")).hexdigest()


def is_plain(text: str) -> bool:
    """Whether a reference is printable ASCII."""
    return text.isascii() and text.isprintable()


def whole(value: object) -> int | None:
    """Return a whole number as JSON may write it, or ``None``.

    >>> whole(2), whole(2.0), whole(2.5), whole(True), whole("2")
    (2, 2, None, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if value == value // 1 else None


def _media(value: object) -> str | None:
    """Return what the code was read from, where the device says it."""
    if value is None:
        return None
    if not isinstance(value, str) or not _MEDIA.fullmatch(value):
        raise BadScan("media", "must be a short word in small letters")
    return value


def _count(value: object) -> int:
    if value is None:
        return 1
    value = whole(value)
    if value is None:
        raise BadScan("count", "must be a whole number")
    if not 1 <= value <= MOST_PERSONS:
        raise BadScan("count", f"must be from 1 to {MOST_PERSONS}")
    return value


def _flag(body: dict, name: str) -> bool:
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise BadScan(name, "must be true or false")
    return value


def _decided(body: dict) -> tuple[str | None, str | None]:
    """Return what was done where we could not be asked, and why it was refused."""
    is_offline = _flag(body, "is_offline")
    decided = body.get("decided")
    if (is_offline or decided is not None) and decided not in outcome.DECIDED:
        raise BadScan("decided", "must be admit or refuse")
    reason = body.get("reason")
    if reason is not None and not isinstance(reason, str):
        raise BadScan("reason", "must be a string")
    return decided, reason


def _moment(value: object) -> datetime | None:
    """Return an ISO 8601 time as UTC without zone."""
    if value is None:
        return None
    try:
        told = datetime.fromisoformat(value)
        if told.tzinfo:
            told = told.astimezone(UTC).replace(tzinfo=None)
    except (TypeError, ValueError, OverflowError) as error:
        raise BadScan("scanned_at", "must be an ISO 8601 time") from error
    return told.replace(microsecond=0)
