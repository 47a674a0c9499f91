"""Run in ``odoo shell``: tickets to scan and a device, for the benchmark."""

# ruff: noqa: F821  env and settings are the shell's own

import gzip
import json
import time
from datetime import timedelta
from pathlib import Path

stadium = env["ticket.session"].search(
    [("venue_id.kind", "=", "stadium"), ("state", "=", "on_sale")], limit=1
)
stadium.rotating_code = False  # the codes that are scanned here stand on paper
another = stadium.copy({"start": stadium.start + timedelta(days=90)})
began = time.perf_counter()
another.action_open_inventory()
open_seconds = time.perf_counter() - began
another.action_open_sale()
env.cr.commit()

adult = env.ref("ticket_sale.ticket_type_adult")
lower, upper = stadium.plan_id.zone_ids.sorted("sequence")[1:3]
places = env["ticket.place"].search(
    [("session_id", "=", stadium.id), ("zone_id", "=", upper.id)],
    order="rank desc",
    limit=34_000,
)
Hold = env["ticket.hold"]
tickets = env["ticket.ticket"]
for batch in range(20):
    held = Hold._hold(
        stadium, "backoffice", place_ids=places[batch * 500 : batch * 500 + 500].ids
    )
    env.cr.commit()  # the hold was committed elsewhere: see it
    tickets |= Hold._issue(
        Hold.browse(held.hold_id),
        [
            {
                "place_id": place.id,
                "type_id": adult.id,
                "price": 380.0,
                "net_amount": 380.0,
                "currency_id": stadium.currency_id.id,
            }
            for place in held.places
        ],
    )
    env.cr.commit()
gate = env["ticket.gate"].search([("venue_id", "=", stadium.venue_id.id)], limit=1)
device = env["ticket.gate.device"].create({"name": "Bench", "gate_id": gate.id})
free = [(place.id, place.seat_id.id) for place in places[10_000:]]
Path(settings["answer"]).write_text(
    json.dumps(
        {
            "stadium": stadium.id,
            "another": another.id,
            "opened": another.place_count,
            "open_seconds": open_seconds,
            "availability_bytes": len(gzip.compress(stadium._availability())),
            "geometry_bytes": len(stadium.seat_map_id._geometry_file()),
            "adult": adult.id,
            "device": device._mint_token(),
            "tokens": tickets.mapped("token"),
            "places": free[:12_000],
            "sql_places": free[12_000:],
        }
    )
)
