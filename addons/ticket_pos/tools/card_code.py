"""The number of a card as it is kept, however a reader or a person writes it."""

import re

LEAST, MOST = 4, 64
SEPARATORS = re.compile(r"[\s:.\-_]+")


def card_code(text: str) -> str | None:
    """Return the number without separators and in capitals; None when it is none.

    >>> card_code("04:a2:2b 7c")
    '04A22B7C'
    """
    code = SEPARATORS.sub("", text or "").upper()
    if not LEAST <= len(code) <= MOST or not (code.isascii() and code.isalnum()):
        return None
    return code
