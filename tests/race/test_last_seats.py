"""Sixteen real processes want the same few seats through every channel at once."""

from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from tests.helpers.clients import Till, Website
from tests.race.buyers import Race, run
from tests.race.together import begin, together

KINDS = ["website"] * 5 + ["pos"] * 5 + ["distributor"] * 6
UNGUARDED = Path(__file__).parent / "addons"


def query(database, sql, *parameters):
    from dev import cluster

    with closing(
        psycopg2.connect(dbname=database, host=str(cluster.socket()), user=cluster.USER)
    ) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall() if cursor.description else []


@pytest.fixture
def race(demo_database, copy_database, serve):
    """Return a function that lets the buyers loose on a session with few seats left."""

    def prepare(seats, *options, attempts, guarded=True):
        name, told = demo_database
        database = copy_database(name)
        if not guarded:
            query(database, "DROP INDEX ticket_ticket_live_place_uniq")
        session = _leave(database, seats)
        server = serve(database, "--workers=4", "--max-cron-threads=0", *options)
        Till(server.base_url).open(database)
        return database, Race(
            base_url=server.base_url,
            database=database,
            session=session,
            type_id=_adult(database),
            seats=_column(database, session, "seat_id"),
            places=_column(database, session, "id"),
            attempts=attempts,
            **told["distributor"],
        )

    return prepare


def _leave(database, seats):
    """Lock all but the best ``seats`` of a theatre session; return the session's id."""
    [[session]] = query(
        database,
        """SELECT session.id FROM ticket_session session
             JOIN ticket_venue venue ON venue.id = session.venue_id
            WHERE session.state = 'on_sale' AND venue.kind = 'theatre'
         ORDER BY session.id LIMIT 1""",
    )
    query(
        database,
        """UPDATE ticket_place SET state = 'locked', lock_reason = 'race'
            WHERE session_id = %s AND id NOT IN (
                  SELECT place.id FROM ticket_place place
                    JOIN ticket_seat_section section ON section.id = place.section_id
                   WHERE place.session_id = %s AND place.state = 'free'
                     AND section.code = 'ST'
                ORDER BY place.rank LIMIT %s)""",
        session,
        session,
        seats,
    )
    return session


def _adult(database):
    [[type_id]] = query(database, "SELECT id FROM ticket_type WHERE code = 'adult'")
    return type_id


def _column(database, session, column):
    return [
        value
        for (value,) in query(
            database,
            f"SELECT {column} FROM ticket_place WHERE session_id = %s "
            "AND state = 'free' ORDER BY id",
            session,
        )
    ]


def let_loose(race, kinds=KINDS):
    """Run one process a buyer, all starting in the same moment; return their stories."""
    return together(run, [(kind, i, race) for i, kind in enumerate(kinds)])


def hold_best(race):
    """One process: some guests in turn, each with the best two seats."""
    begin()
    return [
        place["seat_id"]
        for _attempt in range(race.attempts)
        for place in Website(race.base_url).hold(
            race.session, best={"count": 2, "zone_id": None}
        )["places"]
    ]


def twice_sold(database):
    return query(
        database,
        """SELECT place_id, count(*) FROM ticket_ticket
            WHERE state IN ('valid', 'used') GROUP BY place_id HAVING count(*) > 1""",
    )


def check(database, race, stories):
    """What must be true whoever was faster."""
    wrong = [text for story in stories for text in story.wrong]
    assert wrong == [], "a loser did not get a clear answer"
    assert twice_sold(database) == []
    won = sorted(race.places[i] for story in stories for i in story.won)
    assert len(set(won)) == len(won), "two buyers were told that they have one seat"
    ticketed = query(
        database,
        "SELECT place_id FROM ticket_ticket WHERE session_id = %s AND state = 'valid' "
        "ORDER BY place_id",
        race.session,
    )
    assert [place for (place,) in ticketed] == won
    sold = query(
        database,
        "SELECT id FROM ticket_place WHERE session_id = %s AND state = 'sold' "
        "ORDER BY id",
        race.session,
    )
    assert sold == ticketed
    leaked = query(
        database,
        """SELECT place.id, hold.state FROM ticket_place place
        LEFT JOIN ticket_hold hold ON hold.id = place.hold_id
            WHERE place.session_id = %s AND place.state = 'held'""",
        race.session,
    )
    assert leaked == [], stories


def test_fifty_seats_by_every_channel(race):
    database, told = race(50, attempts=3)
    stories = let_loose(told)
    check(database, told, stories)
    assert {story.kind for story in stories if story.won} == set(KINDS)


def test_last_ten_seats_are_all_sold_once(race):
    database, told = race(10, attempts=14)
    told.most = 1
    stories = let_loose(told)
    check(database, told, stories)
    assert sum(len(story.won) for story in stories) == 10


def test_best_seats_are_found_by_everybody_at_once(race):
    """Nobody is refused or kept waiting while other seats are free."""
    _database, told = race(200, attempts=3)
    answers = together(hold_best, [(told,)] * 16)
    seats = [seat for mine in answers for seat in mine]
    assert len(seats) == len(set(seats)) == 16 * told.attempts * 2


def test_control_without_the_guard_sells_seats_twice(race):
    """The same crowd, the guard off: if nothing were sold twice, the tests above could
    not see the race at all."""
    database, told = race(
        10,
        f"--addons-path={_addons_path()},{UNGUARDED}",
        "--load=base,web,ticket_unguarded",
        attempts=3,
        guarded=False,
    )
    told.in_step = True
    let_loose(told, ["distributor"] * 16)
    assert twice_sold(database)


def _addons_path():
    from dev.settings import ADDONS, ODOO_ADDONS

    return f"{ODOO_ADDONS},{ADDONS}"
