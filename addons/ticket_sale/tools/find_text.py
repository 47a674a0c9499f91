"""What somebody at a counter may mean by a text: a scanned code, a number, a phone, a
name, a seat.

Knows nothing of Odoo. It only guesses what a text can be, the likeliest first; whether
something is found so is another matter.
"""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from . import identity, rotating_code, token

#: Nothing we print is longer: a rotating code in an address.
MAX_TEXT = 400
#: Shorter than any code of ours: an order "T1-20" is none.
MIN_SIGNED = 60
KINDS = ("ticket", "link", "order", "seat", "phone", "identity", "name")
#: What is found by knowing something about a person.
PERSONAL = frozenset({"phone", "identity", "name"})
LAST_DIGITS = 4
#: The end of a number that tells one telephone from another, with country code or not.
PHONE_TAIL = 8
MAX_PHONE = 16

_LINK = re.compile(r"[0-9a-z]{1,8}-[A-Za-z0-9_-]{22}")
_ORDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9/_.#-]{2,39}")
_PHONE = re.compile(r"\+?[0-9 ().-]+")
_NUMBER = re.compile(r"[0-9X]{17}[0-9X]|[A-Z]{1,2}[0-9]{5,10}[0-9A]?")
_ROW_AND_SEAT = (
    re.compile(
        r"(?:(?P<section>.*?)[\s,;·|]+)?(?:row|r|第)\s*(?P<row>\w{1,5}?)\s*(?:排|行)?"
        r"[\s,;·|/-]*(?:seat|s|no\.?|第)\s*(?P<seat>\w{1,5}?)\s*(?:座|号)?",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:(?P<section>.*?)[\s,;·|]*)?(?<![0-9A-Za-z])(?P<row>[0-9A-Za-z]{1,5})\s*[排行]\s*"
        r"(?P<seat>[0-9A-Za-z]{1,5})\s*[座号]?"
    ),
    re.compile(
        r"(?:(?P<section>.*?)[\s,;·|]+)?(?P<row>[0-9A-Za-z]{1,3})\s*[-/:. ]\s*"
        r"(?P<seat>[0-9]{1,4}[A-Za-z]?)"
    ),
)


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat as people say it; the section may be left out."""

    row: str
    seat: str
    section: str = ""


def clean(text: str) -> str:
    """The text in plain characters, without blanks around it.

    >>> clean("　１３８００１３８０００ ")
    '13800138000'
    """
    return unicodedata.normalize("NFKC", (text or "")[:MAX_TEXT]).strip()


def guess(text: str) -> tuple[tuple[str, str], ...]:
    """Return what the text can be, as (kind, the text to look for), likeliest first.

    >>> guess("Stalls 2 14")
    (('seat', 'Stalls 2 14'),)
    >>> guess("8000")
    (('order', '8000'), ('phone', '8000'), ('identity', '8000'))
    >>> guess("Li Hua")
    (('name', 'Li Hua'),)
    """
    text = clean(text)
    if scanned := scanned_code(text):
        return (scanned,)
    checks = {
        "order": _ORDER.fullmatch(text) and any(map(str.isdigit, text)),
        "phone": phone_digits(text),
        "identity": identity_text(text),
        "seat": read_seat(text),
        "name": is_name(text),
    }
    if checks["phone"] and len(checks["phone"]) > LAST_DIGITS:
        checks["seat"] = None
    return tuple((kind, text) for kind, found in checks.items() if found)


def scanned_code(text: str) -> tuple[str, str] | None:
    """Return ("ticket" | "link", code) of what a scanner reads off something of ours."""
    bare = re.sub(r"[\s-]", "", text).upper()
    signed = len(bare) >= MIN_SIGNED and rotating_code.looks_like_code(bare)
    if signed or token.is_number(bare):
        return "ticket", bare
    if "/" in text:
        return _scanned_address(text)
    return ("link", text) if _LINK.fullmatch(text) else None


def _scanned_address(text):
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    if code := parse_qs(parts.query).get("code"):
        return scanned_code(code[0]) if "/" not in code[0] else None
    last = parts.path.rstrip("/").rpartition("/")[2]
    return scanned_code(last)


def phone_digits(text: str) -> str:
    """The digits of what can be a telephone or the end of one, else nothing.

    >>> phone_digits("+86 138-0013-8000"), phone_digits("800")
    ('13800138000', '')
    """
    if not _PHONE.fullmatch(text):
        return ""
    digits = "".join(filter(str.isdigit, text))
    if len(digits) > PHONE_TAIL:  # the end of a number may begin with 00, too
        digits = identity.clean_phone(text)
    return digits if LAST_DIGITS <= len(digits) <= MAX_PHONE else ""


def phone_tail(digits: str) -> str:
    """The end by which a telephone is looked for."""
    return digits[-PHONE_TAIL:]


def identity_text(text: str) -> str:
    """The whole number of a document or its last four characters, else nothing.

    >>> identity_text("11010519491231002x"), identity_text("002X"), identity_text("Ann")
    ('11010519491231002X', '002X', '')
    """
    number = identity.normalize(text)
    if len(number) == LAST_DIGITS:
        return number if re.fullmatch(r"[0-9]{3}[0-9A-Z]", number) else ""
    return number if _NUMBER.fullmatch(number) else ""


def read_seat(text: str) -> Seat | None:
    """What row and seat the text names.

    >>> read_seat("Stalls Row 2 Seat 14")
    Seat(row='2', seat='14', section='Stalls')
    >>> read_seat("池座 2排14座")
    Seat(row='2', seat='14', section='池座')
    >>> read_seat("B-7")
    Seat(row='B', seat='7', section='')
    """
    if len(text) > 60:
        return None
    for pattern in _ROW_AND_SEAT:
        if found := pattern.fullmatch(text):
            section = (found["section"] or "").strip(" ,;·|")
            return Seat(found["row"], found["seat"], section)
    return None


def is_name(text: str) -> bool:
    """Two characters at least, three where letters are small change; no digits."""
    if any(map(str.isdigit, text)) or not any(map(str.isalpha, text)):
        return False
    return 60 >= len(text) >= (3 if text.isascii() else 2)


def is_weak(kind: str, text: str) -> bool:
    """Whether so many people fit that only those who come now are looked at."""
    if kind == "phone":
        return len(phone_digits(text)) < PHONE_TAIL - 1
    if kind == "identity":
        return len(identity_text(text)) == LAST_DIGITS
    return kind in {"name", "seat"}


def literal(text: str) -> str:
    """The text for SQL's LIKE: no character of it means another.

    >>> literal("100%")
    '100\\\\%'
    """
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
