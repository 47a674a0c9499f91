"""What is measured: each operation is prepared once a client and then called again and
again. All are what real clients send, but for the two floors."""

import http.client
import itertools
import json
import time
from urllib.parse import urlsplit

import psycopg2

from tests.helpers.clients import Client, Till, Website


def _post(base_url, path, body, headers=()):
    """One request on a connection of its own, as Odoo closes it anyway."""
    url = urlsplit(base_url)
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=60)
    connection.request(
        "POST" if body is not None else "GET",
        path,
        body=None if body is None else json.dumps(body),
        headers={"Content-Type": "application/json", **dict(headers)},
    )
    reply = connection.getresponse()
    content = reply.read()
    connection.close()
    if reply.status >= 400:
        raise RuntimeError(f"{path}: {reply.status} {content[:200]}")
    return content


def _rpc(base_url, path, **params):
    answer = json.loads(_post(base_url, path, {"jsonrpc": "2.0", "params": params}))
    if "error" in answer or (answer.get("result") or {}).get("error"):
        raise RuntimeError(f"{path}: {answer}")
    return answer["result"]


def _own(told, client, clients, kind):
    """The places (or tickets) that this client alone uses, one after the other; a run
    with one client leaves most of them to the run with many."""
    all_of_them = told[kind]
    kept = len(all_of_them) // 5
    if clients == 1:
        return iter(all_of_them[:kept])
    return iter(all_of_them[kept + client :: clients])


def empty_route(told, client, clients):
    return lambda: _post(told["base_url"], "/web/health", None)


def bare_hold_sql(told, client, clients):
    """The statements of a hold, without Odoo: what PostgreSQL alone costs."""
    connection = psycopg2.connect(told["dsn"])
    connection.set_session(isolation_level="READ COMMITTED")
    places = _own(told, client, clients, "sql_places")

    def hold():
        with connection, connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '3000ms'")
            cursor.execute(
                """INSERT INTO ticket_hold (token, session_id, channel, expires_at, state)
                   VALUES (md5(random()::text || clock_timestamp()::text), %s, 'website',
                           now() + interval '15 min', 'active') RETURNING id""",
                [told["stadium"]],
            )
            cursor.execute(
                """WITH wanted AS MATERIALIZED (
                        SELECT place.id FROM ticket_place place
                         WHERE place.session_id = %s AND place.id = ANY(%s)
                           AND (place.state = 'free' OR (place.state = 'held'
                                AND place.held_until < clock_timestamp()))
                           AND place.zone_id IS NOT NULL
                      ORDER BY place.id FOR NO KEY UPDATE),
                        kept AS (
                        UPDATE ticket_place place
                           SET state = 'held', hold_id = %s,
                               held_until = now() + interval '15 min'
                          FROM wanted WHERE place.id = wanted.id
                     RETURNING place.id, place.seat_id, place.section_id)
                   SELECT kept.id, section.name, seat.row, seat.number FROM kept
                     JOIN ticket_seat_section section ON section.id = kept.section_id
                LEFT JOIN ticket_seat seat ON seat.id = kept.seat_id""",
                [told["stadium"], [next(places)[0]], cursor.fetchone()[0]],
            )
            if cursor.rowcount != 1:
                raise RuntimeError("the place was not free")

    return hold


def hold_one_seat(told, client, clients):
    places = _own(told, client, clients, "places")
    return lambda: _rpc(
        told["base_url"],
        "/ticket/web/hold",
        session_id=told["stadium"],
        seat_ids=[next(places)[1]],
    )


def hold_best_four(told, client, clients):
    return lambda: _rpc(
        told["base_url"],
        "/ticket/web/hold",
        session_id=told["stadium"],
        best={"count": 4, "zone_id": None},
    )


def read_availability(told, client, clients):
    path = f"/ticket/availability/{told['stadium']}"
    return lambda: _post(told["base_url"], path, None)


def gate_scan(told, client, clients):
    return _scanning(told, client, clients, told["tokens"][:8_000])


def gate_scan_paced(told, client, clients):
    """Eight lanes with a queue before each: a hundred people a second."""
    return _scanning(told, client, clients, told["tokens"][8_000:])


gate_scan_paced.pause = 0.075


def _scanning(told, client, clients, tokens):
    tokens = _own({"tokens": tokens}, client, clients, "tokens")
    numbers = itertools.count()

    def scan():
        content = _post(
            told["base_url"],
            "/ticket/api/v1/gate/scan",
            {
                "code": next(tokens),
                "direction": "in",
                "scan_id": f"{client}-{time.time_ns()}-{next(numbers)}",
            },
            {"Authorization": f"Bearer {told['device']}"}.items(),
        )
        if json.loads(content)["result"] != "admit":
            raise RuntimeError(content)

    return scan


def gate_pulse(told, client, clients):
    """What each lane asks every two seconds: is there an alarm?"""
    headers = {"Authorization": f"Bearer {told['device']}"}.items()
    path = "/ticket/api/v1/gate/pulse"
    return lambda: _post(told["base_url"], path, None, headers)


def gate_board(told, client, clients):
    """What an open board asks every four seconds, on a day of 100,000 scans."""
    staff = Client(told["base_url"])
    staff.login(told["database"], "supervisor", "supervisor")
    [session] = staff.call(
        "ticket.session", "read", [[told["stadium"]]], fields=["venue_id"]
    )
    venue = session["venue_id"][0]
    return lambda: staff.call("ticket.gate", "get_board", venue_id=venue)


def website_order(told, client, clients):
    """A guest's whole purchase: hold, cart, address, payment, tickets."""
    return lambda: Website(told["base_url"]).buy(
        told["stadium"], told["adult"], best={"count": 2, "zone_id": None}
    )


def till_hold(told, client, clients):
    """A cashier touches a seat: held and priced with the cart."""
    # the website's holds began in front
    return _touching(told, client, clients, told["places"][:6_000:-1])


def _touching(told, client, clients, places):
    till = Till(told["base_url"]).open(told["database"])
    places = _own({"places": places}, client, clients, "places")
    return lambda: till.hold(
        told["stadium"], told["adult"], {"seat_ids": [next(places)[1]]}
    )


def till_hold_by_hand(told, client, clients):
    """The same twice a second: faster than any hand."""
    return _touching(told, client, clients, told["places"][6_000:1_000:-1])


till_hold_by_hand.pause = 0.5


def pos_order(told, client, clients):
    till = Till(told["base_url"]).open(told["database"])
    return lambda: till.pay(
        till.hold(told["stadium"], told["adult"], {"best": {"count": 2}})
    )


#: name, operation, seconds to measure
OPERATIONS = (
    ("empty Odoo route", empty_route, 6),
    ("hold: bare SQL (psycopg2)", bare_hold_sql, 6),
    ("hold one seat", hold_one_seat, 8),
    ("hold best 4 of 60,000", hold_best_four, 8),
    ("till holds a seat", till_hold, 8),
    ("till, by hand", till_hold_by_hand, 15),
    ("availability of 60,000", read_availability, 6),
    ("gate scan", gate_scan, 8),
    ("gate scan, 100 a second", gate_scan_paced, 12),
    ("gate pulse", gate_pulse, 6),
    ("gate board, 100,000 scans today", gate_board, 8),
    ("website order to ticket", website_order, 20),
    ("POS order to ticket", pos_order, 15),
)
