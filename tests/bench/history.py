"""Run in ``odoo shell``: five million tickets of sessions that are over."""

# ruff: noqa: F821  env and settings are the shell's own

import json
import time
from datetime import timedelta
from pathlib import Path

session = env["ticket.session"].browse(settings["session"])
wanted = settings["tickets"]
began = time.perf_counter()
made = 0
#: Foreign keys are not checked row by row here: what is copied was valid.
env.cr.execute("SET session_replication_role = replica")
while made < wanted:
    past = session.copy(
        {
            "start": session.start - timedelta(days=400 + made // 60_000),
            "state": "draft",
        }
    )
    env.flush_all()
    env.cr.execute(
        """INSERT INTO ticket_place (session_id, seat_id, section_id, zone_id, state, rank)
           SELECT %s, seat_id, section_id, zone_id, 'sold', rank FROM ticket_place
            WHERE session_id = %s AND seat_id IS NOT NULL""",
        [past.id, session.id],
    )
    made += env.cr.rowcount
    env.cr.execute(
        """INSERT INTO ticket_ticket
                  (number, state, session_id, show_id, company_id, place_id, seat_label,
                   zone_id, type_id, price, net_amount, advance_amount, currency_id,
                   channel, admits, issued_at, booked, user_id)
           SELECT lpad(id::text, 16, '0'), 'used', session_id, %s, %s, id, 'Seat',
                  zone_id, %s, 380, 380, 380, %s, 'website', 1,
                  now() AT TIME ZONE 'UTC' - interval '1 year', true, 1
             FROM ticket_place WHERE session_id = %s""",
        [
            session.show_id.id,
            session.company_id.id,
            env.ref("ticket_sale.ticket_type_adult").id,
            session.currency_id.id,
            past.id,
        ],
    )
    past.write({"inventory_open": True, "state": "played"})
    env.cr.commit()
env.cr.execute("SET session_replication_role = DEFAULT")
env.cr.commit()
env.cr.execute("ANALYZE ticket_place, ticket_ticket")
env.cr.commit()
Path(settings["answer"]).write_text(
    json.dumps({"tickets": made, "seconds": time.perf_counter() - began})
)
