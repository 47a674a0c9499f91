"""Seats that tills keep for offline sale, while everybody else wants them."""

import time

from tests.helpers.clients import Refused, Till
from tests.race.test_last_seats import KINDS, let_loose, query, race, twice_sold
from tests.race.together import begin, together

__all__ = ["race"]

SEATS, TILLS, EACH = 30, 4, 3


def keep(told, number):
    """One process: a till keeps the best seats; what it got as place ids."""
    till = Till(told.base_url).open(told.database)
    key = f"{number:032d}"
    begin()
    for _again in range(20):
        try:
            [package] = till.lease(told.session, key, EACH)
        except Refused as refusal:
            if "Busy" not in str(refusal.code):
                raise
        else:
            return key, package
    raise AssertionError("busy all the time")


def send(told, order):
    """One process: the same order that others send too."""
    till = Till(told.base_url).open(told.database)
    begin()
    for _again in range(5):
        try:
            return till.send(order)
        except Refused:
            time.sleep(0.2)  # another one was writing it; asked again, as tills do
    raise AssertionError("refused all the time")


def _places(package):
    return [place["place_id"] for place in package["places"]]


def test_leased_seats_are_sold_by_their_till_only(race):
    database, told = race(SEATS, attempts=12)
    kept = together(keep, [(told, i) for i in range(TILLS)])
    leased = [place for _key, package in kept for place in _places(package)]
    assert len(set(leased)) == TILLS * EACH, "two tills keep one seat"

    stories = let_loose(told, KINDS)
    assert [text for story in stories for text in story.wrong] == []
    won = {told.places[i] for story in stories for i in story.won}
    assert won.isdisjoint(leased)

    orders = []
    for key, package in kept:
        till = Till(told.base_url).open(database)
        orders += [till.sale_offline(package, told.type_id, key)] * 3
    together(send, [(told, order) for order in orders])  # each thrice at once
    assert twice_sold(database) == []
    sold = query(
        database,
        "SELECT place_id FROM ticket_ticket WHERE session_id = %s AND state = 'valid'",
        told.session,
    )
    assert len(sold) == len(set(sold)) == len(won) + len(leased)


def test_control_the_same_seats_are_wanted_by_the_crowd(race):
    """Given back, they are sold to the crowd: it did try to get them above."""
    database, told = race(SEATS, attempts=20)
    key, package = keep(told, 1)
    till = Till(told.base_url).open(database)
    till.call(
        "pos.config",
        "ticket_lease_return",
        [till.config["id"], key, [package["id"]]],
    )
    told.most = 1
    stories = let_loose(told, KINDS)
    won = {told.places[i] for story in stories for i in story.won}
    assert won.issuperset(_places(package))
