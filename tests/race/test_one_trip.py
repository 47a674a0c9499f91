"""Eight readers see one stored-value card leave in the same moment: it pays once."""

from datetime import UTC, datetime, timedelta

from tests.helpers.clients import Lane, Refused
from tests.race.test_last_seats import UNGUARDED, _addons_path, query
from tests.race.together import begin, together

READERS = 8


def leave(base_url, token, card):
    """The reason that one reader is told, or the code of its error."""
    lane = Lane(base_url, token)
    begin()
    try:
        return lane.scan(card, direction="out")["reason"]
    except Refused as error:
        return error.code


def _race(demo_database, copy_database, serve, *options):
    """:return: what the readers were told, and how often the card has paid"""
    name, told = demo_database
    database = copy_database(name)
    token, card = told["fare_gate"]["token"], told["fare_gate"]["card"]
    server = serve(database, "--workers=4", "--max-cron-threads=0", *options)
    came = f"{datetime.now(UTC) - timedelta(minutes=20):%Y-%m-%dT%H:%M:%SZ}"
    entry = Lane(server.base_url, token).scan(card, scanned_at=came)
    assert entry["reason"] == "fare_in"
    reasons = together(leave, [(server.base_url, token, card)] * READERS)
    paid = query(
        database,
        "SELECT used FROM loyalty_history WHERE order_model = 'ticket.fare.trip'",
    )
    [[points]] = query(
        database, "SELECT points FROM loyalty_card WHERE code = %s", card
    )
    return reasons, [amount for [amount] in paid], points


def test_one_reader_charges_and_the_others_say_that_it_has_left(
    demo_database, copy_database, serve
):
    reasons, paid, points = _race(demo_database, copy_database, serve)
    assert sorted(reasons) == ["fare_out"] + ["fare_outside"] * (READERS - 1)
    assert (paid, points) == ([20], 240)


def test_control_the_card_pays_more_than_once_without_its_lock(
    demo_database, copy_database, serve
):
    _reasons, paid, _points = _race(
        demo_database,
        copy_database,
        serve,
        f"--addons-path={_addons_path()},{UNGUARDED}",
        "--load=base,web,ticket_unlocked_fare",
    )
    assert len(paid) > 1
