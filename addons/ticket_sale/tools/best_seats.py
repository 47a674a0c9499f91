"""Choose the best seats that are free, n of them together.

Pure and deterministic: the same free seats give the same answer on web and counter.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

#: Two seats of a row are neighbours when no wider apart than this many usual pitches.
NEIGHBOUR_PITCHES = 1.6
#: Leaving one single seat behind costs as much as this many pitches of distance.
ORPHAN_PITCHES = 4.0
#: Parting a group once more costs as much as this many pitches of distance a person
#: that is moved away from the others.
PARTING_PITCHES = 3.0
#: How many more groups than the fewest possible are looked at when a group is parted.
MORE_PARTS = 2


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
    orphan_pitches: float = ORPHAN_PITCHES,
) -> list[list[int]]:
    """Return the ids of the best ``count`` seats, together or politely parted.

    All in one group when so many are free side by side. Otherwise in groups of equal
    size to within one seat, near to each other: rather one group more than friends at
    two ends of the hall. A block that leaves one single seat behind is taken only when
    nothing similar is free. Fewer than ``count`` free seats give an empty list.

    >>> row = [FreeSeat(i, 1, "A", i * 50.0, 0.0, i) for i in range(1, 6)]
    >>> best_seats(row, 2, (0.0, -100.0), 50.0)
    [[1, 2]]

    :param count: seats wanted, at least one
    :param focal: the point the audience looks at, map units
    :param pitch: the usual distance between neighbours on this map, map units; seats
        further apart have an aisle or a taken seat between them
    :param orphan_pitches: what a single seat left behind costs, in pitches of distance;
        0 does not care
    :raise ValueError: for a count below one
    """
    if count < 1:
        raise ValueError("at least one seat must be wanted")
    seats = list(seats)
    if len(seats) < count:
        return []
    search = _Search(focal, pitch, orphan_pitches * pitch)
    runs = runs_of(seats, pitch)
    found = []
    for parts in range(1, count + 1):
        groups = search.split(runs, _sizes(count, parts))
        if groups:
            found.append((search.parting_cost(groups), parts, groups))
            if parts == 1 or parts >= found[0][1] + MORE_PARTS:
                break
    if not found:
        return []
    _cost, _parts, groups = min(found)
    return [[seat.id for seat in group] for group in groups]


def _sizes(count: int, parts: int) -> list[int]:
    base, extra = divmod(count, parts)
    return [base + 1] * extra + [base] * (parts - extra)


@dataclass(frozen=True, slots=True)
class _Search:
    focal: tuple[float, float]
    pitch: float
    orphan_cost: float

    def split(self, runs, sizes):
        """One group of each size, or nothing when they do not fit."""
        first, free = None, list(runs)
        groups = []
        for size in sizes:
            block = self._best_block(free, size, first)
            if block is None:
                return None
            groups.append(block)
            taken = {seat.id for seat in block}
            free = [part for run in free for part in _without(run, taken)]
            first = first or _middle(block)
        return groups

    def parting_cost(self, groups):
        """How good the groups are together: near the focal point, near the first
        group, and few."""
        first = _middle(groups[0])
        cost = 0.0
        for group in groups:
            middle = _middle(group)
            cost += len(group) * (_apart(middle, self.focal) + _apart(middle, first))
        moved = sum(len(group) for group in groups[1:])
        return cost + moved * (len(groups) - 1) * PARTING_PITCHES * self.pitch

    def _best_block(self, runs, size, first):
        """The block of ``size`` neighbours nearest to the focal point, or to the first
        group of the party; ties go by rank."""
        target_x, target_y = first or self.focal
        focal_x, focal_y = self.focal
        best, best_key = None, None
        for run in runs:
            last = len(run) - size
            if last < 0:
                continue
            x = sum(seat.x for seat in run[:size])
            y = sum(seat.y for seat in run[:size])
            for start in range(last + 1):
                if start:
                    gone, come = run[start - 1], run[start + size - 1]
                    x += come.x - gone.x
                    y += come.y - gone.y
                cost = hypot(x / size - target_x, y / size - target_y)
                if first:  # near the first group, then good
                    cost += 0.01 * hypot(x / size - focal_x, y / size - focal_y)
                orphans = (start == 1) + (last - start == 1)
                # In hundredths of a unit: sums that differ in the last bit are equal.
                cost = round(100 * (cost + orphans * self.orphan_cost))
                key = (cost, run[start].rank, run[start].id)
                if best_key is None or key < best_key:
                    best, best_key = (run, start), key
        return best and best[0][best[1] : best[1] + size]


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


def _apart(first: tuple[float, float], second: tuple[float, float]) -> float:
    return hypot(first[0] - second[0], first[1] - second[1])


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


def runs_of(seats: Sequence[FreeSeat], pitch: float) -> list[list[FreeSeat]]:
    """Unbroken runs of neighbours: a gap is an aisle or a seat that is not free."""
    runs, widest = [], NEIGHBOUR_PITCHES * pitch
    for row in _rows(seats):
        run = row[:1]
        for before, seat in pairwise(row):
            if hypot(seat.x - before.x, seat.y - before.y) > widest:
                runs.append(run)
                run = []
            run.append(seat)
        runs.append(run)
    return runs
