"""Sixteen lanes scan one ticket in the same moment: it lets one person in, once."""

import json

from tests.helpers.clients import Lane, Till
from tests.race.together import begin, together

LANES = 16


def scan(base_url, token, codes, scan_id):
    """One lane: all codes as fast as it can; returns the answers as text."""
    lane = Lane(base_url, token)
    begin()
    return [
        json.dumps(lane.scan(code, scan_id=scan_id and f"{scan_id}-{i}"))
        for i, code in enumerate(codes)
    ]


def test_tickets_admit_once_and_a_repeated_scan_gets_the_same_answer(
    demo_database, copy_database, serve
):
    name, told = demo_database
    database = copy_database(name)
    server = serve(database, "--workers=4", "--max-cron-threads=0")
    token = told["gate"]["token"]
    till = Till(server.base_url).open(database)
    session, adult = _theatre_session(till)
    for _order in range(2):  # six at once would be a bundle with a discount
        till.pay(till.hold(session, adult, {"best": {"count": 3}}))
    numbers = [
        ticket["number"]
        for ticket in till.call(
            "ticket.ticket", "search_read", [[]], fields=["number"], limit=6
        )
    ]

    answers = together(scan, [(server.base_url, token, numbers[:5], None)] * LANES)
    for code in range(5):
        results = [json.loads(lane[code])["result"] for lane in answers]
        assert results.count("admit") == 1
        assert results.count("refuse") == LANES - 1

    answers = together(scan, [(server.base_url, token, numbers[5:], "resent")] * LANES)
    assert {text for lane in answers for text in lane} == {answers[0][0]}
    assert json.loads(answers[0][0])["result"] == "admit"


def _theatre_session(till):
    [session] = till.call(
        "ticket.session",
        "search",
        [[["venue_id.kind", "=", "theatre"], ["state", "=", "on_sale"]]],
        limit=1,
        order="start",
    )
    [adult] = till.call("ticket.type", "search", [[["code", "=", "adult"]]])
    return session, adult
