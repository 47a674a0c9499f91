"""Finds the rows of seats from where the seats stand.

A *block* of seats is put in order as the audience would: rows from the focal point
backwards, and each row from the left hand of somebody who sits in it and looks to the
focal point. Straight, turned, skewed and curved rows are found, with aisles across them,
and rings around the focal point too.

Kept equal to ``static/src/utils/plan/seat_rows.js`` by ``tests/vectors/numbering.json``:
whatever decides between two seats is rounded first, so that the last bit of a sine never
does.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

#: Seats further apart than so many usual distances are no neighbours.
REACH = 1.5
#: Parts of a row on both sides of an aisle lie on one line to within this many pitches.
SAME_ROW = 0.45
#: A neighbour may turn away from the row by so much; the cosine of 72 degrees.
STRAIGHT = 0.3
#: A block goes around the focal point when its centre is nearer to that than this share
#: of the block's spread, no seat is nearer than that share, and three quarters of the
#: compass hold a tenth of the seats each.
RING = 0.3
QUARTER = 0.1
#: What a step towards the stage costs more than a step aside, where both are as long.
ASIDE = 0.15
SAMPLES = 200


class Spot(NamedTuple):
    """A seat as the numbering sees it; map units, y downwards."""

    id: int
    section: int | str
    row: str
    number: str
    x: float
    y: float


class Frame(NamedTuple):
    """How a block of seats lies: its centre, the way back and the way to the right."""

    x: float
    y: float
    back: tuple[float, float]
    right: tuple[float, float]
    ring: bool

    def aside(self, x: float, y: float) -> float:
        return (x - self.x) * self.right[0] + (y - self.y) * self.right[1]

    def behind(self, x: float, y: float) -> float:
        return (x - self.x) * self.back[0] + (y - self.y) * self.back[1]


def find_rows(
    spots: Iterable[Spot], focal: tuple[float, float], find: str = "auto"
) -> list[list[Spot]]:
    """The rows of a block, front row first, each from left to right.

    >>> spots = [Spot(i, 1, "", "", x, y) for i, (x, y) in enumerate(
    ...     [(50, 90), (0, 0), (0, 90), (50, 0)])]
    >>> [[spot.id for spot in row] for row in find_rows(spots, (25, -500))]
    [[1, 3], [2, 0]]

    :param find: ``labels`` takes seats with one row label as one row, ``position`` looks
        only at where they stand, ``auto`` believes the labels when every seat has one
    """
    spots = list(spots)
    if not spots:
        return []
    if find == "auto":
        find = "labels" if all(spot.row for spot in spots) else "position"
    if find == "labels":
        named = defaultdict(list)
        for spot in spots:
            named[spot.row].append(spot)
        parts = list(named.values())
        frame = frame_of(parts, focal)
        rows = [(depth, part) for depth, part in _depths(parts, frame)]
    else:
        pitch = usual_pitch(spots)
        parts = _chains(spots, pitch, focal)
        frame = frame_of(parts, focal)
        rows = _joined(_depths(parts, frame), frame, SAME_ROW * pitch)
    rows.sort(key=lambda row: rounded(100 * row[0]))
    return [in_order(row, frame) for _depth, row in rows]


def rounded(value: float) -> int:
    """Halves go up, as in JavaScript."""
    return math.floor(value + 0.5)


def frame_of(parts: Sequence[Sequence[Spot]], focal: tuple[float, float]) -> Frame:
    """Which way the rows run: along what their seats have most in common."""
    spots = [spot for part in parts for spot in part]
    count = len(spots)
    x, y = sum(s.x for s in spots) / count, sum(s.y for s in spots) / count
    spread = math.sqrt(sum((s.x - x) ** 2 + (s.y - y) ** 2 for s in spots) / count)
    away = math.sqrt((x - focal[0]) ** 2 + (y - focal[1]) ** 2)
    if away < RING * spread and _surround(spots, focal, RING * spread):
        return Frame(focal[0], focal[1], (0.0, 1.0), (1.0, 0.0), True)
    level = slant = 0.0
    for part in parts:
        part_x = sum(spot.x for spot in part) / len(part)
        part_y = sum(spot.y for spot in part) / len(part)
        for spot in part:
            dx, dy = spot.x - part_x, spot.y - part_y
            level += dx * dx - dy * dy
            slant += 2 * dx * dy
    strength = math.sqrt(level * level + slant * slant)
    if strength < 1e-6:  # single seats one behind the other
        back = (0.0, 1.0)
        if away:
            back = (x - focal[0]) / away, (y - focal[1]) / away
    else:
        along_x = math.sqrt(max(0.0, (1 + level / strength) / 2))
        along_y = math.sqrt(max(0.0, (1 - level / strength) / 2))
        if slant < 0:
            along_y = -along_y
        back = -along_y, along_x
        if back[0] * (x - focal[0]) + back[1] * (y - focal[1]) < 0:
            back = along_y, -along_x
    return Frame(x, y, back, (back[1], -back[0]), False)


def _surround(spots, focal, clear):
    quarters = [0, 0, 0, 0]
    for spot in spots:
        dx, dy = spot.x - focal[0], spot.y - focal[1]
        if dx * dx + dy * dy < clear * clear:
            return False
        quarters[2 * (dx >= 0) + (dy >= 0)] += 1
    return sum(count > QUARTER * len(spots) for count in quarters) >= 3


def in_order(row: Sequence[Spot], frame: Frame) -> list[Spot]:
    """A row from the left of those who sit in it to their right."""
    if frame.ring:
        return _around(row, frame.x, frame.y)
    row = sorted(row, key=lambda spot: rounded(100 * frame.aside(spot.x, spot.y)))
    for before, spot, after in zip(row, row[1:], row[2:], strict=False):
        ahead = (spot.x - before.x) * (after.x - spot.x)
        if ahead + (spot.y - before.y) * (after.y - spot.y) < 0:
            break  # a horseshoe: its arms stand one over the other
    else:
        return row
    x, y = (sum(getattr(s, axis) for s in row) / len(row) for axis in "xy")
    return _around(row, x, y)


def usual_pitch(spots: Sequence[Spot]) -> float:
    """The distance of most seats to the next one, told by some of them."""
    xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
    area = (max(xs) - min(xs) + 1) * (max(ys) - min(ys) + 1)
    cell = max(math.sqrt(area / len(spots)), 1.0)
    cells = _cells(spots, cell)
    found = []
    for index in range(0, len(spots), max(1, len(spots) // SAMPLES)):
        x, y = spots[index].x, spots[index].y
        column, line = math.floor(x / cell), math.floor(y / cell)
        near = [
            (spots[other].x - x) ** 2 + (spots[other].y - y) ** 2
            for near_column in (column - 1, column, column + 1)
            for near_line in (line - 1, line, line + 1)
            for other in cells.get((near_column, near_line), ())
            if other != index
        ]
        if near:
            found.append(math.sqrt(min(near)))
    found.sort()
    return max(found[len(found) // 2], 1.0) if found else cell


def _cells(spots, cell):
    cells = defaultdict(list)
    for index, spot in enumerate(spots):
        cells[math.floor(spot.x / cell), math.floor(spot.y / cell)].append(index)
    return cells


def _chains(spots, pitch, focal):
    """Unbroken runs of neighbours: each seat is linked to the nearest on either side."""
    next_to = [[] for _spot in spots]
    chain = list(range(len(spots)))

    def root(index):
        while chain[index] != index:
            chain[index] = index = chain[chain[index]]
        return index

    for pair in sorted(_pairs(spots, pitch, focal)):
        one, other = divmod(pair % len(spots) ** 2, len(spots))
        if len(next_to[one]) == 2 or len(next_to[other]) == 2:
            continue
        if not (
            _goes_on(spots, next_to[one], one, other)
            and _goes_on(spots, next_to[other], other, one)
        ):
            continue
        one_root, other_root = root(one), root(other)
        if one_root != other_root:
            chain[one_root] = other_root
            next_to[one].append(other)
            next_to[other].append(one)
    found = defaultdict(list)
    for index, spot in enumerate(spots):
        found[root(index)].append(spot)
    return list(found.values())


def _pairs(spots, pitch, focal):
    """Seats within reach of each other, as numbers that sort by distance.

    A number is (cost in thousandths of the pitch, index, index) to the base of the
    number of seats: half a million of them sort in a tenth of what tuples take.
    """
    count = len(spots)
    reach = REACH * pitch
    limit = reach * reach
    x = sum(spot.x for spot in spots) / len(spots) - focal[0]
    y = sum(spot.y for spot in spots) / len(spots) - focal[1]
    away = math.sqrt(x * x + y * y) or 1.0
    x, y = x / away * ASIDE, y / away * ASIDE
    cells = _cells(spots, reach)
    points = [(spot.x, spot.y) for spot in spots]
    pairs = []
    for (column, line), here in cells.items():
        ahead = [
            other
            for near in (
                (column + 1, line),
                (column - 1, line + 1),
                (column, line + 1),
                (column + 1, line + 1),
            )
            for other in cells.get(near, ())
        ]
        for position, one in enumerate(here):
            one_x, one_y = points[one]
            for other in here[position + 1 :] + ahead:
                dx, dy = points[other][0] - one_x, points[other][1] - one_y
                square = dx * dx + dy * dy
                if square <= limit:
                    cost = math.sqrt(square) + abs(dx * x + dy * y)
                    first, second = (one, other) if one < other else (other, one)
                    whole = math.floor(1000 * cost / pitch + 0.5)
                    pairs.append((whole * count + first) * count + second)
    return pairs


def _goes_on(spots, linked, one, other):
    if not linked:
        return True
    here, before, after = spots[one], spots[linked[0]], spots[other]
    x, y = here.x - before.x, here.y - before.y
    to_x, to_y = after.x - here.x, after.y - here.y
    lengths = math.sqrt((x * x + y * y) * (to_x * to_x + to_y * to_y))
    return x * to_x + y * to_y > STRAIGHT * lengths


def _depths(parts, frame):
    """(how far back, part) of each part.

    Depth is a plane and a bowl, ``behind + skew * aside + bend * distance²``, laid so
    that it changes least along the rows: exact for straight, skewed and round rows.
    """
    if frame.ring:
        return [
            (
                sum(
                    math.sqrt((s.x - frame.x) ** 2 + (s.y - frame.y) ** 2) for s in part
                )
                / len(part),
                part,
            )
            for part in parts
        ]
    means, sums = [], [0.0] * 5
    for part in parts:
        aside = [frame.aside(spot.x, spot.y) for spot in part]
        behind = [frame.behind(spot.x, spot.y) for spot in part]
        bowl = [(a * a + b * b) / 1000 for a, b in zip(aside, behind, strict=True)]
        mean = [sum(values) / len(part) for values in (aside, behind, bowl)]
        means.append(mean)
        for a, b, q in zip(aside, behind, bowl, strict=True):
            a, b, q = a - mean[0], b - mean[1], q - mean[2]
            sums[0] += a * a
            sums[1] += a * q
            sums[2] += q * q
            sums[3] += a * b
            sums[4] += q * b
    skew, bend = _least(*sums)
    return [
        (mean[1] + skew * mean[0] + bend * mean[2], part)
        for mean, part in zip(means, parts, strict=True)
    ]


def _least(aa, aq, qq, ab, qb):
    """The skew and bend with the least change along the rows."""
    determinant = aa * qq - aq * aq
    if determinant > 1e-9 * aa * qq and qq > 0:
        return (aq * qb - qq * ab) / determinant, (aq * ab - aa * qb) / determinant
    return (-ab / aa, 0.0) if aa > 0 else (0.0, 0.0)


def _joined(parts, frame, tolerance):
    """Parts of one row on both sides of an aisle, as one row.

    Parts that stand one behind the other are two rows, however near.
    """
    rows: list[list] = []  # depth, seats, [(from, to) aside]
    for depth, part in sorted(parts, key=lambda found: rounded(100 * found[0])):
        aside = [frame.aside(spot.x, spot.y) for spot in part]
        low, high = min(aside), max(aside)
        for row in reversed(rows):
            if depth - row[0] > tolerance:
                row = None
                break
            if frame.ring or all(low > end or high < start for start, end in row[2]):
                break
        else:
            row = None
        if row:
            row[1].extend(part)
            row[2].append((low, high))
        else:
            rows.append([depth, list(part), [(low, high)]])
    return [(depth, seats) for depth, seats, _spans in rows]


def _around(row, x, y):
    """Against the clock about a point, as one sees it who looks inwards; the widest gap
    is where the row begins."""
    turned = [(rounded(-1e6 * math.atan2(s.y - y, s.x - x)), s) for s in row]
    turned.sort(key=lambda entry: entry[0])
    whole = rounded(2e6 * math.pi)
    start, widest = 0, -1
    for index, (angle, _spot) in enumerate(turned):
        before = turned[index - 1][0] - (0 if index else whole)
        if angle - before > widest:
            start, widest = index, angle - before
    return [spot for _angle, spot in turned[start:] + turned[:start]]
