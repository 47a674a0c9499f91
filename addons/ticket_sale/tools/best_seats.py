"""Choose the best seats that are free, n of them together.

Pure and deterministic: the same free seats give the same answer on web and counter.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot
from operator import attrgetter
from typing import NamedTuple

#: Two seats of a row are neighbours when no wider apart than this many usual pitches.
NEIGHBOUR_PITCHES = 1.6
#: Leaving one single seat behind costs as much as this many pitches of distance.
ORPHAN_PITCHES = 4.0
#: Parting a group once more costs as much as this many pitches of distance a person
#: that is moved away from the others.
PARTING_PITCHES = 3.0
#: A party that must be parted is parted among the best seats, no further away.
NEAR_SEATS = 512
#: How many more groups than the fewest possible are looked at when a group is parted.
MORE_PARTS = 2


class FreeSeat(NamedTuple):
    """A free seat: ``line`` is its position by :func:`positions`, ``rank`` 1 is the best
    of the session; ``x``, ``y`` in map units."""

    id: int
    line: int
    x: float
    y: float
    rank: int


def positions(
    seats: Iterable[tuple[int, int, str, float, float]], pitch: float
) -> dict[int, int]:
    """Number all seats of a map so that neighbours, and only they, differ by one.

    >>> positions([(7, 1, "A", 0.0, 0.0), (8, 1, "A", 50.0, 0.0)], 50.0)
    {7: 0, 8: 1}

    :param seats: (id, section, row, x, y) of each seat, map units
    :param pitch: the usual distance between neighbours on this map, map units; an aisle
        is where seats are further apart than 1.6 times that
    """
    rows = defaultdict(list)
    for id_, section, row, x, y in seats:
        rows[section, row].append((x, y, id_))
    line, numbered = 0, {}
    for row in rows.values():
        xs, ys = [seat[0] for seat in row], [seat[1] for seat in row]
        if max(xs) - min(xs) >= max(ys) - min(ys):
            row.sort()
        else:
            row.sort(key=lambda seat: (seat[1], seat[0], seat[2]))
        before = row[0]
        for x, y, id_ in row:
            if hypot(x - before[0], y - before[1]) > NEIGHBOUR_PITCHES * pitch:
                line += 1
            numbered[id_] = line
            line += 1
            before = (x, y)
        line += 1
    return numbered


def runs_of(seats: Iterable[FreeSeat], at_least: int = 1) -> list[list[FreeSeat]]:
    """Unbroken runs of free neighbours: a gap is an aisle or a seat that is not free.

    :param at_least: leave out shorter runs
    """
    runs, run, expected = [], [], None
    for seat in sorted(seats, key=attrgetter("line")):
        if seat.line != expected:
            if len(run) >= at_least:
                runs.append(run)
            run = []
        run.append(seat)
        expected = seat.line + 1
    if run and len(run) >= at_least:
        runs.append(run)
    return runs


def best_seats(
    seats: Iterable[FreeSeat],
    count: int,
    focal: tuple[float, float],
    pitch: float,
    orphan_pitches: float = ORPHAN_PITCHES,
    together: bool = False,
) -> list[list[int]]:
    """Return the ids of the best ``count`` seats, together or politely parted.

    All in one group when so many are free side by side. Otherwise in groups of equal
    size to within one seat, near to each other: rather one group more than friends at
    two ends of the hall. A block that leaves one single seat behind is taken only when
    nothing similar is free. Fewer than ``count`` free seats give an empty list.

    >>> row = [FreeSeat(i, i, i * 50.0, 0.0, i) for i in range(1, 6)]
    >>> best_seats(row, 2, (0.0, -100.0), 50.0)
    [[1, 2]]

    :param count: seats wanted, at least one
    :param focal: the point the audience looks at, map units
    :param pitch: the usual distance between neighbours on this map, map units
    :param orphan_pitches: what a single seat left behind costs, in pitches of distance;
        0 does not care
    :param together: one group or nothing
    :raise ValueError: for a count below one
    """
    if count < 1:
        raise ValueError("at least one seat must be wanted")
    seats = list(seats)
    if len(seats) < count:
        return []
    search = _Search(focal, pitch, orphan_pitches * pitch)
    runs = runs_of(seats, count)
    if runs or together:
        groups = runs and search.split(runs, [count])
        return [[seat.id for seat in group] for group in groups]
    near = sorted(seats, key=attrgetter("rank"))[: max(NEAR_SEATS, 16 * count)]
    return search.parted(runs_of(near), count)


def _sizes(count: int, parts: int) -> list[int]:
    base, extra = divmod(count, parts)
    return [base + 1] * extra + [base] * (parts - extra)


@dataclass(frozen=True, slots=True)
class _Search:
    focal: tuple[float, float]
    pitch: float
    orphan_cost: float

    def parted(self, runs, count):
        """The best way to part a party of ``count``, as ids by group."""
        longest = max(map(len, runs))
        found = []
        for parts in range(-(-count // longest), count + 1):
            groups = self.split(runs, _sizes(count, parts))
            if groups:
                found.append((self.parting_cost(groups), parts, groups))
                if parts >= found[0][1] + MORE_PARTS:
                    break
        _cost, _parts, groups = min(found)
        return [[seat.id for seat in group] for group in groups]

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
