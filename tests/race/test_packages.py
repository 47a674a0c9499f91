"""Packages over several sessions, bought by many at once: every session or none.

A series of four sessions, a choice of three out of six, and single tickets want the same
few seats. The sessions overlap, so that careless locking would deadlock or leave a buyer
with a part of a package.
"""

import random
import time
from dataclasses import dataclass, field

import pytest

from tests.helpers.clients import Refused, Till, Website
from tests.race.test_last_seats import query, twice_sold
from tests.race.together import begin, together

BUYERS = ["series"] * 6 + ["choice"] * 6 + ["single"] * 4
SEATS = 12
#: A series needs one seat in four sessions: it may reach for it a moment before others.
HEAD_START = 0.5  # seconds
POLITE = {"places_unavailable", "busy"}


@dataclass
class Offer:
    """What all buyers are told."""

    base_url: str
    series: int  # package ids
    choice: int
    series_zones: dict[int, int]  # {session id: zone id}
    pool_zones: dict[int, int]
    adult: int  # ticket type id


@dataclass
class Story:
    """What one buyer lived through."""

    kind: str
    bought: int = 0
    paid: int = 0
    refused: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def run(kind, number, offer):
    """Buy until told that there is nothing left; every second buyer pays the first."""
    chance, story = random.Random(number), Story(kind)
    begin()
    time.sleep(0 if kind == "series" else HEAD_START)
    for _attempt in range(30):
        guest = Website(offer.base_url)
        try:
            _fill_cart(kind, guest, offer, chance)
        except Refused as refusal:
            story.refused.append(refusal.code)
            if refusal.code not in POLITE:
                story.wrong.append(f"{kind}: {refusal}")
            if refusal.code != "busy":
                break
            continue
        story.bought += 1
        if number % 2 and not story.paid:
            guest.pay(guest.check_out(kind, f"{kind}{number}@example.com"))
            story.paid += 1
    return story


def _fill_cart(kind, guest, offer, chance):
    if kind == "series":
        guest.add_package(offer.series, offer.series_zones)
    elif kind == "choice":
        chosen = chance.sample(sorted(offer.pool_zones), 3)
        zones = {session: offer.pool_zones[session] for session in chosen}
        guest.add_package(offer.choice, zones)
    else:
        session, zone = chance.choice(sorted(offer.series_zones.items()))
        hold = guest.hold(session, best={"count": 1, "zone_id": zone})
        guest.add_to_cart(hold, offer.adult)


@pytest.fixture
def offer(demo_database, copy_database, serve):
    name, _told = demo_database
    database = copy_database(name)
    packages = dict(
        query(
            database,
            """SELECT name, res_id FROM ir_model_data
                WHERE module = 'demo' AND model = 'ticket.package'""",
        )
    )
    series, choice = packages["package_season"], packages["package_choice"]
    zones = {package: _zones(database, package) for package in (series, choice)}
    _leave(database, zones[series] | zones[choice])
    server = serve(database, "--workers=4", "--max-cron-threads=0")
    Till(server.base_url).open(database)  # everything is loaded before the start
    [[adult]] = query(database, "SELECT id FROM ticket_type WHERE code = 'adult'")
    return database, Offer(
        server.base_url, series, choice, zones[series], zones[choice], adult
    )


def _zones(database, package):
    """{session id: id of the zone CI} of a package."""
    return dict(
        query(
            database,
            """SELECT line.session_id, zone.id
                 FROM ticket_package_line line
                 JOIN ticket_session session ON session.id = line.session_id
                 JOIN ticket_zone zone ON zone.plan_id = session.plan_id
                WHERE line.package_id = %s AND zone.code = 'CI'""",
            package,
        )
    )


def _leave(database, zones):
    """Leave only the best few seats that are free in all sessions."""
    query(
        database,
        """UPDATE ticket_place SET state = 'locked', lock_reason = 'race'
            WHERE session_id = ANY(%s) AND zone_id = ANY(%s) AND state = 'free'
              AND seat_id NOT IN (
                  SELECT seat_id FROM ticket_place
                   WHERE session_id = ANY(%s) AND zone_id = ANY(%s) AND state = 'free'
                GROUP BY seat_id HAVING count(*) = %s
                ORDER BY min(rank) LIMIT %s)""",
        list(zones),
        list(zones.values()),
        list(zones),
        list(zones.values()),
        len(zones),
        SEATS,
    )


def test_packages_are_sold_for_every_session_or_for_none(offer):
    database, told = offer
    stories = let_loose(told)
    wrong = [text for story in stories for text in story.wrong]
    assert wrong == [], "a loser did not get a clear answer"
    assert twice_sold(database) == []
    assert {story.kind for story in stories if story.paid} == set(BUYERS)
    check_whole(database, told)
    check_nothing_leaks(database)
    check_nothing_is_left(database, told, stories)


def let_loose(told):
    return together(run, [(kind, i, told) for i, kind in enumerate(BUYERS)])


def check_whole(database, told):
    """Each package has all its sessions; a series has one and the same seat."""
    rows = query(
        database,
        """SELECT sale.package_id, count(DISTINCT place.session_id), count(place.id),
                  count(DISTINCT place.seat_id), count(*) FILTER (
                      WHERE place.state NOT IN ('held', 'sold')
                         OR place.hold_id != line.ticket_hold_id)
             FROM ticket_package_sale sale
             JOIN sale_order_line line ON line.ticket_package_sale_id = sale.id
             JOIN sale_order_line_ticket_place_rel rel ON rel.line_id = line.id
             JOIN ticket_place place ON place.id = rel.place_id
         GROUP BY sale.id""",
    )
    assert {package for package, *_counts in rows} == {told.series, told.choice}
    for package, sessions, places, seats, not_ours in rows:
        wanted = 4 if package == told.series else 3
        assert (sessions, places, not_ours) == (wanted, wanted, 0)
        if package == told.series:
            assert seats == 1


def check_nothing_leaks(database):
    """No place is kept by a hold that no order line knows."""
    assert not query(
        database,
        """SELECT place.id FROM ticket_place place
            WHERE place.state = 'held' AND NOT EXISTS (
                  SELECT FROM sale_order_line_ticket_place_rel rel
                    JOIN sale_order_line line ON line.id = rel.line_id
                   WHERE rel.place_id = place.id
                     AND line.ticket_hold_id = place.hold_id)""",
    )


def check_nothing_is_left(database, told, stories):
    """Nobody was sent away while a seat was free in all sessions of the series."""
    common = query(
        database,
        """SELECT seat_id FROM ticket_place
            WHERE state = 'free' AND session_id = ANY(%s) AND zone_id = ANY(%s)
         GROUP BY seat_id HAVING count(*) = %s""",
        list(told.series_zones),
        list(told.series_zones.values()),
        len(told.series_zones),
    )
    sent_away = [s for s in stories if "places_unavailable" in s.refused]
    assert sent_away, "nobody was refused: there was no race"
    assert not common
