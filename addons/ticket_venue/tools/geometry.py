"""Seats and sections of a hall as plain values, and the file that draws them.

Lengths are map units of one centimetre, x to the right and y downwards.

Geometry file, version 1
========================

One JSON object per seat map and revision. It holds what never changes while people
buy: position, name and kind of every seat. *Seat order* is the order of seat ids;
everything that talks about seats by index (availability, zones) uses that order.

``v``         1
``map``       id of the seat map; ``revision`` its revision
``bounds``    ``[left, top, right, bottom]`` of all seats, section polygons and shapes
``focal``     ``[x, y]``, the point the audience looks at
``count``     number of seats
``ids``       ``[[first id, run length], …]`` runs of consecutive ids
``sections``  ``[{"id", "name", "kind", "first", "count", "polygon"?, "capacity"?}, …]``
              kind is ``seated`` or ``standing``; ``first`` is the index of its first
              seat (-1 when it has none) and ``count`` how many it has. The rows, not
              these two, say which seats belong to it: they may stand apart.
``rows``      ``[[section index, label, first, count], …]`` runs of seats that share
              section and row label, covering all seats in order. One row may come in
              several runs.
``x``, ``y``  whole map units, each the difference to the seat before (the first to 0)
``numbers``   one entry per entry of ``rows``: whole numbers are runs
              ``[start, step, count, start, step, count, …]``; anything else is the list
              of labels themselves, as strings
``kinds``     ``[[kind code, run length], …]``
``shapes``    drawings behind the seats, see :data:`SHAPES`

Written without blanks and gzipped, a hall takes about one to five bytes a seat.

>>> seats = [Seat(7, 1, "A", "1", 0, 0), Seat(8, 1, "A", "2", 50, 0)]
>>> file = encode(map_id=3, revision=1, sections=[Section(1, "Stalls")], seats=seats)
>>> file["ids"], file["rows"], file["numbers"], file["x"]
([[7, 2]], [[0, 'A', 0, 2]], [[1, 1, 2]], [0, 50])
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

VERSION = 1
#: Shapes a map may hold behind its seats, with their required numbers. All take the
#: optional ``role`` (stage, field, wall, aisle), ``fill``, ``stroke`` (``#rrggbb``),
#: ``rotation`` (degrees clockwise about the middle) and ``text``.
SHAPES = {
    "rect": ("x", "y", "w", "h"),  # x, y: top left
    "ellipse": ("x", "y", "rx", "ry"),  # x, y: middle
    "text": ("x", "y"),  # middle; with ``text`` and ``size``
    "polygon": (),  # with ``points``
    "line": (),  # with ``points``, drawn open
}
#: Half the room that seats leave empty when they are drawn around something.
SMALLEST_ARENA = 200
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Section:
    """A named part of a hall; ``id`` is a record id, or a code in generated plans."""

    id: int | str
    name: str
    kind: str = "seated"
    polygon: Sequence[Sequence[float]] | None = None
    capacity: int = 0


@dataclass(frozen=True, slots=True)
class Seat:
    """``key`` is its stable name, ``category`` the price category a file gave it, and
    ``companion`` the key of the wheelchair place it goes with."""

    id: int
    section_id: int | str
    row: str
    number: str
    x: float
    y: float
    kind: str = "standard"
    key: str = ""
    category: str = ""
    companion: str = ""


def encode(
    *,
    map_id: int,
    revision: int,
    sections: Sequence[Section],
    seats: Sequence[Seat],
    focal: Point | None = None,
    shapes: Sequence[dict] = (),
) -> dict:
    """The geometry file of a map, ready for ``json.dumps``.

    :param seats: ordered by id
    :param focal: ``None`` or ``(0, 0)`` lets :func:`default_focal` choose
    :raise ValueError: the seats are not in order, or name an unknown section
    """
    seats = list(seats)
    if any(a.id >= b.id for a, b in pairwise(seats)):
        raise ValueError("Seats must be ordered by id, each id once.")
    index_of = {section.id: index for index, section in enumerate(sections)}
    if unknown := {seat.section_id for seat in seats} - set(index_of):
        raise ValueError(f"Seats in unknown sections: {sorted(map(str, unknown))}")
    rows, numbers = _encode_rows(seats, index_of)
    if not focal or not any(focal):
        focal = default_focal(seats, sections, shapes)
    return {
        "v": VERSION,
        "map": map_id,
        "revision": revision,
        "bounds": [round(value) for value in bounds(seats, sections, shapes)],
        "focal": [round(focal[0]), round(focal[1])],
        "count": len(seats),
        "ids": _id_runs(seat.id for seat in seats),
        "sections": _encode_sections(sections, rows),
        "rows": rows,
        "x": _deltas(_whole(seat.x) for seat in seats),
        "y": _deltas(_whole(seat.y) for seat in seats),
        "numbers": numbers,
        "kinds": runs(seat.kind for seat in seats),
        "shapes": list(shapes),
    }


def decode(file: dict) -> tuple[list[Section], list[Seat]]:
    """The sections and seats :func:`encode` was given, coordinates rounded."""
    sections = [
        Section(
            id=section["id"],
            name=section["name"],
            kind=section["kind"],
            polygon=section.get("polygon"),
            capacity=section.get("capacity", 0),
        )
        for section in file["sections"]
    ]
    places = []
    for (section_index, label, _first, count), spec in zip(
        file["rows"], file["numbers"], strict=True
    ):
        labels = decode_numbers(spec)
        if len(labels) != count:
            raise ValueError(f"Row {label}: {len(labels)} numbers for {count} seats.")
        places += [(sections[section_index].id, label, number) for number in labels]
    seats = [
        Seat(id_, section_id, row, number, x, y, kind)
        for id_, (section_id, row, number), x, y, kind in zip(
            (first + step for first, count in file["ids"] for step in range(count)),
            places,
            _sums(file["x"]),
            _sums(file["y"]),
            (kind for kind, count in file["kinds"] for _ in range(count)),
            strict=True,
        )
    ]
    return sections, seats


def bounds(
    seats: Iterable[Seat],
    sections: Iterable[Section] = (),
    shapes: Iterable[dict] = (),
) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of everything drawn; a square metre if nothing is."""
    points = [(seat.x, seat.y) for seat in seats]
    points += [point for section in sections for point in section.polygon or ()]
    points += [point for shape in shapes for point in shape_points(shape)]
    if not points:
        return 0, 0, 100, 100
    xs = [point[0] for point in points]
    ys = [point[1] for point in points]
    return min(xs), min(ys), max(xs), max(ys)


def shape_points(shape: dict) -> list[Point]:
    """Points that enclose the shape, its rotation left aside."""
    kind = shape.get("shape")
    if kind == "rect":
        x, y, w, h = (shape[name] for name in SHAPES["rect"])
        return [(x, y), (x + w, y + h)]
    if kind == "ellipse":
        x, y, rx, ry = (shape[name] for name in SHAPES["ellipse"])
        return [(x - rx, y - ry), (x + rx, y + ry)]
    if kind == "text":
        return [(shape["x"], shape["y"])]
    return [(point[0], point[1]) for point in shape.get("points", ())]


def default_focal(
    seats: Sequence[Seat],
    sections: Sequence[Section] = (),
    shapes: Sequence[dict] = (),
) -> Point:
    """Where the audience looks when nobody has said so.

    The middle of the stage or field if one is drawn; else the middle of the hall when
    the seats leave it empty, as in an arena; else the middle of the front edge.
    """
    for shape in shapes:
        if shape.get("role") in ("stage", "field"):
            left, top, right, bottom = bounds((), (), [shape])
            return (left + right) / 2, (top + bottom) / 2
    left, top, right, bottom = bounds(seats, sections)
    middle = (left + right) / 2, (top + bottom) / 2
    clear = max(math.hypot(right - left, bottom - top) / 10, SMALLEST_ARENA)
    if seats and all(math.dist(middle, (seat.x, seat.y)) > clear for seat in seats):
        return middle
    return middle[0], top


def rank_seats(seats: Sequence[Seat], focal: Point) -> list[int]:
    """The rank of each seat, 0 the nearest to the focal point; ties by seat order."""
    order = sorted(
        range(len(seats)),
        key=lambda i: ((seats[i].x - focal[0]) ** 2 + (seats[i].y - focal[1]) ** 2, i),
    )
    ranks = [0] * len(seats)
    for rank, index in enumerate(order):
        ranks[index] = rank
    return ranks


def runs(values: Iterable) -> list[list]:
    """
    >>> runs("aab")
    [['a', 2], ['b', 1]]
    """
    return [[value, sum(1 for _ in group)] for value, group in groupby(values)]


def encode_numbers(labels: Sequence[str]) -> list:
    """
    >>> encode_numbers(["5", "3", "1", "2", "4"])
    [5, -2, 3, 2, 2, 2]
    >>> encode_numbers(["1a", "1b"])
    ['1a', '1b']
    """
    if not all(_is_plain_number(label) for label in labels):
        return list(labels)
    numbers = [int(label) for label in labels]
    spec: list[int] = []
    start = 0
    while start < len(numbers):
        end = start + 1
        step = numbers[end] - numbers[start] if end < len(numbers) else 1
        while end < len(numbers) and numbers[end] - numbers[end - 1] == step:
            end += 1
        spec += [numbers[start], step, end - start]
        start = end
    return spec if len(spec) <= 2 * len(labels) + 1 else list(labels)


def decode_numbers(spec: Sequence) -> list[str]:
    if not spec or isinstance(spec[0], str):
        return list(spec)
    return [
        str(spec[i] + step * spec[i + 1])
        for i in range(0, len(spec), 3)
        for step in range(spec[i + 2])
    ]


def _is_plain_number(label: str) -> bool:
    return (
        label.isascii() and label.isdigit() and len(label) < 10 and label[0] != "0"
    ) or label == "0"


def _encode_rows(seats, index_of):
    rows, numbers, first = [], [], 0
    for (section_id, row), group in groupby(seats, lambda s: (s.section_id, s.row)):
        labels = [seat.number for seat in group]
        rows.append([index_of[section_id], row, first, len(labels)])
        numbers.append(encode_numbers(labels))
        first += len(labels)
    return rows, numbers


def _encode_sections(sections, rows):
    first, count = {}, {}
    for section_index, _label, start, length in rows:
        first.setdefault(section_index, start)
        count[section_index] = count.get(section_index, 0) + length
    encoded = []
    for index, section in enumerate(sections):
        entry = {
            "id": section.id,
            "name": section.name,
            "kind": section.kind,
            "first": first.get(index, -1),
            "count": count.get(index, 0),
        }
        if section.polygon:
            entry["polygon"] = [[round(p[0]), round(p[1])] for p in section.polygon]
        if section.capacity:
            entry["capacity"] = section.capacity
        encoded.append(entry)
    return encoded


def _id_runs(ids: Iterable[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for id_ in ids:
        if found and found[-1][0] + found[-1][1] == id_:
            found[-1][1] += 1
        else:
            found.append([id_, 1])
    return found


def _whole(value: float) -> int:
    """Halves always go up, so that seats at equal distances stay so; ``round`` would
    send every other one down.

    >>> [_whole(value) for value in (-1.5, -0.5, 0.5, 1.5)]
    [-1, 0, 1, 2]
    """
    return math.floor(value + 0.5)


def _deltas(values: Iterable[int]) -> list[int]:
    found, before = [], 0
    for value in values:
        found.append(value - before)
        before = value
    return found


def _sums(deltas: Iterable[int]) -> Iterator[int]:
    total = 0
    for delta in deltas:
        total += delta
        yield total
