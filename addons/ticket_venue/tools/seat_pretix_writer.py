"""A plan as pretix reads it; ``seat_pretix`` reads it back without loss."""

import json
import math
from collections import defaultdict
from itertools import groupby

from .geometry import bounds
from .pretix_areas import AREA_SCALE, write_area, write_outline
from .seat_json import mark
from .seat_plan import PLACES, Plan
from .seat_pretix import NO_CATEGORY

#: Free room around the hall, in centimetres.
MARGIN = 100


def write_pretix(plan: Plan) -> bytes:
    """Every section becomes a zone, drawings a zone without rows.

    A plan of theirs has no place left of or above zero: zones are moved there, and tell
    by how much.
    """
    shapes = plan.shapes or []
    left, top, right, bottom = bounds(plan.seats, plan.sections, shapes)
    dx = math.ceil(MARGIN - left) if left < 0 else 0
    dy = math.ceil(MARGIN - top) if top < 0 else 0
    seats = defaultdict(list)
    for seat in plan.seats:
        seats[seat.section_id].append(seat)
    zones = [_zone(section, seats[section.id], dx, dy) for section in plan.sections]
    if shapes or plan.focal:
        zones.append(_drawing(plan, dx, dy))
    categories = {NO_CATEGORY: "#999999"} | plan.categories
    file = {
        "name": plan.name or "Seat map",
        "categories": [
            {"name": name, "color": color or "#999999"}
            for name, color in categories.items()
        ],
        "zones": zones,
        "size": {
            "width": math.ceil((right + dx + MARGIN) / AREA_SCALE),
            "height": math.ceil((bottom + dy + MARGIN) / AREA_SCALE),
        },
    }
    return json.dumps(file, ensure_ascii=False, separators=(",", ":")).encode()


def _zone(section, seats, dx, dy):
    moved = {"dx": dx, "dy": dy} if dx or dy else {}
    capacity = section.capacity if section.kind == "standing" else ""
    zone = {
        "name": section.name,
        "zone_id": str(section.id),
        "position": _at(dx, dy),
        "rows": _rows(seats),
        "areas": [write_outline(section.polygon)] if section.polygon else [],
    }
    return zone | mark(section=1, capacity=capacity, **moved)


def _rows(seats):
    return [
        {
            "row_number": label,
            "position": {"x": 0, "y": 0},
            "seats": [_seat(seat) for seat in group],
        }
        for label, group in groupby(seats, lambda seat: seat.row)
    ]


def _seat(seat):
    # their pattern wants two characters at least
    guid = seat.key if len(seat.key) > 1 else f"seat-{seat.key}"
    kind = seat.kind if seat.kind != "standard" else ""
    key = seat.key if guid != seat.key else ""
    return {
        "seat_number": seat.number,
        "seat_guid": guid,
        "position": _at(seat.x, seat.y),
        "category": seat.category or NO_CATEGORY,
    } | mark(kind=kind, companion=seat.companion, key=key)


def _drawing(plan, dx, dy):
    areas = [write_area(shape) for shape in plan.shapes or []]
    if plan.focal:
        areas.append({"position": _at(*plan.focal)} | mark(**{"is": "focal"}))
    moved = {"dx": dx, "dy": dy} if dx or dy else {}
    zone = {"name": "Drawing", "position": _at(dx, dy), "rows": [], "areas": areas}
    return zone | mark(**moved)


def _at(x, y):
    return {
        "x": round(x / AREA_SCALE, PLACES + 1),
        "y": round(y / AREA_SCALE, PLACES + 1),
    }
