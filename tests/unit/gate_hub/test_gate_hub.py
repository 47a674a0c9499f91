"""The gate hub: each ticket opens one lane, whatever happens to the line and the disk."""

import asyncio

import pytest

from tests.helpers import hub_house
from tests.helpers.hub_house import LANES, A, B, C, NotChecked, code_of, number_of, play

# --- the server answers ----------------------------------------------------------


def test_the_servers_answer_is_passed_on_and_kept(house):
    async def story():
        first = await house.scan(A, code_of(0), "1")
        again = await house.scan(A, code_of(0), "1")
        other = await house.scan(B, code_of(0), "1")
        return first, again, other

    first, again, other = play(house, story)
    assert first["result"] == "admit" and again == first
    assert other["reason"] == "already_used"
    assert house.server.asked.count("scan") == 2


def test_without_having_heard_of_the_server_nobody_is_checked(house):
    async def story():
        house.start()
        body = {"code": code_of(0), "scan_id": "1"}
        await house.hub.scan(hub_house.book.Device(A, "", A, "en_US", ""), body)

    with pytest.raises(NotChecked) as error:
        asyncio.run(story())
    assert error.value.code == "not_ready"


# --- into the outage ----------------------------------------------------------------


@pytest.mark.parametrize("cut", ["before", "after"])
def test_a_scan_without_answer_is_decided_here_under_the_same_number(house, cut):
    async def story():
        house.server.cut = cut
        first = await house.scan(A, code_of(0), "1")
        second = await house.scan(B, code_of(0), "2")
        house.server.cut = ""
        await house.hear()
        await house.upload()
        return first, second

    first, second = play(house, story)
    assert (first["result"], second["reason"]) == ("admit", "already_used")
    assert house.server.conflicts == []
    assert house.server.passed == {number_of(0): 1}


def test_a_typed_number_that_only_the_server_knew_opens_no_second_lane(house):
    async def story():
        house.server.sell(40)
        first = await house.scan(A, number_of(40), "1")
        house.server.cut = "before"
        return first, await house.scan(B, code_of(40), "2")

    first, second = play(house, story)
    assert (first["result"], second["result"]) == ("admit", "refuse")


def test_two_lanes_at_once_without_the_server_admit_one(house):
    async def story():
        house.server.cut = "before"
        scans = [house.scan(lane, code_of(1), "x") for lane in LANES for _twice in "ab"]
        return await asyncio.gather(*scans)

    answers = play(house, story)
    assert sum(one["result"] == "admit" for one in answers) == 2  # one scan, sent twice
    assert len({str(one) for one in answers if one["result"] == "admit"}) == 1


def test_what_the_server_admitted_before_stays_admitted(house):
    async def story():
        await house.scan(A, code_of(0), "1")
        house.server.cut = "before"
        return await house.scan(B, code_of(0), "2")

    assert play(house, story)["message"].endswith("at Lane 101")


def test_a_ticket_sold_since_is_known_by_its_signature(house):
    async def story():
        house.server.cut = "before"
        answers = [await house.scan(A, code_of(50), str(n)) for n in range(2)]
        typed = await house.scan(A, number_of(51), "typed")
        return [*answers, typed]

    reasons = [one["reason"] for one in play(house, story)]
    assert reasons == ["ok", "already_used", "unknown"]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (code_of(0, private=bytes(32)), "forged"),
        ("", "empty"),
        (code_of(0, key=9), "old_key"),
        ("x" * 10_000, "malformed"),
        (code_of(0)[:-1] + "!", "malformed"),
        (code_of(70, session=99), "wrong_session"),
    ],
)
def test_bad_codes_are_refused_alone_and_told_later(house, code, reason):
    async def story():
        house.server.cut = "before"
        answer = await house.scan(A, code, "1")
        house.server.cut = ""
        await house.hear()
        await house.upload()
        return answer

    answer = play(house, story)
    assert (answer["result"], answer["reason"]) == ("refuse", reason)
    assert len(house.server.answers) == 1


def test_people_of_a_group_ticket_come_in_parts(house):
    async def story():
        house.server.sell(60, admits=5)
        await house.hear()
        house.server.cut = "before"
        counts = [(3, "in"), (3, "in"), (2, "in"), (1, "out"), (1, "in"), (1, "in")]
        return [
            await house.scan(
                A, code_of(60, admits=5), str(n), count=many, direction=direction
            )
            for n, (many, direction) in enumerate(counts)
        ]

    reasons = [one["reason"] for one in play(house, story)]
    assert reasons == ["ok", "too_many", "ok", "exit", "reentry", "already_used"]


def test_a_scan_number_used_for_another_code_opens_nothing(house):
    async def story():
        house.server.cut = "before"
        await house.scan(A, code_of(0), "1")
        return await house.scan(A, code_of(1), "1")

    assert play(house, story)["reason"] == "scan_id_used"


# --- out of the outage ----------------------------------------------------------------


def test_a_ticket_is_the_hubs_until_the_server_knows_every_scan_of_it(house):
    async def story():
        house.server.cut = "before"
        await house.scan(A, code_of(0), "1")
        house.server.cut = ""
        await house.hear()
        refused = await house.scan(B, code_of(0), "2")  # nothing was uploaded yet
        asked = house.server.asked.count("scan")
        await house.upload()
        await house.scan(C, code_of(0), "3")
        return refused, asked, house.server.asked.count("scan")

    refused, before, after = play(house, story)
    assert refused["reason"] == "already_used"
    assert after == before + 1
    assert house.server.conflicts == []


def test_old_news_of_the_server_do_not_open_a_used_ticket(house):
    async def story():
        house.server.cut = "before"
        await house.scan(A, code_of(0), "1")
        house.server.cut = ""
        await house.hear()  # the server's tickets say: not used
        house.server.cut = "before"
        return await house.scan(B, code_of(0), "2")

    assert play(house, story)["reason"] == "already_used"


def test_news_asked_for_before_a_scan_do_not_undo_it(house):
    async def story():
        old, asked_at = house.server._tickets(), house.hub.book.revision
        await house.scan(A, code_of(0), "1")  # the server counts, the answer is old
        await house.sync._learn_tickets(hub_house.SESSION, old, asked_at)
        house.server.cut = "before"
        return await house.scan(B, code_of(0), "2")

    assert play(house, story)["reason"] == "already_used"


def test_news_of_a_ticket_with_scans_waiting_are_asked_for_again(house):
    async def story():
        house.server.cut = "before"
        await house.scan(A, code_of(0), "1", direction="out")  # refused, and waits
        house.server.cut = ""
        house.server.scan({"code": code_of(0), "scan_id": "phone", "device": C})
        house.sync._cursors = {}
        await house.hear()
        assert str(hub_house.SESSION) not in house.sync._cursors
        await house.upload()
        await house.hear()
        house.server.cut = "before"
        return await house.scan(B, code_of(0), "2")

    assert play(house, story)["reason"] == "already_used"


def test_a_refund_reaches_the_hub(house):
    async def story():
        house.server.sell(0, state="refunded")
        await house.hear()
        house.server.cut = "before"
        return await house.scan(A, code_of(0), "1")

    assert play(house, story)["reason"] == "refunded"


def test_people_whom_others_let_in_meanwhile_are_doubles(house):
    async def story():
        house.server.cut = "before"
        await house.scan(A, code_of(0), "1")
        phone = {"code": code_of(0), "scan_id": "phone", "device": C}
        house.server.scan(phone)  # a phone that reached the server by itself
        house.server.cut = ""
        await house.hear()
        await house.upload()

    play(house, story)
    assert house.server.conflicts == [(number_of(0), (A, "1"))]
    assert house.hub.doubles == 1


def test_one_scan_that_the_server_cannot_take_keeps_no_other_back(house):
    def refuse(body, ordinary=house.server.scan):
        if body["scan_id"] == "bad":
            raise hub_house.uplink.Refused(400, "invalid_request", "no", {"index": 1})
        return ordinary(body)

    async def story():
        house.server.cut = "before"
        for number, name in enumerate(["1", "bad", "3"]):
            await house.scan(A, code_of(number), name)
        house.server.cut, house.server.scan = "", refuse
        await house.hear()
        await house.upload()
        return house.hub.store.counts()

    assert play(house, story) == {"told": 2, "rejected": 1}
