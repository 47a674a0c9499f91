"""Which performances of a file are which sessions that were made of it before."""

from collections.abc import Mapping, Sequence
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
    by_key: Mapping[str, Known] = {one.key: one for one in known}
    found, left = {}, []
    for performance in sorted(show.performances, key=lambda one: one.start):
        if session := by_key.get(performance_key(show, performance)):
            found[performance] = session
        else:
            left.append(performance)
    gone = [one for one in by_key.values() if one not in found.values()]
    for performance in left.copy():
        same_day = [one for one in gone if _day(show, performance, one)]
        if same_day:
            _pair(found, left, gone, performance, same_day[0])
    if len(left) == len(gone):
        in_order = sorted(gone, key=lambda one: one.key)
        for performance, session in zip(left.copy(), in_order, strict=True):
            _pair(found, left, gone, performance, session)
    sessions = {performance: one.session for performance, one in found.items()}
    return sessions, left, [one.session for one in gone]


def _day(show, performance, known):
    day = f"{show.key}/{performance.start:%Y-%m-%dT}"
    return known.key.startswith(day) and known.key.endswith(f"/{performance.hall}")


def _pair(found, left, gone, performance, session):
    found[performance] = session
    left.remove(performance)
    gone.remove(session)
