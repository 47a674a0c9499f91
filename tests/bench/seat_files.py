"""Run in ``odoo shell``: seat files of the four halls written, read, imported, and
imported again, in seconds."""

# ruff: noqa: F821  env and settings are the shell's own

import json
import time
from pathlib import Path

from odoo.addons.ticket_venue.tools import seat_import

FORMATS = ("csv", "xlsx", "pretix", "seatsio", "svg")
#: Formats other than CSV cost the same in the database.
IMPORTED = "csv"


def timed(act):
    began = time.perf_counter()
    result = act()
    return result, round(time.perf_counter() - began, 3)


def measure(seat_map, file_format):
    (content, _name), writing = timed(lambda: seat_map._write_file(file_format))
    plan, reading = timed(
        lambda: seat_import.parse(content, kinds=seat_map._kind_words())
    )
    row = {
        "seats": len(plan.seats),
        "format": file_format,
        "bytes": len(content),
        "write": writing,
        "read": reading,
    }
    if file_format != IMPORTED:
        return row
    draft = env["ticket.seat.map"].create(
        {"name": "Imported", "hall_id": seat_map.hall_id.id}
    )
    _diff, row["import"] = timed(lambda: draft._apply_plan(plan))
    _diff, row["compare"] = timed(lambda: draft._compare_plan(plan))
    _diff, row["import again"] = timed(lambda: draft._apply_plan(plan))
    env.cr.rollback()
    return row


rows = [
    measure(env["ticket.seat.map"].browse(hall["map"]), file_format)
    for hall in settings["halls"]
    for file_format in FORMATS
]
Path(settings["answer"]).write_text(json.dumps(rows))
