"""A scenic spot whose line is down from opening to closing: eight hours with the hub alone."""

import random

from tests.helpers import hub_house
from tests.helpers.hub_house import LANES, NOW, code_of, number_of, play

HOURS, VISITORS = 8, 240


def _day() -> list[dict]:
    """A session that lets in all day long."""
    [one] = hub_house.package()["sessions"]
    return [one | {"end": hub_house._iso(NOW + (HOURS + 1) * 3600)}]


def test_eight_hours_alone_let_everybody_in_once(tmp_path):
    dice = random.Random(8)
    answers: dict[str, list] = {}

    async def story():
        house.server.cut = "before"
        for visitor in range(VISITORS):
            house.wall = NOW + visitor * HOURS * 3600 / VISITORS
            if visitor in (90, 180):  # the guard trips over the cable
                house.stop()
                house.start()
            shown = [
                visitor,
                dice.randrange(visitor + 1),
            ]  # and a copy of an earlier one
            for attempt, index in enumerate(shown):
                lane = dice.choice(LANES)
                told = await house.scan(lane, code_of(index), f"{visitor}-{attempt}")
                answers.setdefault(number_of(index), []).append(told)
            await house.upload()  # tried again and again
        assert house.server.passed == {}
        assert len(house.hub.store.unsettled()) == 2 * VISITORS
        house.server.cut, house.server.now = "", house.wall
        await house.hear()
        await house.upload()
        assert house.hub.store.unsettled() == []

    with hub_house.venue(tmp_path, tickets=VISITORS, sessions=_day()) as house:
        play(house, story)
        assert house.server.passed == {number_of(index): 1 for index in range(VISITORS)}
        assert house.server.conflicts == []
    for told in answers.values():
        reasons = [one["reason"] for one in told]
        assert reasons == ["ok"] + ["already_used"] * (len(told) - 1)


def test_the_next_day_yesterdays_tickets_come_too_late(tmp_path):
    async def story():
        house.server.cut = "before"
        house.wall = NOW + 30 * 3600
        return await house.scan(LANES[0], code_of(0), "1")

    with hub_house.venue(tmp_path, tickets=1, sessions=_day()) as house:
        told = play(house, story)
    assert (told["result"], told["reason"]) == ("refuse", "too_late")
