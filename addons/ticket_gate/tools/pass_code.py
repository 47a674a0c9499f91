"""Numbers and cards of passes. A pass has twelve digits, a ticket sixteen: whoever reads
one knows which it is, and a gate need not look for both."""

import re
import unicodedata
from collections.abc import Callable
from hashlib import sha256

NUMBER_LENGTH = 12
#: In the signed code of a pass, where a ticket names its session.
NO_SESSION = 0

_BODIES = 9 * 10 ** (NUMBER_LENGTH - 2)
_LOWEST = 10 ** (NUMBER_LENGTH - 2)
#: What chips say, hexadecimal or decimal, and what is printed on cards.
_CARD = re.compile(r"[0-9A-Z]{4,40}")


def new_number(randbelow: Callable[[int], int]) -> str:
    """Return a new number: eleven random digits, none of them leading zeros, and a check
    digit.

    :param randbelow: a source such as ``secrets.randbelow``
    """
    body = str(_LOWEST + randbelow(_BODIES))
    return body + _check_digit(body)


def is_number(text: str) -> bool:
    """Tell whether ``text`` has the form of the number of a pass.

    >>> is_number("100000000008"), is_number("100000000009")
    (True, False)
    """
    return (
        len(text) == NUMBER_LENGTH
        and text.isascii()
        and text.isdigit()
        and _check_digit(text[:-1]) == text[-1]
    )


def format_number(number: str) -> str:
    """Return the number in groups of four, as it is printed for people."""
    return " ".join(number[i : i + 4] for i in range(0, len(number), 4))


def card_code(text: str) -> str | None:
    """Return what a card says, however its reader writes it, or ``None`` for noise.

    >>> card_code(" 04:a2:b3:c4 ")
    '04A2B3C4'
    """
    plain = unicodedata.normalize("NFKC", text or "").upper()
    code = re.sub(r"[\s:.\-]", "", plain)
    return code if _CARD.fullmatch(code) else None


def card_hash(code: str) -> str:
    """Return what is kept of a card: it opens gates."""
    return sha256(b"card:" + code.encode()).hexdigest()


def _check_digit(digits: str) -> str:
    """The Luhn check digit, as on tickets."""
    doubled = (int(digit) * 2 for digit in digits[::-2])
    total = sum(value - 9 if value > 9 else value for value in doubled)
    return str(-(total + sum(int(digit) for digit in digits[-2::-2])) % 10)
