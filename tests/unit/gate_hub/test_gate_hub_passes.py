"""The gate hub alone lets in who has a season, annual or staff card, and each as often
as the rules say over all its lanes."""

import asyncio
import random

import pytest

from tests.helpers import hub_house
from tests.helpers.hub_house import (
    LANES,
    STAFF,
    TODAY,
    A,
    B,
    C,
    code_of,
    number_of,
    pass_code_of,
    pass_number,
    play,
)

DAY = 86_400
CARD = "04A2B3C4D5E6F7"
CARD_HASH = hub_house.pass_code.card_hash(CARD)


@pytest.fixture
def house(house):
    """With one season card and one staff card."""
    house.server.sell_pass(0, cards=[CARD_HASH])
    house.server.sell_pass(1, STAFF, venue=hub_house.VENUE)
    return house


def alone(house, *scans):
    """Return the reasons of scans that the hub decides without the server."""

    async def story():
        house.server.cut = "before"
        return [
            await house.scan(lane, code, str(turn), **more)
            for turn, (lane, code, more) in enumerate(scans)
        ]

    return [answer["reason"] for answer in play(house, story)]


@pytest.mark.parametrize(
    "code", [pass_number(0), pass_code_of(0), "04:a2:b3:c4:d5:e6:f7"]
)
def test_number_signed_code_and_card_open_once_over_all_lanes(house, code):
    reasons = alone(house, (A, code, {}), (B, pass_number(0), {}), (C, CARD, {}))
    assert reasons == ["ok", "day_limit", "day_limit"]


def test_staff_read_what_it_is(house):
    async def story():
        house.server.cut = "before"
        return await house.scan(A, pass_number(0), "1")

    answer = play(house, story)
    assert answer["ticket"]["type"] == "Season Card"
    assert answer["ticket"]["session"].startswith("Swan Lake · ")
    assert answer["ticket"]["number"] == pass_number(0)


def test_anti_passback_holds_over_all_lanes(house):
    staff = pass_number(1)
    reasons = alone(
        house,
        (A, staff, {}),
        (B, staff, {}),
        (C, staff, {"direction": "out"}),
        (B, staff, {}),
    )
    assert reasons == ["ok", "passback", "exit", "ok"]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"state": "blocked"}, "pass_blocked"),
        ({"state": "cancelled"}, "pass_blocked"),
        ({"last_day": TODAY - 1}, "pass_expired"),
        ({"first_day": TODAY + 1}, "pass_not_yet"),
        ({"first_day": TODAY, "last_day": TODAY}, "ok"),
        ({"venue": 99}, "wrong_venue"),
        ({"kind": 52}, "pass_not_here"),
        ({"today": 1, "day": TODAY, "entries": 9}, "day_limit"),
        ({"today": 1, "day": TODAY - 1, "entries": 9}, "ok"),
    ],
)
def test_what_the_server_told_of_a_pass_counts(house, facts, reason):
    house.server.sell_pass(2, **facts)
    assert alone(house, (A, pass_number(2), {})) == [reason]


def test_a_new_day_is_a_new_visit(house):
    async def story():
        house.server.cut = "before"
        first = await house.scan(A, pass_number(1), "1", direction="in")
        await house.scan(A, pass_number(1), "out", direction="out")
        await house.scan(A, pass_number(1), "again")
        house.wall += DAY
        return first, await house.scan(B, pass_number(1), "2")

    assert [one["reason"] for one in play(house, story)] == ["ok", "ok"]


def test_a_season_card_wants_a_session(house):
    house.server.package = hub_house.package(sessions=[])
    reasons = alone(house, (A, pass_number(0), {}), (A, pass_number(1), {}))
    assert reasons == ["nothing_on", "ok"]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (pass_code_of(70), "ok"),
        (pass_code_of(70, valid_from=(TODAY + 1) * DAY), "pass_not_yet"),
        (pass_code_of(70, kind=52), "pass_not_here"),
        (pass_code_of(70, private=bytes(32)), "forged"),
        (pass_number(70), "unknown"),
        ("04FFFFFFFFFFFF", "malformed"),
    ],
)
def test_a_pass_sold_since_is_known_by_its_signature_only(house, code, reason):
    again = {"ok": "day_limit"}.get(reason, reason)
    assert alone(house, (A, code, {}), (B, code, {})) == [reason, again]


def test_a_card_that_is_taken_away_opens_nothing(house):
    async def story():
        house.server.sell_pass(0, cards=[])
        await house.hear()
        house.server.cut = "before"
        return await house.scan(A, CARD, "1")

    assert play(house, story)["reason"] == "malformed"


def test_a_card_of_two_passes_is_the_one_that_is_good_here(house):
    house.server.sell_pass(3, 52, cards=["x", CARD_HASH])
    assert alone(house, (A, CARD, {})) == ["ok"]


# --- into the outage and out of it ---------------------------------------------------


@pytest.mark.parametrize("cut", ["before", "after"])
def test_a_pass_is_counted_once_whether_the_server_heard_or_not(house, cut):
    async def story():
        house.server.cut = cut
        first = await house.scan(A, pass_number(0), "1")
        again = await house.scan(A, pass_number(0), "1")
        other = await house.scan(B, CARD, "2")
        house.server.cut = ""
        await house.hear()
        still = await house.scan(C, pass_number(0), "3")
        await house.upload()
        await house.upload()
        return first, again, other, still

    first, again, other, still = play(house, story)
    assert (first["reason"], again) == ("ok", first)
    assert (other["reason"], still["reason"]) == ("day_limit", "day_limit")
    assert house.server.passed == {pass_number(0): 1}
    assert house.server.conflicts == []
    [kept] = [house.server.book.tickets[pass_number(0)]]
    assert (kept.entries, kept.today, kept.day) == (1, 1, TODAY)


def test_what_the_server_let_in_counts_when_it_goes_away(house):
    async def story():
        reasons = [(await house.scan(A, CARD, "1"))["reason"]]
        house.server.cut = "before"
        reasons.append((await house.scan(B, pass_number(0), "2"))["reason"])
        return reasons

    assert play(house, story) == ["ok", "day_limit"]


def test_a_card_taken_since_is_counted_on_its_pass(house):
    """The hub cannot read the card yet; the server says whose it is."""

    async def story():
        house.server.sell_pass(0, cards=["new" + CARD_HASH, CARD_HASH])
        house.hub.book.recall(
            pass_number(0),
            0,
            house.hub.book.tickets[pass_number(0)].told() | {"cards": []},
        )
        first = await house.scan(A, CARD, "1")
        house.server.cut = "before"
        return first, await house.scan(B, pass_number(0), "2")

    first, second = play(house, story)
    assert (first["reason"], second["reason"]) == ("ok", "day_limit")


def test_a_visit_that_we_would_have_refused_is_counted_all_the_same(house):
    async def story():
        house.hub.book.tickets[pass_number(0)].state = "blocked"
        first = await house.scan(A, pass_number(0), "1")
        house.hub.book.tickets[pass_number(0)].state = "valid"
        house.server.cut = "before"
        return first, await house.scan(B, pass_number(0), "2")

    first, second = play(house, story)
    assert (first["reason"], second["reason"]) == ("ok", "day_limit")


def test_a_restart_in_the_outage_forgets_no_visit(house):
    async def story():
        house.server.cut = "before"
        await house.scan(A, CARD, "1")
        house.stop()
        house.start()
        return await house.scan(B, CARD, "2")

    assert play(house, story)["reason"] == "day_limit"


def test_who_did_not_go_through_has_not_used_the_pass(house):
    async def story():
        house.server.cut = "before"
        first = await house.scan(A, pass_number(0), "1", two_phase=True)
        meanwhile = await house.scan(B, pass_number(0), "2")
        await house.hub.passage(A, first["passage"], 0)
        return meanwhile, await house.scan(B, pass_number(0), "3")

    assert [one["reason"] for one in play(house, story)] == ["in_passage", "ok"]


# --- what is told to phones behind the hub -------------------------------------------


def test_a_phone_behind_the_hub_gets_the_passes_of_its_lane(house):
    async def story():
        device = house.hub.book.devices[A]
        pages = hub_house.pages.Pages(house.hub)
        await house.scan(A, pass_number(0), "1")
        return pages.package(device, "en_US"), pages.passes(device, "")

    package, told = play(house, story)
    season, staff = package["passes"]
    assert (season["number"], season["today"], season["day"]) == (
        pass_number(0),
        1,
        TODAY,
    )
    assert season["cards"] == [CARD_HASH]
    assert package["pass_types"] == {"50": "Season Card", "51": "Staff"}
    assert told["numbers"] == [season["number"], staff["number"]]
    assert (told["full"], told["entries"]) == (True, [1, 0])


# --- persons ---------------------------------------------------------------------------


def test_nothing_of_an_id_number_stays_on_the_disk(house):
    id_number = "11010119900307771X"

    async def story():
        answer = await house.scan(A, id_number, "1")
        house.stop()
        return answer

    play(house, story)
    kept = (house.folder / "hub.sqlite").read_bytes()
    assert id_number.encode() not in kept
    assert hub_house.scanning.code_hash(id_number).encode() not in kept


@pytest.mark.parametrize(
    ("code", "more"), [("11010119900307771X", {}), ("terminal-7", {"media": "face"})]
)
def test_persons_are_not_known_without_the_server(house, code, more):
    assert alone(house, (A, code, more)) == ["needs_server"]


def test_a_ticket_that_the_server_found_for_a_person_is_counted(house):
    def by_person(body, ordinary=house.server.scan):
        if body["code"] == "11010119900307771X":
            body = body | {"code": code_of(0)}
        return ordinary(body)

    async def story():
        house.server.scan = by_person
        first = await house.scan(A, "11010119900307771X", "1")
        house.server.cut = "before"
        return first, await house.scan(B, number_of(0), "2")

    first, second = play(house, story)
    assert (first["reason"], second["reason"]) == ("ok", "already_used")


# --- tiers and companions --------------------------------------------------------------


def test_the_lane_for_members_and_companions_knows_them_alone(house):
    lane = house.server.package["lanes"][0]["lane"]
    rules = [one for one in lane["rules"] if one["who"] == "tickets"]
    tiers = [rules[0] | {"tiers": [5]}, rules[0] | {"types": [77]}]
    house.server.package["lanes"][0]["lane"] = lane | {"rules": tiers}
    house.server.sell(0, tier=5)
    house.server.sell(1, accompanies=77)
    reasons = alone(house, *((A, number_of(index), {}) for index in range(3)))
    assert reasons == ["ok", "ok", "wrong_gate"]


# --- devices ------------------------------------------------------------------------------


def test_the_server_hears_which_devices_are_there(house):
    async def story():
        await house.scan(A, code_of(0), "1")
        await house.sync._beat()
        first = house.server.health["seen"]
        await house.sync._beat()
        return first, house.server.health["seen"]

    assert play(house, story) == ({str(A): 0}, {})


# --- everything at once ---------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(2))
def test_whatever_happens_each_season_card_comes_in_once_a_day(tmp_path, seed):
    rng = random.Random(seed)
    admitted: dict[str, set] = {}

    async def story(house):
        async def visit(name):
            lane, index = rng.choice(LANES), rng.randrange(12)
            code = rng.choice(
                [pass_number(index), pass_code_of(index), f"CARD{index:04d}"]
            )
            for _resent in range(rng.choice([1, 1, 2])):
                answer = await house.scan(lane, code, name)
            if answer["result"] == "admit":
                number = answer["ticket"]["number"]
                admitted.setdefault(number, set()).add((lane, name))

        await hub_house.storm(house, rng, 30, visit)

    with hub_house.venue(tmp_path, tickets=0) as house:
        for index in range(12):
            card = hub_house.pass_code.card_hash(f"CARD{index:04d}")
            house.server.sell_pass(index, cards=[card])
        asyncio.run(story(house))
        assert house.hub.store.unsettled() == []
    assert {number: len(ways) for number, ways in admitted.items()} == dict.fromkeys(
        admitted, 1
    )
    assert house.server.passed == dict.fromkeys(admitted, 1)
    assert house.server.conflicts == []
