"""Run in ``odoo shell``: the engine alone, without a browser or a route.

A stadium session of 60,000 seats is half sold in parties of one to six; each operation
is called again and again by one client. CPU is that of this process and of PostgreSQL.
"""

# ruff: noqa: F821  env and settings are the shell's own

import json
import os
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, settings["root"])

from tests.bench.meter import cpu_seconds, percentile

ROOTS = (os.getpid(), settings["postmaster"])
dice = random.Random(2026)
Hold = env["ticket.hold"]
session = env["ticket.session"].browse(settings["session"])
adult = env.ref("ticket_sale.ticket_type_adult")
zone = session.plan_id.zone_ids.sorted("sequence")[1]


def half_sell():
    """Everything free again, then every other party of one to six is sold."""
    env.cr.execute(
        "UPDATE ticket_ticket SET state = 'cancelled' WHERE session_id = %s",
        [session.id],
    )
    env.cr.execute(
        """UPDATE ticket_place SET state = 'free', hold_id = NULL, held_until = NULL,
                  type_id = NULL, lock_reason = NULL
            WHERE session_id = %s AND zone_id IS NOT NULL""",
        [session.id],
    )
    env.cr.execute(
        """SELECT place.id FROM ticket_place place
             JOIN ticket_seat seat ON seat.id = place.seat_id
            WHERE place.session_id = %s
         ORDER BY seat.section_id, seat.row, seat.x, seat.y""",
        [session.id],
    )
    ids, gone, start = [row[0] for row in env.cr.fetchall()], [], 0
    while start < len(ids):
        party = dice.choice((1, 2, 2, 2, 3, 4, 4, 6))
        gone += ids[start : start + party] if dice.random() < 0.5 else []
        start += party
    env.cr.execute(
        "UPDATE ticket_place SET state = 'locked' WHERE id = ANY(%s)", [gone]
    )
    env.cr.execute("ANALYZE ticket_place")
    env.cr.commit()
    env.invalidate_all()


def measure(name, act, times, prepare=None):
    """Call ``act`` with what ``prepare`` gives; the first call warms caches."""
    spent, cpu = [], 0.0
    for turn in range(times + 1):
        argument = prepare() if prepare else None
        env.cr.commit()
        env.invalidate_all()
        before, began = cpu_seconds(*ROOTS), time.perf_counter()
        act(argument)
        if turn:
            spent.append(time.perf_counter() - began)
            cpu += cpu_seconds(*ROOTS) - before
    return {
        "operation": name,
        "times": times,
        "p50_ms": round(1000 * percentile(spent, 0.50), 1),
        "p95_ms": round(1000 * percentile(spent, 0.95), 1),
        "cpu_ms": round(1000 * cpu / times, 1),
    }


def best(count):
    return lambda _: Hold._hold(
        session, "pos", best={"count": count, "zone_id": zone.id}
    )


def free_places(count):
    return env["ticket.place"].search(
        [("session_id", "=", session.id), ("state", "=", "free")], limit=count
    )


def held(count):
    """A hold of so many places, seen by this transaction."""
    places = free_places(count)
    env.cr.commit()
    kept = Hold._hold(session, "backoffice", place_ids=places.ids, types=adult)
    env.cr.commit()
    return kept


def issue(kept):
    Hold._issue(
        Hold.browse(kept.hold_id),
        [
            {
                "place_id": place.id,
                "type_id": adult.id,
                "price": 380.0,
                "net_amount": 380.0,
                "currency_id": session.currency_id.id,
            }
            for place in kept.places
        ],
    )
    env.flush_all()


def quote(places):
    Hold._quote([(place, adult) for place in places])


half_sell()
rows = [
    measure("best 4 together", best(4), 100),
    measure("best 20", best(20), 20),
    measure("best 50", best(50), 20),
    measure("quote of 20 seats", quote, 50, lambda: free_places(20)),
    measure("hold 500 places", held, 5, lambda: 500),
    *(
        measure(f"issue {count} places", issue, 5, lambda count=count: held(count))
        for count in (50, 100, 250, 500)
    ),
    measure("availability", lambda _: session._availability(), 20),
]
half_sell()
Path(settings["answer"]).write_text(json.dumps(rows))
