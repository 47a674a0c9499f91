"""Identity documents: how their numbers look, what they say, how they are shown.

Knows nothing of Odoo. Numbers are compared in one spelling: capital letters and digits,
nothing between them, whatever keyboard they were typed on.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from itertools import chain

#: Documents that a ticket can be bound to.
DOCUMENTS = (
    "cn_id",
    "hk_mo_permit",
    "tw_permit",
    "hk_id",
    "mo_id",
    "tw_id",
    "passport",
)
SHOWN = 4
OLDEST = 130
MAX_NAME = 80

_CN_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_CN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CN_CHECKS = "10X98765432"
#: First two digits of a mainland number: provinces, Taiwan, and the residence permits of
#: people from Hong Kong, Macau and Taiwan (81, 82, 83).
_CN_REGIONS = frozenset(
    chain(
        range(11, 16),
        range(21, 24),
        range(31, 38),
        range(41, 47),
        range(50, 55),
        range(61, 66),
        (71, 81, 82, 83),
    )
)
#: A permanent resident from abroad: 9, region, country, then as everybody's.
_CN_RESIDENT = "9"
_HK_SHAPE = re.compile(r"[A-Z]{1,2}[0-9]{6}[0-9A]")
_TW_SHAPE = re.compile(r"[A-Z][1289A-D][0-9]{8}")
_TW_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
_SHAPES = {
    "hk_mo_permit": re.compile(r"[HM][0-9]{8}([0-9]{2})?"),
    "tw_permit": re.compile(r"[0-9]{8}|[0-9]{10}[A-Z]?"),
    "mo_id": re.compile(r"[1578][0-9]{7}"),
    "passport": re.compile(r"(?=.*[0-9])[A-Z0-9]{5,12}"),
}


class InvalidIdentity(ValueError):
    """A number that cannot be; ``reason`` is ``document``, ``empty``, ``shape``,
    ``region``, ``birth`` or ``check``."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Identity:
    """A number that can be, in the one spelling, with what it tells by itself."""

    document: str
    number: str
    birth: date | None = None

    @property
    def last_four(self) -> str:
        return self.number[-SHOWN:]


def normalize(number: str) -> str:
    """Write a number in the one spelling.

    >>> normalize("１１０１０１ 19900307 771x")
    '11010119900307771X'
    """
    plain = unicodedata.normalize("NFKC", number or "").upper()
    return re.sub(r"[\s\-‐-―()/.·]", "", plain)


def read(document: str, number: str, today: date) -> Identity:
    """Judge a number by the rules of its document.

    :raise InvalidIdentity: such a number is on no document of this kind
    """
    if document not in DOCUMENTS:
        raise InvalidIdentity("document")
    number = normalize(number)
    if not number:
        raise InvalidIdentity("empty")
    if document == "cn_id":
        return Identity(document, number, _read_cn(number, today))
    if document == "hk_id":
        _check_hk(number)
    elif document == "tw_id":
        _check_tw(number)
    elif not _SHAPES[document].fullmatch(number):
        raise InvalidIdentity("shape")
    return Identity(document, number)


def cn_check_digit(digits: str) -> str:
    """The last character of a mainland number, from its first seventeen digits."""
    total = sum(
        int(digit) * weight
        for digit, weight in zip(digits[:17], _CN_WEIGHTS, strict=True)
    )
    return _CN_CHECKS[total % 11]


def age_on(birth: date, day: date) -> int:
    """Full years on ``day``; who is born on 29 February is a year older on 1 March."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def mask_name(name: str) -> str:
    """The first letter of each word, the rest as stars.

    >>> mask_name("陈嘉怡"), mask_name("Li Hua")
    ('陈**', 'L* H**')
    """
    return " ".join(word[0] + "*" * (len(word) - 1) for word in (name or "").split())


def mask_number(last_four: str) -> str:
    """Four stars and what may be shown."""
    return f"****{last_four}" if last_four else ""


def clean_name(name: str) -> str | None:
    """A name with single spaces, or nothing when it cannot be a person's."""
    words = " ".join(unicodedata.normalize("NFKC", name or "").split())
    if not 1 < len(words) <= MAX_NAME or not any(map(str.isalpha, words)):
        return None
    if any(unicodedata.category(letter).startswith("C") for letter in words):
        return None
    return words


def clean_phone(phone: str) -> str:
    """The digits of a phone number, mainland numbers without their country code, so
    that one telephone is one number however it is written.

    >>> clean_phone("+86 138-0013-8000") == clean_phone("13800138000")
    True
    """
    digits = re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", phone or ""))
    digits = digits.removeprefix("00")
    if len(digits) == 13 and digits.startswith("861"):
        return digits[2:]
    return digits


def _read_cn(number, today):
    if not _CN_SHAPE.fullmatch(number):
        raise InvalidIdentity("shape")
    region = number[1:3] if number.startswith(_CN_RESIDENT) else number[:2]
    if int(region) not in _CN_REGIONS:
        raise InvalidIdentity("region")
    try:
        birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise InvalidIdentity("birth") from None
    if birth > today or age_on(birth, today) > OLDEST:
        raise InvalidIdentity("birth")
    if cn_check_digit(number) != number[17]:
        raise InvalidIdentity("check")
    return birth


def _check_hk(number):
    """Hong Kong: letters count from A = 10, a missing one as 36; the sum of products
    with 9 … 1 is a multiple of eleven, the check ``A`` being ten."""
    if not _HK_SHAPE.fullmatch(number):
        raise InvalidIdentity("shape")
    head = number[:-7]
    values = [36] if len(head) == 1 else []
    values += [ord(letter) - ord("A") + 10 for letter in head]
    values += [int(digit) for digit in number[-7:-1]]
    values.append(10 if number[-1] == "A" else int(number[-1]))
    if sum(v * w for v, w in zip(values, range(9, 0, -1), strict=True)) % 11:
        raise InvalidIdentity("check")


def _check_tw(number):
    """Taiwan, citizens and residents: the first letter stands for 10 … 35 in an order
    of its own, a second letter for its last digit."""
    if not _TW_SHAPE.fullmatch(number):
        raise InvalidIdentity("shape")
    head = 10 + _TW_LETTERS.index(number[0])
    second = number[1]
    values = [head // 10, head % 10]
    values.append(
        int(second) if second.isdigit() else (10 + _TW_LETTERS.index(second)) % 10
    )
    values += [int(digit) for digit in number[2:]]
    weights = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
    if sum(v * w for v, w in zip(values, weights, strict=True)) % 10:
        raise InvalidIdentity("check")
