"""Propose new seats for everybody when a session moves to another hall.

Whoever can keep the same seat keeps it. Everybody else moves in parties, the best seats
first, to where they sat: the same zone if it has room, and the seats nearest to the old
ones as seen from the stage. A party stays together as long as a row has room for it.
Deterministic: the same halls always give the same proposal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in either hall. ``x`` and ``y`` are measured from the focal point in seat
    pitches; ``zone`` is 0 for the dearest; ``key`` names the seat for people."""

    id: int
    key: tuple
    section: int
    row: str
    x: float
    y: float
    zone: int
    party: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """``how``: same, moved, better (a dearer zone), worse (a cheaper one)."""

    old: int
    new: int
    how: str


#: Seats further apart than this, in pitches, have an aisle between them.
AISLE = 1.6


def propose(
    taken: Sequence[Spot], free: Iterable[Spot]
) -> tuple[list[Move], list[int]]:
    """Find a new place for each taken one.

    >>> old = Spot(1, ("Stalls", "1", "4"), 1, "1", 0.0, 2.0, 0)
    >>> new = Spot(9, ("Stalls", "1", "4"), 7, "1", 1.0, 2.0, 0)
    >>> propose([old], [new])
    ([Move(old=1, new=9, how='same')], [])

    :return: the moves in the order of ``taken``, and the ids that found no place
    """
    hall = _Hall(free)
    found: dict[int, Spot] = {}
    parties: dict[int, list[Spot]] = {}
    for spot in taken:
        parties.setdefault(spot.party, []).append(spot)
    for party in parties.values():
        same = hall.same_seats(party)
        found.update(zip((spot.id for spot in party), same, strict=False))
    for party in sorted(parties.values(), key=_rank):
        waiting = sorted((s for s in party if s.id not in found), key=_seat_order)
        while waiting:
            block = hall.nearest_block(waiting)
            if not block:
                break
            found.update(zip((spot.id for spot in waiting), block, strict=False))
            waiting = waiting[len(block) :]
    moves = [
        Move(spot.id, found[spot.id].id, _how(spot, found[spot.id]))
        for spot in taken
        if spot.id in found
    ]
    return moves, [spot.id for spot in taken if spot.id not in found]


class _Hall:
    """The seats that are still free, by zone and row."""

    def __init__(self, free: Iterable[Spot]):
        self.by_key: dict[tuple, Spot] = {}
        self.rows: dict[int, dict[tuple, list[Spot]]] = {}
        for spot in free:
            self.by_key[spot.key, spot.zone] = spot
            rows = self.rows.setdefault(spot.zone, {})
            rows.setdefault((spot.section, spot.row), []).append(spot)
        for rows in self.rows.values():
            for row in rows.values():
                row.sort(key=_seat_order)

    def take(self, block: list[Spot]) -> list[Spot]:
        gone = {spot.id for spot in block}
        for spot in block:
            self.by_key.pop((spot.key, spot.zone), None)
        first = block[0]
        rows = self.rows[first.zone]
        for key in {(spot.section, spot.row) for spot in block}:
            rows[key] = [spot for spot in rows[key] if spot.id not in gone]
        return block

    def same_seats(self, party: list[Spot]) -> list[Spot]:
        """The very seats of a party, when all are here and in its zones; else none."""
        same = [self.by_key.get((spot.key, spot.zone)) for spot in party]
        if None in same or len(set(same)) < len(same):
            return []
        for spot in same:
            self.take([spot])
        return same

    def nearest_block(self, party: list[Spot]) -> list[Spot]:
        """The seats side by side nearest to the party's: together in its zone or a
        dearer one, else in parts there, else in a cheaper zone."""
        wanted = min(spot.zone for spot in party)
        dearer = sorted((z for z in self.rows if z <= wanted), reverse=True)
        cheaper = sorted(z for z in self.rows if z > wanted)
        x = sum(spot.x for spot in party) / len(party)
        y = sum(spot.y for spot in party) / len(party)
        for zones in (dearer, cheaper):
            for size in range(len(party), 0, -1):
                for zone in zones:
                    if block := self._block(zone, size, x, y):
                        return self.take(block)
        return []

    def _block(self, zone: int, size: int, x: float, y: float) -> list[Spot]:
        """``size`` seats side by side in a zone, nearest to a point."""
        best, best_distance = [], float("inf")
        rows = (row for row in self.rows[zone].values() if len(row) >= size)
        for far, row in sorted(((_least(row, x, y), row) for row in rows), key=_first):
            if far > best_distance:
                break
            for run in _runs(row):
                for start in range(len(run) - size + 1):
                    block = run[start : start + size]
                    distance = _distance(block, x, y)
                    if distance < best_distance:
                        best, best_distance = block, distance
        return best


def _runs(row: list[Spot]) -> list[list[Spot]]:
    """A row parted at its aisles and taken seats; a standing area is one run."""
    runs = [[row[0]]]
    for spot in row[1:]:
        last = runs[-1][-1]
        if spot.row and abs(spot.x - last.x) + abs(spot.y - last.y) > AISLE:
            runs.append([])
        runs[-1].append(spot)
    return runs


def _least(row: list[Spot], x: float, y: float) -> float:
    """No seat of the row is nearer than this, squared."""
    low_y, high_y = min(s.y for s in row), max(s.y for s in row)
    beside = max(row[0].x - x, 0.0, x - row[-1].x)
    above = max(low_y - y, 0.0, y - high_y)
    return beside**2 + above**2


def _distance(block: list[Spot], x: float, y: float) -> float:
    return sum((s.x - x) ** 2 + (s.y - y) ** 2 for s in block) / len(block)


def _rank(party: list[Spot]) -> tuple:
    nearest = min(spot.x**2 + spot.y**2 for spot in party)
    return min(spot.zone for spot in party), nearest, party[0].id


def _first(pair: tuple):
    return pair[0]


def _seat_order(spot: Spot) -> tuple:
    return spot.x, spot.y, spot.id


def _how(old: Spot, new: Spot) -> str:
    if new.zone != old.zone:
        return "better" if new.zone < old.zone else "worse"
    return "same" if new.key == old.key else "moved"
