"""Gives rows and seats their names, as houses do.

:func:`number_seats` takes seats and a *spec*, what :func:`read_spec` makes of plain
values. All of it may be left out::

    rows    keep    true leaves the row names as they are
            find    auto, labels, position: what a row is (``seat_rows.find_rows``)
            order   front, back: which row is the first
            style   numbers, letters (A … Z, AA …), list
            start   the first name, "1" or "A"; step from one name to the next
            skip    letters never used ("I", "O"), or numbers ("13")
            names   the names themselves, for style list
            across  restart in each section, continue in the next one, or together: one
                    row runs through all sections
    seats   keep, style, start, step, skip, names as above
            order   left, right: from the left or right hand of the sitting
                    odd_left, odd_right: odd numbers from the middle to that side, even
                    ones to the other
                    continental: the middle block counts from ``centre`` on ("101"); odd
                    numbers left of it, even ones right of it, from the aisles outwards
            middle  row: the middle of each row; focal: the line to the focal point
            across  restart in each row and section; row: go on through rows of the same
                    name in the next section; section: go on in the next row; all: go on
                    to the end

A spec that contradicts itself, or gives two seats one name, is refused with a code and
parameters (``seat_names.MESSAGES``).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from .seat_names import Names, NumberingError, check_start
from .seat_rows import Spot, find_rows, frame_of, in_order, rounded

#: Wider apart than so many usual distances of the row is an aisle.
AISLE = 1.6
FROM_MIDDLE = ("odd_left", "odd_right", "continental")
CHOICES = {
    "rows": {
        "find": ("auto", "labels", "position"),
        "order": ("front", "back"),
        "style": ("numbers", "letters", "list"),
        "across": ("restart", "continue", "together"),
    },
    "seats": {
        "order": ("left", "right", *FROM_MIDDLE),
        "style": ("numbers", "letters", "list"),
        "middle": ("row", "focal"),
        "across": ("restart", "row", "section", "all"),
    },
}


@dataclass(frozen=True, slots=True)
class Spec:
    """How to number; see the head of this module."""

    rows: Names = field(default_factory=Names)
    seats: Names = field(default_factory=Names)
    keep_rows: bool = False
    keep_seats: bool = False
    find: str = "auto"
    row_order: str = "front"
    row_across: str = "restart"
    seat_order: str = "left"
    seat_across: str = "restart"
    middle: str = "row"
    centre: str = "101"


def read_spec(values: Mapping[str, Mapping]) -> Spec:
    """Plain values, checked.

    :raise NumberingError: with the reason
    """
    rows, seats = values.get("rows") or {}, values.get("seats") or {}
    for part, given in (("rows", rows), ("seats", seats)):
        for name, choices in CHOICES[part].items():
            if given.get(name, choices[0]) not in choices:
                raise NumberingError("unknown", name=name, value=str(given[name])[:32])
    spec = Spec(
        rows=_names(rows),
        seats=_names(seats),
        keep_rows=bool(rows.get("keep")),
        keep_seats=bool(seats.get("keep")),
        find=rows.get("find", "auto"),
        row_order=rows.get("order", "front"),
        row_across=rows.get("across", "restart"),
        seat_order=seats.get("order", "left"),
        seat_across=seats.get("across", "restart"),
        middle=seats.get("middle", "row"),
        centre=str(seats.get("centre", "101")).strip(),
    )
    if spec.keep_rows and spec.keep_seats:
        raise NumberingError("nothing")
    if not spec.keep_rows:
        spec.rows.check()
    if not spec.keep_seats:
        _check_from_middle(spec)
        spec.seats.check()
    return spec


def number_seats(
    spots: Iterable[Spot], focal: tuple[float, float], spec: Spec
) -> dict[int, tuple[str, str]]:
    """{seat id: (row, number)} of all seats, front row first.

    >>> spots = [Spot(i, 1, "", "", 50 * i, 0) for i in range(5)]
    >>> spec = read_spec({"seats": {"order": "odd_left"}})
    >>> [number for _row, number in number_seats(spots, (100, -500), spec).values()]
    ['5', '3', '1', '2', '4']

    :raise NumberingError: the list of names is too short, or two seats would be the same
    """
    spots = list(spots)
    if not spots:
        return {}
    lines = list(_lines(spots, focal, spec))
    rows = {
        spot.id: name
        for line in lines
        for spot, name in zip(line.spots, line.names, strict=True)
    }
    numbers = {spot.id: spot.number for spot in spots}
    if not spec.keep_seats:
        numbers.update(_numbers(lines, focal, spec))
    _check_repeated(spots, rows, numbers)
    return {id_: (row, numbers[id_]) for id_, row in rows.items()}


def _names(values):
    style = values.get("style", "numbers")
    return Names(
        style=style,
        start=str(values.get("start", "A" if style == "letters" else "1")).strip(),
        step=values.get("step", 1),
        skip=frozenset(str(value).strip() for value in values.get("skip") or ()),
        names=tuple(str(value).strip() for value in values.get("names") or ()),
    )


def _check_from_middle(spec):
    if spec.seat_order not in FROM_MIDDLE:
        return
    if spec.seats.style != "numbers":
        raise NumberingError("middle_numbers")
    if spec.seats.step != 1:
        raise NumberingError("middle_step")
    if spec.seat_across in ("section", "all"):
        raise NumberingError("middle_across")
    check_start(spec.seats.start)
    if int(spec.seats.start) % 2 == 0:
        raise NumberingError("middle_start", value=spec.seats.start)
    if spec.seat_order == "continental":
        check_start(spec.centre)


def _check_repeated(spots, rows, numbers):
    used = Counter((spot.section, rows[spot.id], numbers[spot.id]) for spot in spots)
    if len(used) < len(spots):
        twice = {label: count for label, count in used.items() if count > 1}
        (_section, row, number) = next(iter(twice))
        count = sum(twice.values())
        raise NumberingError("repeated", row=row, number=number, count=count)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of one block from left to right; ``names`` in the same order."""

    spots: list[Spot]
    names: list[str]


def _lines(spots, focal, spec) -> Iterator[_Line]:
    blocks = defaultdict(list)
    for spot in spots:
        blocks[None if spec.row_across == "together" else spot.section].append(spot)
    found = [find_rows(block, focal, spec.find) for block in blocks.values()]
    if spec.row_order == "back":
        found = [rows[::-1] for rows in found]
    if spec.keep_rows:
        for row in (row for rows in found for row in rows):
            yield _Line(row, [spot.row for spot in row])
        return
    goes_on = spec.row_across == "continue"
    most = sum(map(len, found)) if goes_on else max(map(len, found))
    names, start = spec.rows.take(most), 0
    for rows in found:
        for name, row in zip(names[start:], rows, strict=False):
            yield _Line(row, [name] * len(row))
        start += len(rows) if goes_on else 0


def _numbers(lines, focal, spec) -> Iterator[tuple[int, str]]:
    """(seat id, number) of each seat."""
    frame = frame_of([line.spots for line in lines], focal)
    counters: dict = defaultdict(list)
    for run in _runs(lines, frame, spec):
        if spec.seat_order in FROM_MIDDLE:
            numbers = _from_middle(run, frame, focal, spec)
            yield from zip((spot.id for spot in run), numbers, strict=True)
        else:
            key = {"section": run[0].section, "all": None}
            counter = counters[key.get(spec.seat_across, len(counters))]
            counter.extend(run[::-1] if spec.seat_order == "right" else run)
    most = max(map(len, counters.values()), default=0)
    names = spec.seats.take(most)
    for counter in counters.values():
        yield from zip((spot.id for spot in counter), names, strict=False)


def _runs(lines, frame, spec) -> Iterator[list[Spot]]:
    """Seats that are counted without a break, from left to right."""
    if spec.seat_across == "row":
        named = defaultdict(list)
        for line in lines:
            named[line.names[0]].append(line.spots)
        for parts in named.values():
            whole = [spot for part in parts for spot in part]
            yield in_order(whole, frame) if len(parts) > 1 else whole
        return
    for line in lines:
        sections = defaultdict(list)
        for spot in line.spots:
            sections[spot.section].append(spot)
        yield from sections.values()


def _from_middle(run, frame, focal, spec) -> list[str]:
    steps = [_apart(*pair) for pair in pairwise(run)]
    usual = sorted(steps)[len(steps) // 2] if steps else 0
    axis = None
    if spec.middle == "focal" and not frame.ring:
        at = frame.aside(*focal)
        axis = [rounded(100 * (frame.aside(s.x, s.y) - at)) for s in run]
    if spec.seat_order == "continental":
        left, right = _middle_block(len(run), steps, usual, axis)
        is_left_odd = True
    else:
        is_left_odd = spec.seat_order == "odd_left"
        left = right = _middle_seat(len(run), usual, axis, is_left_odd)
    odd, even = (0, 1) if is_left_odd else (1, 0)
    centre = Names(start=spec.centre, skip=spec.seats.skip)
    return [
        *reversed(spec.seats.take(left, odd, 2)),
        *centre.take(right - left),
        *spec.seats.take(len(run) - right, even, 2),
    ]


def _middle_seat(count, usual, axis, is_left_odd):
    """How many seats are on the left side; the seat in the middle is odd."""
    if axis is None:
        return (count + 1) // 2 if is_left_odd else count // 2
    edge = rounded(25 * usual if is_left_odd else -25 * usual)
    return next((index for index in range(count) if axis[index] > edge), count)


def _middle_block(count, steps, usual, axis):
    """From where to where the block between the aisles goes; nothing if the middle is
    an aisle."""
    starts = [0]
    aisle = rounded(100 * AISLE * usual)
    starts += [i for i, step in enumerate(steps, 1) if rounded(100 * step) > aisle]
    blocks = list(pairwise([*starts, count]))
    if axis is None:
        half = len(blocks) // 2
        return blocks[half] if len(blocks) % 2 else (blocks[half][0],) * 2
    for start, end in blocks:
        if axis[start] > 0:
            return start, start
        if axis[end - 1] >= 0:
            return start, end
    return count, count


def _apart(one, other):
    dx, dy = one.x - other.x, one.y - other.y
    return math.sqrt(dx * dx + dy * dy)
