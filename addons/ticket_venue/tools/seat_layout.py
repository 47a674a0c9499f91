"""Places for seats whose file knows only rows and numbers."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby

from .geometry import Seat

PITCH = 50
DEPTH = 85
GAP = 250
#: Distance of the first lower row from the middle of the field.
FIELD_RADIUS = 6500
#: Half of the angle the stands take, from behind home plate to either end.
REACH = 125


def shelf_layout(seats: Iterable[Seat]) -> list[Seat]:
    """Blocks side by side, in lines like books on shelves; one row behind the other.

    Grid seats carry column and line as x and y; others follow each other in their row.
    """
    blocks = [
        _block(list(group))
        for _section, group in groupby(seats, lambda s: s.section_id)
    ]
    sizes = [
        (max(seat.x for seat in block) + GAP, max(seat.y for seat in block) + GAP)
        for block in blocks
    ]
    shelf = 1.3 * math.sqrt(sum(width * depth for width, depth in sizes))
    placed: list[Seat] = []
    left = top = deepest = 0
    for block, (width, depth) in zip(blocks, sizes, strict=True):
        if left and left + width > shelf:
            left, top, deepest = 0, top + deepest, 0
        placed += [replace(seat, x=seat.x + left, y=seat.y + top) for seat in block]
        deepest = max(deepest, depth)
        left += width
    return placed


def _block(seats):
    """A section's seats from (0, 0)."""
    if any(seat.x or seat.y for seat in seats):
        return [
            replace(seat, x=(seat.x - 1) * PITCH, y=(seat.y - 1) * DEPTH)
            for seat in seats
        ]
    return [
        replace(seat, x=position * PITCH, y=line * DEPTH)
        for line, (_row, row) in enumerate(groupby(seats, lambda seat: seat.row))
        for position, seat in enumerate(row)
    ]


def ring_layout(
    seats: Iterable[Seat], zones: Mapping[str, Mapping]
) -> tuple[list[Seat], list[dict]]:
    """Zones around a field: one ring a level, one side an orientation.

    The file says only which side and level a zone is on; each side starts behind home
    plate, at the bottom, and goes up around the field in the order of the file.

    :return: seats, and the field as a shape
    """
    blocks = {
        zone: list(group)
        for zone, group in groupby(seats, lambda seat: seat.section_id)
    }
    levels: dict = {}
    sides: dict = {}
    for zone in blocks:
        entry = zones.get(zone, {})
        side = sides.setdefault(str(entry.get("orientation")), len(sides) % 2)
        ring = levels.setdefault(str(entry.get("level")), ([], []))
        ring[side].append(zone)
    placed: dict[str, list[Seat]] = {}
    radius = FIELD_RADIUS
    for ring in levels.values():
        deepest = max(
            max(seat.y for seat in blocks[zone]) for side in ring for zone in side
        )
        radius = _fitting_radius(
            radius, [[blocks[zone] for zone in side] for side in ring]
        )
        for direction, side in zip((-1, 1), ring, strict=True):
            angle = 0.0
            for zone in side:
                half = _half_angle(blocks[zone], radius)
                middle = math.radians(90) + direction * (angle + half)
                mirror = -1 if zones.get(zone, {}).get("xMirror") else 1
                placed[zone] = _turned(blocks[zone], middle, radius, mirror)
                angle += 2 * half
        radius += deepest * DEPTH + 2 * GAP
    field = {
        "shape": "ellipse",
        "role": "field",
        "x": 0,
        "y": 0,
        "rx": FIELD_RADIUS * 0.75,
        "ry": FIELD_RADIUS * 0.75,
    }
    return [seat for zone in blocks for seat in placed[zone]], [field]


def _half_angle(block, radius):
    width = max(seat.x for seat in block) * PITCH + GAP / 2
    return math.atan(width / 2 / radius)


def _fitting_radius(radius, sides):
    """Wide enough that neither side reaches around the field."""
    while any(
        2 * sum(_half_angle(block, radius) for block in side) > math.radians(REACH)
        for side in sides
    ):
        radius *= 1.05
    return radius


def _turned(block, angle, radius, mirror):
    middle = (max(seat.x for seat in block) + 1) / 2
    cos, sin = math.cos(angle), math.sin(angle)
    turned = []
    for seat in block:
        out = radius + (seat.y - 1) * DEPTH
        aside = (seat.x - middle) * PITCH * mirror
        turned.append(
            replace(seat, x=out * cos - aside * sin, y=out * sin + aside * cos)
        )
    return turned
