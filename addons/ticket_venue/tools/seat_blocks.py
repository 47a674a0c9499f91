"""Blocks of seats for drawn halls: straight, curved and around an arc.

Every generator yields seats row by row from the front, with ``id`` 0: the database
gives ids. Keys are ``section/row/number``.
"""

import math
from collections.abc import Callable, Iterator, Sequence

from .geometry import Seat


def letters(index: int) -> str:
    """
    >>> [letters(i) for i in (0, 25, 26)]
    ['A', 'Z', 'AA']
    """
    label = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        label = chr(ord("A") + rest) + label
    return label


def numerals(index: int) -> str:
    return str(index + 1)


def odd_even(position: int, count: int) -> str:
    """Odd numbers to the left of the middle, even to the right.

    >>> [odd_even(i, 5) for i in range(5)]
    ['5', '3', '1', '2', '4']
    """
    left = (count + 1) // 2
    if position < left:
        return str(2 * (left - position) - 1)
    return str(2 * (position - left) + 2)


def left_to_right(position: int, _count: int) -> str:
    return str(position + 1)


def row_block(
    section_id: str,
    *,
    rows: Sequence[int],
    origin: tuple[float, float] = (0, 0),
    pitch: float = 55,
    depth: float = 90,
    curve: float = 0,
    first_row: int = 0,
    row_label: Callable[[int], str] = numerals,
    number: Callable[[int, int], str] = left_to_right,
    aisles: Sequence[float] = (),
    kinds: dict[tuple[int, int], str] | None = None,
) -> Iterator[Seat]:
    """Rows one behind the other, centred on ``origin`` (middle of the first row).

    :param rows: seats in each row, front row first
    :param curve: how far the ends of a row bend to the front, in map units for each
        squared metre from the middle; 0 is straight
    :param aisles: how far left or right of the middle, in map units before they open,
        aisles of two seats run straight through the block
    :param kinds: kind code by (row index, seat index)
    """
    kinds = kinds or {}
    for index, count in enumerate(rows):
        label = row_label(first_row + index)
        for position in range(count):
            x = (position - (count - 1) / 2) * pitch
            x += sum(pitch if x > aisle else -pitch for aisle in aisles)
            y = index * depth - curve * (x / 100) ** 2
            name = number(position, count)
            yield Seat(
                0,
                section_id,
                label,
                name,
                origin[0] + x,
                origin[1] + y,
                kinds.get((index, position), "standard"),
                f"{section_id}/{label}/{name}",
            )


def arc_block(
    section_id: str,
    *,
    centre: tuple[float, float],
    radius: float,
    start: float,
    end: float,
    rows: int,
    pitch: float = 50,
    depth: float = 80,
    stretch: float = 1,
    first_row: int = 0,
    row_label: Callable[[int], str] = numerals,
    number: Callable[[int, int], str] = left_to_right,
    kinds: dict[tuple[int, int], str] | None = None,
) -> Iterator[Seat]:
    """Rows on rings around ``centre``, as many seats in each as fit.

    :param start: angle of the first seat in degrees, clockwise, 0 to the right
    :param stretch: width of the rings over their height (a stadium is an ellipse)
    """
    kinds = kinds or {}
    for index in range(rows):
        ring = radius + index * depth
        length = abs(math.radians(end - start)) * ring * (1 + stretch) / 2
        count = max(1, int(length // pitch))
        label = row_label(first_row + index)
        for position in range(count):
            angle = math.radians(start + (end - start) * (position + 0.5) / count)
            name = number(position, count)
            yield Seat(
                0,
                section_id,
                label,
                name,
                centre[0] + ring * stretch * math.cos(angle),
                centre[1] + ring * math.sin(angle),
                kinds.get((index, position), "standard"),
                f"{section_id}/{label}/{name}",
            )
