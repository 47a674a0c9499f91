"""Run in ``odoo shell``: rings of seats in four sizes, each with a session on sale."""

# ruff: noqa: F821  env and settings are the shell's own

import json
import math
import time
from datetime import timedelta
from itertools import count
from pathlib import Path

from odoo import fields

from odoo.addons.ticket_venue.tools.geometry import Section
from odoo.addons.ticket_venue.tools.seat_blocks import arc_block

#: seats of a hall: radius of its first row, in map units
SIZES = {1_200: 700, 12_851: 2_000, 60_000: 5_300, 100_000: 5_200}
ROWS = 31
ZONES = (("A", "#e11d48"), ("B", "#f59e0b"), ("C", "#2563eb"), ("D", "#0d9488"))


def ring_hall(seats, radius):
    """Blocks on rings, tier behind tier, until there are so many seats."""
    sections, found = [], []
    for tier in count(1):
        blocks = max(6, round(2 * math.pi * radius * 1.15 / 1_500))
        step = 360 / blocks
        for index in range(blocks):
            code = f"{tier}{index + 1:02d}"
            sections.append(Section(id=code, name=f"Block {code}"))
            found += arc_block(
                code,
                centre=(0, 0),
                radius=radius,
                start=index * step + 0.8,
                end=(index + 1) * step - 0.8,
                rows=ROWS,
                stretch=1.3,
                first_row=(tier - 1) * ROWS,
            )
        if len(found) >= seats:
            break
        radius += ROWS * 80 + 500
    front = sorted(range(len(found)), key=lambda i: (int(found[i].row), i))[:seats]
    return sections, [found[i] for i in sorted(front)]


def session_of(size, radius):
    sections, seats = ring_hall(size, radius)
    used = {seat.section_id for seat in seats}
    hall = env["ticket.hall"].create({"name": f"Ring of {size}", "venue_id": venue.id})
    seat_map = env["ticket.seat.map"].create({"name": hall.name, "hall_id": hall.id})
    records = seat_map._add_plan([part for part in sections if part.id in used], seats)
    plan = env["ticket.price.plan"].create(
        {"name": hall.name, "seat_map_id": seat_map.id}
    )
    for index, (code, color) in enumerate(ZONES):
        zone = env["ticket.zone"].create(
            {
                "plan_id": plan.id,
                "name": code,
                "code": code,
                "color": color,
                "sequence": index,
                "section_ids": records[index :: len(ZONES)].ids,
            }
        )
        env["ticket.price"].create(
            {"zone_id": zone.id, "type_id": adult.id, "amount": 100 * (index + 1)}
        )
    session = env["ticket.session"].create(
        {
            "show_id": show.id,
            "hall_id": hall.id,
            "seat_map_id": seat_map.id,
            "plan_id": plan.id,
            "start": fields.Datetime.now() + timedelta(days=30),
        }
    )
    session.action_open_sale()
    env.cr.commit()
    began = time.perf_counter()
    size_gzipped = len(seat_map._geometry_file())
    return {
        "seats": size,
        "session": session.id,
        "map": seat_map.id,
        "geometry_seconds": time.perf_counter() - began,
        "geometry_bytes": size_gzipped,
    }


venue = env["ticket.venue"].create({"name": "Bench", "kind": "stadium"})
adult = env.ref("ticket_sale.ticket_type_adult")
show = env["ticket.show"].create({"name": "Bench", "duration": 120})
show.is_published = True
halls = [session_of(*size) for size in SIZES.items()]
Path(settings["answer"]).write_text(json.dumps(halls))
