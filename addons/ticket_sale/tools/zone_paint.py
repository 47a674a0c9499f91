"""How painted seats are kept: a zone for each section, and the seats that differ."""

from collections import Counter
from collections.abc import Iterable, Sequence


def spread(runs: Iterable[tuple[int, int]], count: int) -> list[int]:
    """Runs of (value, length) over ``count`` seats.

    >>> spread([(7, 2), (0, 1)], 3)
    [7, 7, 0]

    :raise ValueError: the runs are not for this many seats.
    """
    values: list[int] = []
    for value, length in runs:
        if length < 1:
            raise ValueError("a run has at least one seat")
        values += [value] * length
        if len(values) > count:
            break
    if len(values) != count:
        raise ValueError(f"the runs are not for {count} seats")
    return values


def compact(
    sections: Sequence[int], zones: Sequence[int]
) -> tuple[dict[int, int], dict[int, list[int]]]:
    """The shortest way to say which seat is in which zone.

    A section whose seats all have a zone belongs to the commonest of them; its other
    seats are named one by one. In a section with a seat in no zone (0) every painted
    seat is named, so that the empty one stays without a price.

    >>> compact([1, 1, 1, 2, 2], [7, 7, 8, 0, 9])
    ({1: 7}, {8: [2], 9: [4]})

    :param sections: section of each seat.
    :param zones: zone of each seat, 0 for none.
    :return: {section: zone}, {zone: positions of the seats named one by one}
    """
    counts: dict[int, Counter] = {}
    for section, zone in zip(sections, zones, strict=True):
        counts.setdefault(section, Counter())[zone] += 1
    of_section = {
        section: max(sorted(seen), key=seen.__getitem__)
        for section, seen in counts.items()
        if 0 not in seen
    }
    single: dict[int, list[int]] = {}
    for position, (section, zone) in enumerate(zip(sections, zones, strict=True)):
        if zone and of_section.get(section) != zone:
            single.setdefault(zone, []).append(position)
    return of_section, single
