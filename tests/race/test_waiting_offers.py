"""A sold-out session: places come back while clerks call its waiting list from every
side and guests reload the page to be faster."""

import random
import time

import requests

from tests.helpers.clients import Client, Refused, Website
from tests.race.test_last_seats import _leave, query
from tests.race.together import all_together, begin

PAIRS = 6
IN_LINE = 10


def call(base_url, database, session):
    """One clerk who presses "Call Waiting List" again and again."""
    clerk = Client(base_url).login(database, "admin", "admin")
    begin()
    wrong = []
    for _again in range(6):
        try:
            clerk.call("ticket.session", "action_call_waiting", [[session]])
        except Refused as refusal:
            if "Busy" not in str(refusal.code):
                wrong.append(str(refusal))
        time.sleep(random.uniform(0, 0.1))
    return wrong


def give_back(base_url, http, token):
    """A guest who changes their mind about the seats they have."""
    guest = Website(base_url)
    guest.http.cookies.update(http)
    begin()
    time.sleep(random.uniform(0, 0.5))
    guest.rpc("/ticket/web/release", token=token)
    return []


def grab(base_url, session, seats):
    """A guest who is not in the line and wants any seat that is shown as free."""
    guest = Website(base_url)
    begin()
    won = []
    for _again in range(10):
        try:
            held = guest.hold(session, seat_ids=[random.choice(seats)])
        except (Refused, requests.RequestException):
            time.sleep(0.05)
        else:
            won.append(f"outside the line: {held['places']}")
    return won


def _prepare(base_url, database):
    """All seats but some pairs are locked, guests hold those, others wait for them.

    :return: session id, seat ids, (cookies, token) of each pair, ids of the line
    """
    session = _leave(database, 2 * PAIRS)
    rows = query(
        database,
        "SELECT seat_id FROM ticket_place WHERE session_id = %s AND state = 'free' "
        "ORDER BY rank",
        session,
    )
    seats = [seat for (seat,) in rows]
    holds = []
    for pair in range(PAIRS):
        guest = Website(base_url)
        held = guest.hold(session, seat_ids=seats[2 * pair : 2 * pair + 2])
        holds.append((guest.http.cookies.get_dict(), held["token"]))
    line = (
        Client(base_url)
        .login(database, "admin", "admin")
        .call(
            "ticket.waiting",
            "create",
            [
                [
                    {
                        "session_id": session,
                        "name": f"Guest {number}",
                        "email": f"guest{number}@example.com",
                        "count": 2,
                        # else two that came back apart are sold to others
                        "together": False,
                    }
                    for number in range(IN_LINE)
                ]
            ],
        )
    )
    return session, seats, holds, line


def _crowd(base_url, database, session, seats, holds):
    """Everybody starts in the same moment; what went wrong, one text each."""
    acts = [(call, (base_url, database, session))] * 5
    acts += [(give_back, (base_url, *hold)) for hold in holds]
    acts += [(grab, (base_url, session, seats))] * 4
    return [text for told in all_together(acts) for text in told]


def test_waiting_list_offers_each_place_once_and_in_order(
    demo_database, copy_database, serve
):
    database = copy_database(demo_database[0])
    base_url = serve(database, "--workers=4", "--max-cron-threads=0").base_url
    session, seats, holds, line = _prepare(base_url, database)

    assert _crowd(base_url, database, session, seats, holds) == []
    assert call(base_url, database, session) == []

    offered = query(
        database,
        """SELECT waiting.id, count(place.id), array_agg(place.id)
             FROM ticket_waiting waiting
        LEFT JOIN ticket_place place ON place.hold_id = waiting.hold_id
            WHERE waiting.state = 'offered' GROUP BY waiting.id ORDER BY waiting.id""",
    )
    assert [waiting for waiting, _count, _places in offered] == line[:PAIRS]
    assert {count for _waiting, count, _places in offered} == {2}
    places = [place for _waiting, _count, places in offered for place in places]
    assert len(set(places)) == len(places) == 2 * PAIRS
