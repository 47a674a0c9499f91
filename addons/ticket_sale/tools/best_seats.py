"""Choose the best seats that are free, n of them together.

Pure and deterministic: the same free seats give the same answer on web and counter.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

#: Two seats of a row are neighbours when no wider apart than this many usual pitches.
NEIGHBOUR_PITCHES = 1.6
#: Leaving one single seat behind costs as much as this many pitches of distance.
ORPHAN_PITCHES = 4.0


@dataclass(frozen=True, slots=True)
class FreeSeat:
    """A free seat: ``rank`` 1 is the best of the session; ``x``, ``y`` in map units."""

    id: int
    section: int
    row: str
    x: float
    y: float
    rank: int


def best_seats(
    seats: Iterable[FreeSeat],
    count: int,
    focal: tuple[float, float],
    pitch: float,
) -> list[list[int]]:
    """Return the ids of the best ``count`` seats, as few groups as possible.

    All in one group when so many are free side by side; otherwise the smallest number of
    groups, equal in size to within one seat where possible, the later ones as near as
    possible to the first. A block that leaves one single seat behind is taken only when
    nothing similar is free. Fewer than ``count`` free seats give an empty list.

    >>> row = [FreeSeat(i, 1, "A", i * 50.0, 0.0, i) for i in range(1, 6)]
    >>> best_seats(row, 2, (0.0, -100.0), 50.0)
    [[1, 2]]

    :param count: seats wanted, at least one
    :param focal: the point the audience looks at, map units
    :param pitch: the usual distance between neighbours on this map, map units; seats
        further apart have an aisle or a taken seat between them
    :raise ValueError: for a count below one
    """
    if count < 1:
        raise ValueError("at least one seat must be wanted")
    seats = list(seats)
    if len(seats) < count:
        return []
    runs = _runs(seats, pitch)
    for parts in range(1, count + 1):
        groups = _split(runs, _sizes(count, parts), focal, pitch)
        if groups:
            return [[seat.id for seat in group] for group in groups]
    return []


def _sizes(count: int, parts: int) -> list[int]:
    base, extra = divmod(count, parts)
    return [base + 1] * extra + [base] * (parts - extra)


def _split(runs, sizes, focal, pitch):
    """One group of each size, or nothing when they do not fit."""
    target, groups, free = focal, [], list(runs)
    for size in sizes:
        block = _best_block(free, size, target, focal, pitch)
        if block is None:
            return None
        groups.append(block)
        taken = {seat.id for seat in block}
        free = [part for run in free for part in _without(run, taken)]
        target = _middle(groups[0])
    return groups


def _best_block(runs, size, target, focal, pitch):
    """The block of ``size`` neighbours nearest to ``target``; ties go by rank."""
    best, best_cost = None, None
    for run in runs:
        for start in range(len(run) - size + 1):
            block = run[start : start + size]
            x, y = _middle(block)
            cost = ((x - target[0]) ** 2 + (y - target[1]) ** 2) ** 0.5
            if target != focal:  # a later group: near the first, then good
                cost += 0.01 * ((x - focal[0]) ** 2 + (y - focal[1]) ** 2) ** 0.5
            cost += _orphans(run, start, size) * ORPHAN_PITCHES * pitch
            key = (cost, block[0].rank, block[0].id)
            if best_cost is None or key < best_cost:
                best, best_cost = block, key
    return best


def _orphans(run: Sequence[FreeSeat], start: int, size: int) -> int:
    """How many single seats the block would leave at its sides."""
    return (start == 1) + (len(run) - start - size == 1)


def _without(run, taken):
    """The parts of ``run`` that are left when ``taken`` is cut out."""
    part = []
    for seat in run:
        if seat.id not in taken:
            part.append(seat)
        elif part:
            yield part
            part = []
    if part:
        yield part


def _middle(block: Sequence[FreeSeat]) -> tuple[float, float]:
    return (
        sum(seat.x for seat in block) / len(block),
        sum(seat.y for seat in block) / len(block),
    )


def _distance(first: FreeSeat, second: FreeSeat) -> float:
    return ((first.x - second.x) ** 2 + (first.y - second.y) ** 2) ** 0.5


def _rows(seats: Iterable[FreeSeat]) -> list[list[FreeSeat]]:
    """Seats by row, each row in the order in which one walks along it."""
    rows = defaultdict(list)
    for seat in seats:
        rows[seat.section, seat.row].append(seat)
    for row in rows.values():
        span_x = max(seat.x for seat in row) - min(seat.x for seat in row)
        span_y = max(seat.y for seat in row) - min(seat.y for seat in row)
        if span_x >= span_y:
            row.sort(key=lambda seat: (seat.x, seat.y, seat.id))
        else:
            row.sort(key=lambda seat: (seat.y, seat.x, seat.id))
    return list(rows.values())


def _runs(seats: Sequence[FreeSeat], pitch: float) -> list[list[FreeSeat]]:
    """Unbroken runs of neighbours: a gap is an aisle or a seat that is not free."""
    runs = []
    for row in _rows(seats):
        run = row[:1]
        for before, seat in pairwise(row):
            if _distance(before, seat) > NEIGHBOUR_PITCHES * pitch:
                runs.append(run)
                run = []
            run.append(seat)
        runs.append(run)
    return runs
