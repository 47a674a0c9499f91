"""People who show no ticket: which of their tickets is meant."""

from collections.abc import Sequence
from dataclasses import dataclass

#: What a scan says that it was read from when it shows a person.
MEDIA = frozenset({"id", "face"})


@dataclass(frozen=True, slots=True)
class Known:
    """A ticket of the person. ``opens`` is when its doors open, Unix time."""

    number: str
    session: int
    opens: int
    admits: int
    admitted: int
    outside: int

    def _has_room(self, direction: str) -> bool:
        if direction == "out":
            return self.admitted > self.outside
        return self.admitted < self.admits or self.outside > 0


class Veiled(str):
    """Stands for what a person is known by, from the moment it arrives.

    Its text is a keyed hash, so that the scan that is kept tells nobody who it was.
    ``is_allowed`` says whether the device may read persons.
    """

    media: str
    keys: tuple[str, ...]
    is_allowed: bool

    @classmethod
    def of(cls, media: str, keys: Sequence[str], is_allowed: bool) -> "Veiled":
        veiled = cls(f"{media} {keys[0] if keys else ''}")
        veiled.media, veiled.keys, veiled.is_allowed = media, tuple(keys), is_allowed
        return veiled


def looks_like_id(text: str) -> bool:
    """Tell whether a text has the form of a mainland ID number, right or not.

    >>> looks_like_id("11010119900307771X"), looks_like_id("4539148803436467")
    (True, False)
    """
    return (len(text) == 18 and text.isascii() and text[:17].isdigit()) and (
        text[17].isdigit() or text[17] == "X"
    )


def is_shown(code: str, media: str | None) -> bool:
    """Tell whether a scan shows a person, not a ticket: only the server knows them.

    :param code: as ``scanning.normalise_code`` returns it
    """
    return media in MEDIA or looks_like_id(code)


def pick(tickets: Sequence[Known], direction: str, now: int) -> tuple[str | None, int]:
    """Return the number of the ticket that is meant, and how many could be.

    Of the sessions whose doors are open the last one, else the next one; of its tickets
    the one that can be used, if it is but one. A person with several is asked.

    :param tickets: by start
    """
    if not tickets:
        return None, 0
    open_now = [ticket for ticket in tickets if ticket.opens <= now]
    session = (open_now[-1] if open_now else tickets[0]).session
    of_session = [ticket for ticket in tickets if ticket.session == session]
    usable = [ticket for ticket in of_session if ticket._has_room(direction)]
    if len(usable) > 1:
        return None, len(usable)
    return (usable or of_session)[0].number, 1
