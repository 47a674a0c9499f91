"""A plan as a seats.io chart; ``seat_seatsio`` reads it back without loss."""

import json
from collections import defaultdict
from itertools import groupby

from .geometry import bounds
from .seat_plan import Plan
from .seatsio_shapes import scaled, write_points, write_shape, write_text_object

VERSION = 19


def write_seatsio(plan: Plan) -> bytes:
    """Every section with seats is a section of the chart, in the hall's coordinates."""
    seats = defaultdict(list)
    for seat in plan.seats:
        seats[seat.section_id].append(seat)
    keys = {name: number for number, name in enumerate(plan.categories, start=1)}
    left, top, right, bottom = bounds(plan.seats, plan.sections, plan.shapes)
    size = scaled(width=right - left, height=bottom - top)
    chart = {
        "name": plan.name or "Seat map",
        "version": VERSION,
        "venueType": "ROWS_WITH_SECTIONS",
        "categories": {
            "list": [
                {"label": name, "color": plan.categories[name], "key": key}
                for name, key in keys.items()
            ],
            "maxCategoryKey": len(keys),
        },
        "subChart": _chart(
            size,
            sections=[
                _section(section, seats[section.id], keys, size)
                | {"ticketOrder": order}
                for order, section in enumerate(plan.sections)
                if section.kind != "standing"
            ],
            generalAdmissionAreas=[
                _area(section) | {"ticketOrder": order}
                for order, section in enumerate(plan.sections)
                if section.kind == "standing"
            ],
            shapes=[write_shape(s) for s in plan.shapes if s["shape"] != "text"],
            texts=[write_text_object(s) for s in plan.shapes if s["shape"] == "text"],
            focalPoint=scaled(x=plan.focal[0], y=plan.focal[1]) if plan.focal else None,
        ),
    }
    return json.dumps(chart, ensure_ascii=False, separators=(",", ":")).encode()


def _chart(size, **parts):
    empty = {
        name: [] for name in ("rows", "tables", "booths", "texts", "shapes", "sections")
    }
    return size | empty | {"generalAdmissionAreas": []} | parts


def _section(section, seats, keys, size):
    return {
        "label": section.name,
        "ticketCode": str(section.id),
        "points": write_points(section.polygon or ()),
        "topLeft": {"x": 0, "y": 0},
        "subChart": _chart(
            size,
            rows=[
                {
                    "label": label,
                    "objectType": "row",
                    "curve": 0,
                    "seats": [_seat(seat, keys) for seat in group],
                }
                for label, group in groupby(seats, lambda seat: seat.row)
            ],
        ),
    }


def _seat(seat, keys):
    entry = {
        "label": seat.number,
        **scaled(x=seat.x, y=seat.y),
        "uuid": seat.key,
        "accessible": seat.kind == "wheelchair",
        "companionSeat": seat.kind == "companion",
        "restrictedView": seat.kind == "obstructed",
    }
    if seat.category:
        entry |= {
            "categoryLabel": seat.category,
            "categoryKey": keys.get(seat.category),
        }
    if seat.kind not in ("standard", "wheelchair", "companion", "obstructed"):
        entry["ticketKind"] = seat.kind
    if seat.companion:
        entry["ticketCompanion"] = seat.companion
    return entry


def _area(section):
    return {
        "label": section.name,
        "ticketCode": str(section.id),
        "objectType": "generalAdmission",
        "capacity": section.capacity,
        "type": "polygon",
        "points": write_points(section.polygon or ()),
    }
