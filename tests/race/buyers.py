"""One process, one buyer: tries to get seats that others want too.

Nothing is shared: each has its own interpreter, connection and clock.
"""

import random
import time
from dataclasses import dataclass, field

import requests

from tests.helpers.clients import Distributor, Refused, Till, Website
from tests.race.together import begin

#: What a buyer who comes second may be told.
POLITE = {"places_unavailable", "busy", "hold_expired", "cap_reached"}


@dataclass
class Race:
    """What all buyers are told."""

    base_url: str
    database: str
    session: int
    type_id: int
    seats: list[int]  # seat ids
    places: list[int]  # place ids, in the same order
    key: str
    secret: str
    attempts: int
    most: int = 2
    in_step: bool = False  # everybody wants the same seat at the same time


@dataclass
class Story:
    """What one buyer lived through."""

    kind: str
    won: list[int] = field(default_factory=list)  # indexes of seats
    lost: list[str] = field(default_factory=list)  # the code of each refusal
    wrong: list[str] = field(default_factory=list)


def run(kind, number, race):
    """Buy at random until the attempts are used up or every seat is gone."""
    chance = random.Random(number)
    buyer = {"website": _guest, "pos": _till, "distributor": _reseller}[kind](race)
    story = Story(kind)
    begin()
    gone = set()
    for attempt in range(race.attempts):
        left = [i for i in range(len(race.seats)) if i not in gone]
        if not left:
            break
        wanted = chance.sample(left, min(len(left), chance.randint(1, race.most)))
        if race.in_step:
            wanted = [attempt]
        try:
            buyer(wanted)
        except Refused as refusal:
            code = _code(refusal)
            if code not in POLITE:
                story.wrong.append(f"{kind}: {refusal}")
            story.lost.append(code)
            if code == "places_unavailable" and len(wanted) == 1:
                gone.update(wanted)
        except (requests.RequestException, KeyError, TypeError) as error:
            story.wrong.append(f"{kind}: {error!r}")
        else:
            story.won += wanted
            gone.update(wanted)
    return story


def _code(refusal):
    """The engine's code, also where Odoo only tells the name of the exception."""
    names = {
        "PlacesUnavailable": "places_unavailable",
        "Busy": "busy",
        "HoldExpired": "hold_expired",
        "CapReached": "cap_reached",
    }
    return names.get(str(refusal.code).rsplit(".", 1)[-1], refusal.code)


def _patiently(act, *arguments):
    """Do it again when the server is busy, as its answer asks."""
    for _again in range(20):
        try:
            return act(*arguments)
        except Refused as refusal:
            if _code(refusal) != "busy":
                raise
            time.sleep(random.uniform(0.05, 0.3))
    return act(*arguments)


def _guest(race):
    def buy(wanted):
        Website(race.base_url).buy(
            race.session, race.type_id, seat_ids=[race.seats[i] for i in wanted]
        )

    return buy


def _till(race):
    till = Till(race.base_url).open(race.database)

    def buy(wanted):
        held = till.hold(
            race.session, race.type_id, {"seat_ids": [race.seats[i] for i in wanted]}
        )
        _patiently(till.pay, held)

    return buy


def _reseller(race):
    reseller = Distributor(race.base_url, race.key, race.secret)

    def buy(wanted):
        order = reseller.ask(
            "POST",
            "orders",
            {
                "reference": f"race-{time.time_ns()}-{random.getrandbits(32)}",
                "session": race.session,
                "lines": [{"type": "adult", "place": race.places[i]} for i in wanted],
            },
        )["order"]
        _patiently(reseller.ask, "POST", f"orders/{order['id']}/confirm")

    return buy
