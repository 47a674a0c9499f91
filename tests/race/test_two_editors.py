"""One drawing, several editors: nobody saves over what somebody else has just saved."""

from collections import Counter

import pytest

from tests.helpers.clients import Client, Refused
from tests.race.test_last_seats import query
from tests.race.together import begin, together

EDITORS = 6
#: What whoever comes second is told: to reload, or to try again.
POLITE = {"PlanChangedError", "LockError"}


def editor(base_url, database):
    client = Client(base_url)
    client.login(database, "admin", "admin")
    return client


def save(base_url, database, seat_map, plan, token):
    """One process: add a seat to the map as it was; what the answer was."""
    client = editor(base_url, database)
    section = plan["sections"][0]["id"]
    delta = {"seats": [[-1, section, "race", token, 0, 0, "standard", 0]]}
    begin()
    arguments = [[seat_map], plan["revision"], delta, token]
    try:
        answer = client.call("ticket.seat.map", "save_plan", arguments)
    except Refused as refusal:
        name = str(refusal.code).rsplit(".", 1)[-1]
        return name if name in POLITE else str(refusal)
    return f"saved {answer['seats'][0][1]}"


def race(base_url, database, seat_map, tokens):
    """All at one time. :return: what each was told"""
    client = editor(base_url, database)
    plan = client.call("ticket.seat.map", "get_plan", [[seat_map]])
    return together(
        save, [(base_url, database, seat_map, plan, token) for token in tokens]
    )


def draft(base_url, database):
    """A draft with one section, in the first hall there is."""
    client = editor(base_url, database)
    hall = client.call("ticket.hall", "search", [[]], limit=1)[0]
    values = {
        "name": "Race",
        "hall_id": hall,
        "section_ids": [(0, 0, {"name": "Stalls"})],
    }
    [seat_map] = client.call("ticket.seat.map", "create", [[values]])
    return seat_map


@pytest.fixture
def house(demo_database, copy_database, serve):
    name, _told = demo_database
    database = copy_database(name)
    server = serve(database, "--workers=4", "--max-cron-threads=0")
    return server.base_url, database


def seats(database, seat_map):
    statement = "SELECT count(*) FROM ticket_seat WHERE seat_map_id = %s"
    [[count]] = query(database, statement, seat_map)
    return count


def test_of_editors_who_save_at_one_time_one_does(house):
    base_url, database = house
    seat_map = draft(base_url, database)
    told = race(base_url, database, seat_map, [str(n) for n in range(EDITORS)])
    saved = [answer for answer in told if answer.startswith("saved")]
    assert len(saved) == 1, Counter(told)
    assert set(told) - set(saved) <= POLITE
    assert seats(database, seat_map) == 1


def test_a_save_sent_again_and_again_is_written_once(house):
    base_url, database = house
    seat_map = draft(base_url, database)
    told = race(base_url, database, seat_map, ["same"] * EDITORS)
    saved = {answer for answer in told if answer.startswith("saved")}
    assert len(saved) == 1, Counter(told)
    assert set(told) - saved <= {"LockError"}
    assert seats(database, seat_map) == 1
