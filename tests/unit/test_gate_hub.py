"""The gate hub: each ticket opens one lane, whatever happens to the line and the disk."""

import asyncio
import random

import pytest

from tests.helpers import hub_house
from tests.helpers.hub_house import LANES, NOW, code_of, number_of

A, B, C = LANES
NotChecked = hub_house.adapters.NotChecked


@pytest.fixture
def house(tmp_path):
    with hub_house.venue(tmp_path) as house:
        yield house


def play(house, story):
    """Run a story in one loop with a hub that has heard of the server once."""

    async def whole():
        house.start()
        await house.hear()
        return await story()

    return asyncio.run(whole())


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
        assert house.sync._cursors == {}
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


# --- two steps -------------------------------------------------------------------------


def test_who_does_not_go_through_may_come_again(house):
    async def story():
        house.server.cut = "before"
        first = await house.scan(A, code_of(0), "1", two_phase=True)
        waiting = await house.scan(B, code_of(0), "2")
        await house.hub.passage(A, first["passage"], 0)
        again = await house.scan(B, code_of(0), "3")
        house.server.cut = ""
        await house.hear()
        await house.upload()
        return first, waiting, again

    first, waiting, again = play(house, story)
    reasons = [one["reason"] for one in (first, waiting, again)]
    assert reasons == ["ok", "in_passage", "ok"]
    assert {"device": A, "ref": "1", "passed": 0} in house.server.passages


def test_a_passage_nobody_reports_is_given_back(house):
    async def story():
        house.hub.book.learn(
            house.server.package
            | {
                "lanes": [
                    lane | {"passage_seconds": 0.01}
                    for lane in house.server.package["lanes"]
                ]
            }
        )
        house.server.cut = "before"
        await house.scan(A, code_of(0), "1", two_phase=True)
        await asyncio.sleep(0.1)
        return await house.scan(B, code_of(0), "2")

    assert play(house, story)["result"] == "admit"


def test_another_word_about_a_passage_is_refused(house):
    async def story():
        house.server.cut = "before"
        await house.scan(A, code_of(0), "1", two_phase=True)
        told = [await house.hub.passage(A, "1", 1) for _twice in range(2)]
        assert told[0] == told[1]
        await house.hub.passage(A, "1", 0)

    with pytest.raises(NotChecked) as error:
        play(house, story)
    assert error.value.code == "passage_closed"


# --- the disk -----------------------------------------------------------------------------


def test_a_restart_in_the_outage_loses_nothing(house):
    async def story():
        house.server.cut = "before"
        first = await house.scan(A, code_of(0), "1")
        house.stop()
        house.start()
        again = await house.scan(A, code_of(0), "1")
        other = await house.scan(B, code_of(0), "2")
        house.server.cut = ""
        await house.hear()
        await house.upload()
        return first, again, other

    first, again, other = play(house, story)
    assert again == first
    assert other["reason"] == "already_used"
    assert house.server.passed == {number_of(0): 1}


def test_with_a_full_disk_nobody_passes_and_nobody_is_counted(house):
    async def story():
        house.server.cut = "before"
        house.hub.store.is_full = True
        with pytest.raises(NotChecked) as error:
            await house.scan(A, code_of(0), "1")
        house.hub.store.is_full = False
        return error.value.code, await house.scan(A, code_of(0), "1")

    code, after = play(house, story)
    assert code == "storage_full"
    assert after["result"] == "admit"


def test_codes_leave_the_disk_when_the_server_has_them(house):
    async def story():
        house.server.cut = "before"
        await house.scan(A, code_of(0), "1")
        house.server.cut = ""
        await house.hear()
        await house.upload()
        house.stop()

    play(house, story)
    kept = b"".join(path.read_bytes() for path in house.folder.glob("hub.sqlite"))
    assert code_of(1).encode() not in kept
    assert (house.folder / "hub.sqlite").stat().st_mode & 0o077 == 0


def test_two_hubs_on_one_disk_are_refused(house):
    house.start()
    with pytest.raises(hub_house.store.StoreError):
        hub_house.store.Store(house.folder)


# --- who may ask ----------------------------------------------------------------------------


def test_a_revoked_hub_lets_nobody_in_and_keeps_no_secret(house):
    async def story():
        house.server.refusal = hub_house.uplink.Refused(401, "device_revoked", "no", {})
        await house.sync._beat()
        assert house.hub.book.keys == {}
        assert house.hub.store.fact("package") is None
        body = {"code": code_of(0), "scan_id": "1"}
        await house.hub.scan(hub_house.book.Device(A, "", A, "en_US", ""), body)

    with pytest.raises(NotChecked):
        play(house, story)


def test_a_device_that_was_revoked_has_no_token_here(house):
    async def story():
        known = house.hub.book.device_of(hub_house.token_of(A))
        house.server.package = hub_house.package(devices=[])
        await house.hear()
        return known, house.hub.book.device_of(hub_house.token_of(A))

    known, after = play(house, story)
    assert (known.id, after) == (A, None)


# --- clocks -----------------------------------------------------------------------------------


def test_the_servers_time_decides_not_the_computers(house):
    async def story():
        house.wall = NOW - 9 * 3600  # a battery that is empty
        await house.hear()
        house.server.cut = "before"
        return await house.scan(A, code_of(0), "1")

    assert play(house, story)["result"] == "admit"


def test_a_computer_that_wakes_up_years_ago_goes_on_from_its_last_scan(house):
    async def story():
        house.server.cut = "before"
        await house.scan(A, code_of(0), "1")
        house.stop()
        house.wall = 86_400
        house.start()
        return house.hub.clock

    watch = play(house, story)
    assert watch.is_doubtful
    assert watch.now() >= NOW


# --- everything at once ---------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_each_ticket_admits_once(tmp_path, seed):
    """Lanes scan, resend and scan again; the line breaks here and there; the hub dies.
    In the end the server counted exactly those whom the lanes let in."""
    rng = random.Random(seed)
    admitted: dict[str, set] = {}

    async def story(house):
        async def visit(lane, index, name):
            for _resent in range(rng.choice([1, 1, 2])):
                answer = await house.scan(lane, code_of(index), name)
            if answer["result"] == "admit":
                admitted.setdefault(number_of(index), set()).add((lane, name))

        house.start()
        await house.hear()
        for turn in range(40):
            house.server.cut = rng.choice(["", "", "before", "after"])
            visits = [
                visit(rng.choice(LANES), rng.randrange(20), f"{turn}-{n}")
                for n in range(rng.randrange(6))
            ]
            await asyncio.gather(*visits)
            happens = rng.random()
            if happens < 0.1:
                house.stop()
                house.start()
            if happens < 0.5:
                await house.hear()
            if happens > 0.3:
                await house.upload()
        house.server.cut = ""
        await house.hear()
        await house.upload()

    with hub_house.venue(tmp_path, tickets=15) as house:
        asyncio.run(story(house))
        assert house.hub.store.unsettled() == []
    assert {number: len(ways) for number, ways in admitted.items()} == dict.fromkeys(
        admitted, 1
    )
    assert house.server.passed == dict.fromkeys(admitted, 1)
    assert house.server.conflicts == []
