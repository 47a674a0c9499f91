"""The orphan rule: a choice of seats should leave no single free seat behind.

Pure. The rows concerned are given as their free seats, the chosen ones among them.
"""

from collections.abc import Collection, Iterable, Sequence

from .best_seats import FreeSeat, runs_of


def new_orphans(
    free: Iterable[FreeSeat], chosen: Collection[int]
) -> tuple[list[int], list[int]]:
    """Say which single seats a choice would leave behind without need.

    A seat is an orphan when it is free and both its neighbours are not: taken, an aisle
    or the wall. It counts only when the buyer could do better in the same run of free
    seats with as many seats together; so the last three for a party of two, or what was
    single before, is never the buyer's fault.

    >>> row = [FreeSeat(i, i, i * 50.0, 0.0, i) for i in range(1, 7)]
    >>> new_orphans(row, {2, 3})
    ([1], [1, 2])

    :param free: free seats of the rows concerned, the chosen ones too
    :param chosen: ids of the seats that the buyer wants
    :return: ids of the seats that would be left single, and a choice near by that
        leaves none; both empty when the choice is good
    """
    orphans, better = [], []
    for run in runs_of(free):
        wanted = [seat.id in chosen for seat in run]
        left = _singles(wanted)
        if not left or not any(wanted):
            continue
        instead = _block_without_orphans(run, wanted)
        if instead:
            orphans += [run[i].id for i in left]
            better += [seat.id for seat in instead]
        # Else whatever is chosen here leaves somebody alone.
    if not orphans:
        return [], []
    return orphans, better


def _singles(wanted: Sequence[bool]) -> list[int]:
    """Positions of free seats between two that are not; a run of one is none, since it
    was single before."""
    if len(wanted) == 1:
        return []
    edges = [True, *wanted, True]
    return [
        i for i, mine in enumerate(wanted) if not mine and edges[i] and edges[i + 2]
    ]


def _block_without_orphans(run, wanted):
    """As many seats of the run side by side that leave no single one, the nearest to
    what was chosen; nothing when there are none."""
    size = sum(wanted)
    middle = sum(i for i, mine in enumerate(wanted) if mine) / size
    starts = sorted(
        range(len(run) - size + 1),
        key=lambda start: (abs(start + (size - 1) / 2 - middle), start),
    )
    for start in starts:
        if start != 1 and len(run) - start - size != 1:
            return run[start : start + size]
    return None
