"""Short codes for people and scanners: Crockford's alphabet without look-alikes."""

import unicodedata
from collections.abc import Callable, Sequence

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES = str.maketrans("OIL", "011", " -")


def random_text(choice: Callable[[Sequence[str]], str], characters: int) -> str:
    """Return a random code.

    :param choice: a source such as ``secrets.choice``
    """
    return "".join(choice(ALPHABET) for _ in range(characters))


def normalise(text: str) -> str:
    """Return the code that was meant, whatever people made of it.

    >>> normalise("k7o2-b9il")
    'K702B911'
    """
    return unicodedata.normalize("NFKC", text).strip().upper().translate(_LOOK_ALIKES)
