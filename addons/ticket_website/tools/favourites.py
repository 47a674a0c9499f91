"""The favourites of a guest, as the guest's own browser keeps them: ``show-12.show-7``."""

import re

MOST_OF_GUEST = 60
MOST_OF_MEMBER = 500

ITEM = re.compile(r"([a-z]{1,12})-([1-9]\d{0,8})", re.ASCII)


def item(kind, record_id):
    """The word for one favourite.

    >>> item("show", 12)
    'show-12'
    """
    return f"{kind}-{record_id}"


def read_item(text):
    """What a browser calls one thing: ``(kind, id)``, or ``None`` for anything else.

    >>> read_item("show-12")
    ('show', 12)
    """
    found = ITEM.fullmatch(text) if isinstance(text, str) else None
    return (found[1], int(found[2])) if found else None


def read_cookie(text):
    """The favourites of a cookie, the last one first; what is no favourite is left out.

    >>> read_cookie("show-12.x.show-7.show-12")
    [('show', 12), ('show', 7)]
    """
    words = (text or "")[: MOST_OF_GUEST * 24].split(".")
    found = (read_item(word) for word in words)
    return list(dict.fromkeys(pair for pair in found if pair))[:MOST_OF_GUEST]


def write_cookie(pairs):
    """The cookie of these favourites, at most ``MOST_OF_GUEST`` of them.

    >>> write_cookie([("show", 12), ("show", 7)])
    'show-12.show-7'
    """
    kept = list(dict.fromkeys(pairs))[:MOST_OF_GUEST]
    return ".".join(item(*pair) for pair in kept)
