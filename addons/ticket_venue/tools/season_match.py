"""Which performances of a file are which sessions that were made of it before."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from .season_plan import Performance, Show


class Known(NamedTuple):
    """A session made of an earlier file; ``session`` is whatever the caller names it."""

    key: str
    session: object


def performance_key(show: Show, performance: Performance) -> str:
    """Names a performance for good, as long as neither time nor hall changes."""
    return f"{show.key}/{performance.start:%Y-%m-%dT%H:%M}/{performance.hall}"[:255]


def match(
    show: Show, known: Sequence[Known]
) -> tuple[dict[Performance, object], list[Performance], list[object]]:
    """
    A performance is the session of its key; what is left is paired by day and hall,
    and, when as many are left on both sides, in the order of time.

    :return: sessions by performance, performances that are new, sessions that are gone
    """
    waiting = {one.key: one for one in known}
    sessions, left = {}, []
    for performance in sorted(show.performances, key=lambda one: one.start):
        if one := waiting.pop(performance_key(show, performance), None):
            sessions[performance] = one.session
        else:
            left.append(performance)
    by_day = defaultdict(list)
    for one in sorted(waiting.values(), key=lambda one: one.key, reverse=True):
        by_day[_day(one.key)].append(one)
    new = []
    for performance in left:
        if same_day := by_day[_day(performance_key(show, performance))]:
            sessions[performance] = waiting.pop(same_day.pop().key).session
        else:
            new.append(performance)
    gone = [waiting[key].session for key in sorted(waiting)]
    if len(new) == len(gone):
        sessions |= zip(new, gone, strict=True)
        new, gone = [], []
    return sessions, new, gone


def _day(key):
    """The key without the time of the day."""
    start, _slash, hall = key.rpartition("/")
    return start.rpartition("T")[0], hall
