"""Run in ``odoo shell``: a session with 100,000 tickets, as many scans, and a lane of
its own, for the benchmark of the gates."""

# ruff: noqa: F821  env and settings are the shell's own

import json
import time
from datetime import timedelta
from pathlib import Path

TICKETS = 100_000

like = env["ticket.session"].browse(settings["session"])
session = like.copy({"start": like.start + timedelta(days=30), "state": "draft"})
gate = env["ticket.gate"].search([("venue_id", "=", session.venue_id.id)], limit=1)
device = env["ticket.gate.device"].create({"name": "Crowd", "gate_id": gate.id})
token = device._mint_token()
env.flush_all()
began = time.perf_counter()
#: Foreign keys are not checked row by row here: what is copied was valid.
env.cr.execute("SET session_replication_role = replica")
env.cr.execute(
    """INSERT INTO ticket_place (session_id, section_id, zone_id, state, rank)
       SELECT %s, section_id, zone_id, 'sold', 0
         FROM (SELECT section_id, zone_id FROM ticket_place
                WHERE session_id = %s AND zone_id IS NOT NULL LIMIT 1) one,
              generate_series(1, %s)""",
    [session.id, like.id, TICKETS],
)
env.cr.execute(
    """INSERT INTO ticket_ticket
              (number, state, session_id, show_id, company_id, place_id, seat_label,
               zone_id, type_id, price, net_amount, advance_amount, currency_id, channel,
               admits, admitted, issued_at, booked, user_id, holder_name)
       SELECT to_char(5e15 + id::bigint * 7919, 'FM0000000000000000'), 'used', session_id, %s,
              %s, id, 'Lower Ring · Block ' || id %% 60 || ' · Seat ' || id, zone_id, %s,
              380, 380, 380, %s, 'website', 1, 1,
              now() AT TIME ZONE 'UTC' - interval '1 year', true, 1,
              (ARRAY['Li Hua', 'Wang Fang', 'John Smith', '张小明', '欧阳娜娜'])[1 + id %% 5]
         FROM ticket_place WHERE session_id = %s""",
    [
        session.show_id.id,
        session.company_id.id,
        env.ref("ticket_sale.ticket_type_adult").id,
        session.currency_id.id,
        session.id,
    ],
)
env.cr.execute(
    """INSERT INTO ticket_scan
              (device_id, scan_id, gate_id, company_id, ticket_id, session_id, zone_id,
               type_id, number, place, code_hash, direction, count, passed, result, reason,
               answer, scanned_at, received_at, is_offline)
       SELECT %s, 'crowd-' || id, %s, company_id, id, session_id, zone_id, type_id,
              number, seat_label, md5(number) || md5(number), 'in', 1, 1, 'admit', 'ok',
              '{}', now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC', false
         FROM ticket_ticket WHERE session_id = %s""",
    [device.id, gate.id, session.id],
)
env.cr.execute("SET session_replication_role = DEFAULT")
session.write({"inventory_open": True, "state": "on_sale"})
env.cr.commit()
env.cr.execute("ANALYZE ticket_place, ticket_ticket, ticket_scan")
env.cr.commit()
env.cr.execute("SELECT reltuples::bigint FROM pg_class WHERE relname = 'ticket_ticket'")
Path(settings["answer"]).write_text(
    json.dumps(
        {
            "session": session.id,
            "venue": session.venue_id.id,
            "device": token,
            "tickets": env.cr.fetchone()[0],
            "seconds": time.perf_counter() - began,
        }
    )
)
