"""Run in ``odoo shell``: a full house at the stadium, 40 lanes, a hub before them."""

# ruff: noqa: F821  env and settings are the shell's own

import json
from datetime import datetime, timedelta
from pathlib import Path

ALTOGETHER = 500

session = env["ticket.session"].search(
    [("venue_id.kind", "=", "stadium"), ("state", "=", "on_sale")], limit=1
)
start = datetime.now().replace(microsecond=0) + timedelta(hours=1)
session.write(
    {"rotating_code": False, "start": start, "end": start + timedelta(hours=3)}
)
adult = env.ref("ticket_sale.ticket_type_adult")
places = env["ticket.place"].search(
    [("session_id", "=", session.id), ("state", "=", "free")],
    order="rank desc",
    limit=settings["tickets"],
)
Hold, tickets = env["ticket.hold"], env["ticket.ticket"]
env.cr.commit()
for first in range(0, settings["tickets"], ALTOGETHER):
    some = places[first : first + ALTOGETHER]
    held = Hold._hold(session, "backoffice", place_ids=some.ids)
    env.cr.commit()  # the hold was committed elsewhere: see it
    tickets |= Hold._issue(
        Hold.browse(held.hold_id),
        [
            {
                "place_id": place.id,
                "type_id": adult.id,
                "price": 380.0,
                "net_amount": 380.0,
                "currency_id": session.currency_id.id,
            }
            for place in held.places
        ],
    )
    env.cr.commit()
group = env["ticket.gate.group"].create(
    {"name": "North Stand", "venue_id": session.venue_id.id}
)
gates = env["ticket.gate"].create(
    [
        {
            "name": f"North {number}",
            "group_id": group.id,
            "session_id": session.id,  # so passes are for no other one of tonight
        }
        for number in range(1, settings["lanes"] + 1)
    ]
)
devices = env["ticket.gate.device"].create(
    [
        {"name": f"Turnstile {gate.name}", "kind": "turnstile", "gate_id": gate.id}
        for gate in gates
    ]
)
season = env["ticket.gate.pass.type"].create({"name": "Season Card"})
env["ticket.gate.rule"].create(
    {
        "group_id": group.id,
        "who": "passes",
        "pass_type_ids": season.ids,
        "times": 1,
        "per_day": 1,
    }
)
passes = env["ticket.gate.pass"].create(
    [
        {"type_id": season.id, "holder_name": f"Holder {number}"}
        for number in range(settings["passes"])
    ]
)
for number, one in enumerate(passes):
    one._take_card(f"04{number:012X}")
hub = env["ticket.gate.device"].create(
    {"name": "Hub North", "kind": "hub", "gate_id": gates[0].id}
)
devices.hub_id = hub
Path(settings["answer"]).write_text(
    json.dumps(
        {
            "session": session.id,
            "hub": hub._mint_token(),
            "lanes": [
                {"device": device.id, "token": device._mint_token()}
                for device in devices
            ],
            "codes": tickets.mapped("token"),
            "numbers": tickets.mapped("number"),
            "passes": [
                {
                    "number": one.number,
                    "ways": [one.number, one.token, f"04{number:012X}"],
                }
                for number, one in enumerate(passes)
            ],
        }
    )
)
