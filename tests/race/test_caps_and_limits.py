"""Caps, limits and one ID one ticket hold exactly, whoever is faster."""

import time
from collections import Counter

import pytest

from tests.helpers.clients import Client, Distributor, Refused
from tests.race.buyers import _code
from tests.race.test_last_seats import check, let_loose, query, race
from tests.race.together import begin, together

__all__ = ["race"]  # the fixture

CROWD = 16
CAP = 10


def order(race, lines, more):
    """One reseller asks for each line in turn; the code of each answer."""
    reseller = Distributor(race.base_url, race.key, race.secret)
    begin()
    codes = []
    for session, line in lines:
        body = {
            "reference": f"limit-{time.time_ns()}-{line['place']}",
            "session": session,
            "lines": [line],
            **more,
        }
        codes.append(_patient_order(reseller, body))
    return codes


def _patient_order(reseller, body):
    for _again in range(20):
        try:
            reseller.ask("POST", "orders", body)
        except Refused as refusal:
            if _code(refusal) != "busy":
                return _code(refusal)
            time.sleep(0.1)
        else:
            return "locked"
    return "busy"


def all_at_once(race, wishes, **more):
    """One process a list of wishes, all starting in the same moment."""
    answers = together(order, [(race, lines, more) for lines in wishes])
    return Counter(code for codes in answers for code in codes)


@pytest.fixture
def manager():
    return lambda race: Client(race.base_url).login(race.database, "admin", "admin")


def taken(database, session):
    """Places of a session that are sold or kept for somebody."""
    [[count]] = query(
        database,
        "SELECT count(*) FROM ticket_place WHERE session_id = %s AND hold_id "
        "IS NOT NULL AND state IN ('held', 'reserved', 'sold')",
        session,
    )
    return count


def test_cap_stops_all_channels_at_its_last_ticket(race, manager):
    database, told = race(50, attempts=4)
    told.most = 1
    manager(told).call(
        "ticket.cap", "create", [{"session_id": told.session, "maximum": CAP}]
    )
    stories = let_loose(told)
    check(database, told, stories)
    assert sum(len(story.won) for story in stories) == CAP
    assert taken(database, told.session) == CAP
    assert "cap_reached" in {code for story in stories for code in story.lost}


def test_one_phone_number_has_no_more_than_its_limit(race, manager):
    database, told = race(50, attempts=1)
    manager(told).call(
        "ticket.limit",
        "create",
        [{"name": "Phone", "subject": "phone", "maximum": 4}],
    )
    wishes = [
        [(told.session, {"type": "adult", "place": place})]
        for place in told.places[:CROWD]
    ]
    codes = all_at_once(told, wishes, phone="+86 138 0013 8000")
    assert codes == {"locked": 4, "limit_reached": CROWD - 4}
    assert taken(database, told.session) == 4


def test_one_id_number_has_one_ticket_of_a_session(race):
    database, told = race(50, attempts=1)
    query(
        database,
        "UPDATE ticket_session SET real_name = true WHERE id = %s",
        told.session,
    )
    person = {"name": "Li Hua", "document": "cn_id", "number": "11010519491231002X"}
    wishes = [
        [(told.session, {"type": "adult", "place": place, "holder": person})]
        for place in told.places[:CROWD]
    ]
    codes = all_at_once(told, wishes)
    assert codes == {"locked": 1, "holder_taken": CROWD - 1}
    assert taken(database, told.session) == 1


def test_one_id_number_has_its_limit_over_the_sessions_of_a_show(race, manager):
    database, told = race(50, attempts=1)
    [[other]] = query(
        database,
        """SELECT other.id FROM ticket_session other
             JOIN ticket_session mine ON mine.id = %s
            WHERE other.state = 'on_sale' AND other.inventory_open
              AND other.id != mine.id AND EXISTS (
                  SELECT FROM ticket_place WHERE session_id = other.id
                     AND state = 'free' AND seat_id IS NOT NULL)
         ORDER BY other.show_id = mine.show_id DESC, other.id LIMIT 1""",
        told.session,
    )
    query(
        database,
        """UPDATE ticket_session SET real_name = true,
                  show_id = (SELECT show_id FROM ticket_session WHERE id = %s)
            WHERE id IN (%s, %s)""",
        told.session,
        told.session,
        other,
    )
    manager(told).call(
        "ticket.limit",
        "create",
        [{"name": "ID", "subject": "identity", "per": "show", "maximum": 1}],
    )
    others = query(
        database,
        """SELECT place.id FROM ticket_place place
             JOIN ticket_zone zone ON zone.id = place.zone_id
             JOIN ticket_price price ON price.zone_id = zone.id
             JOIN ticket_type kind ON kind.id = price.type_id AND kind.code = 'adult'
            WHERE place.session_id = %s AND place.state = 'free'
              AND place.seat_id IS NOT NULL ORDER BY place.id LIMIT %s""",
        other,
        CROWD,
    )
    person = {"name": "Li Hua", "document": "cn_id", "number": "11010519491231002X"}
    wishes = [
        [
            (
                (told.session, other)[i % 2],
                {
                    "type": "adult",
                    "place": (told.places[i], others[i][0])[i % 2],
                    "holder": person,
                },
            )
        ]
        for i in range(CROWD)
    ]
    codes = all_at_once(told, wishes)
    assert codes["locked"] == 1, codes
    assert set(codes) <= {"locked", "holder_taken", "limit_reached"}, codes
