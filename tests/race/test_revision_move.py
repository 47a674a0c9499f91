"""A session moves to another revision of its map while guests take its seats."""

import random
import time

from tests.helpers.clients import Client, Refused, Website
from tests.race.test_last_seats import UNGUARDED, _addons_path, _leave, query
from tests.race.together import all_together, begin

SEATS = 8


def _wizard(manager, target, session):
    """The move of a session to the revision, whatever its preview says."""
    action = manager.call("ticket.seat.map", "action_move_sessions", [[target]])
    wizard = action["res_id"]
    lines = manager.call(
        "ticket.revision.move.line",
        "search_read",
        [[["move_id", "=", wizard]]],
        fields=["session_id"],
    )
    chosen = [
        (1, line["id"], {"chosen": line["session_id"][0] == session}) for line in lines
    ]
    manager.call("ticket.revision.move", "write", [[wizard], {"line_ids": chosen}])
    return wizard


def move(base_url, database, session, target):
    """The manager, who tries until no guest has a seat that the revision lacks.

    :return: what each try came to
    """
    manager = Client(base_url).login(database, "admin", "admin")
    wizard = _wizard(manager, target, session)
    begin()
    told, began = [], time.monotonic()
    while time.monotonic() < began + 60:
        try:
            manager.call("ticket.revision.move", "action_move", [[wizard]])
        except Refused as refusal:
            told.append(str(refusal.code).rsplit(".", 1)[-1])
            time.sleep(random.uniform(0, 0.2))
        else:
            return [*told, "moved"]
    return told


def visit(base_url, session, seat, comes, stays):
    """A guest who takes a seat, thinks for some seconds and leaves it.

    :param comes: (earliest, latest) seconds after the start
    :param stays: seconds
    :return: what was neither a seat nor a clear refusal
    """
    guest = Website(base_url)
    begin()
    time.sleep(random.uniform(*comes))
    try:
        held = guest.hold(session, seat_ids=[seat])
        time.sleep(stays)
        guest.rpc("/ticket/web/release", token=held["token"])
    except Refused as refusal:
        # a dot: the name of a Python error, not one of our codes
        return [str(refusal)] if "." in str(refusal.code) else []
    return []


def _prepare(database, base_url):
    """A revision without half of the seats that are on sale; a place for each may be
    left or taken.

    :return: session id, the seats' ids, id of the revision
    """
    session = _leave(database, SEATS)
    seats = query(
        database,
        """SELECT seat.id, seat.key FROM ticket_place place
             JOIN ticket_seat seat ON seat.id = place.seat_id
            WHERE place.session_id = %s AND place.state = 'free' ORDER BY place.id""",
        session,
    )
    manager = Client(base_url).login(database, "admin", "admin")
    [[seat_map]] = query(
        database, "SELECT seat_map_id FROM ticket_session WHERE id = %s", session
    )
    target = manager.call("ticket.seat.map", "action_new_revision", [[seat_map]])
    target = target["res_id"]
    gone = query(
        database,
        "SELECT id FROM ticket_seat WHERE seat_map_id = %s AND key = ANY(%s)",
        target,
        [key for _id, key in seats[::2]],
    )
    plan = manager.call("ticket.seat.map", "get_plan", [[target]])
    delta = {"removed_seats": [seat for (seat,) in gone]}
    arguments = [[target], plan["revision"], delta, "race"]
    manager.call("ticket.seat.map", "save_plan", arguments)
    return session, [seat for seat, _key in seats], target


def _race(database, base_url, session, seats, target, comes=(0.1, 0.7), stays=3):
    acts = [(visit, (base_url, session, seat, comes, stays)) for seat in seats]
    acts.append((move, (base_url, database, session, target)))
    *guests, told = all_together(acts)
    return [text for texts in guests for text in texts], told


def _strays(database, session):
    """Places whose seat is not on the map of their session."""
    return query(
        database,
        """SELECT place.id, place.state FROM ticket_place place
             JOIN ticket_session session ON session.id = place.session_id
             JOIN ticket_seat seat ON seat.id = place.seat_id
            WHERE session.id = %s AND seat.seat_map_id != session.seat_map_id""",
        session,
    )


def test_nobody_loses_a_seat_when_the_session_moves(
    demo_database, copy_database, serve
):
    database = copy_database(demo_database[0])
    base_url = serve(database, "--workers=4", "--max-cron-threads=0").base_url
    session, seats, target = _prepare(database, base_url)

    wrong, told = _race(database, base_url, session, seats, target)

    assert wrong == []
    assert told[-1] == "moved"
    assert set(told[:-1]) <= {"RevisionRefused", "Busy"}
    assert _strays(database, session) == []
    [[places, drawn]] = query(
        database,
        """SELECT (SELECT count(*) FROM ticket_place
                    WHERE session_id = %s AND seat_id IS NOT NULL),
                  (SELECT count(*) FROM ticket_seat WHERE seat_map_id = %s)""",
        session,
        target,
    )
    assert places == drawn


def test_without_the_lock_places_change_under_the_move(
    demo_database, copy_database, serve
):
    """Only the last check, that no place stands elsewhere, then stops the act."""
    database = copy_database(demo_database[0])
    base_url = serve(
        database,
        "--workers=4",
        "--max-cron-threads=0",
        f"--addons-path={_addons_path()},{UNGUARDED}",
        "--load=base,web,ticket_unlocked_move",
    ).base_url
    session, seats, target = _prepare(database, base_url)

    _wrong, told = _race(
        database, base_url, session, seats, target, comes=(1.5, 2.5), stays=8
    )

    assert told[0] == "UserError"
