"""Many guests want the one ticket that somebody sells on the board of a session."""

import re

from tests.helpers.clients import Website
from tests.race.test_last_seats import UNGUARDED, _addons_path, query
from tests.race.together import begin, together

GUESTS = 8


def buy(base_url, session, resale):
    """One guest who puts the ticket into the cart; where that leads, or the status."""
    guest = Website(base_url)
    page = guest.get(f"/session/{session}/resale").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
    begin()
    reply = guest.http.post(
        f"{base_url}/resale/{resale}/buy",
        data={"csrf_token": token},
        allow_redirects=False,
        timeout=60,
    )
    return reply.headers.get("Location") or reply.status_code


def _race(demo_database, copy_database, serve, *options):
    """:return: what the guests were told, and how many carts have the ticket"""
    database = copy_database(demo_database[0])
    [[resale, session]] = query(
        database,
        "SELECT id, session_id FROM ticket_resale WHERE state = 'open' LIMIT 1",
    )
    server = serve(database, "--workers=4", "--max-cron-threads=0", *options)
    told = together(buy, [(server.base_url, session, resale)] * GUESTS)
    [[carts]] = query(
        database,
        "SELECT count(*) FROM sale_order_line WHERE ticket_resale_id = %s",
        resale,
    )
    return told, carts


def test_one_cart_gets_the_ticket_and_the_others_are_told(
    demo_database, copy_database, serve
):
    told, carts = _race(demo_database, copy_database, serve)
    assert carts == 1
    assert [str(answer) for answer in told if answer != 200] == ["/shop/cart"]


def test_control_many_carts_get_it_when_nobody_asks(
    demo_database, copy_database, serve
):
    _told, carts = _race(
        demo_database,
        copy_database,
        serve,
        f"--addons-path={_addons_path()},{UNGUARDED}",
        "--load=base,web,ticket_unlocked_resale",
    )
    assert carts > 1
