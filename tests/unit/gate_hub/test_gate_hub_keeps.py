"""What the gate hub keeps: passages under way, its disk, its rights, the time; and that each
ticket opens one lane when everything goes wrong at once."""

import asyncio
import random

import pytest

from tests.helpers import hub_house
from tests.helpers.hub_house import (
    LANES,
    NOW,
    A,
    B,
    NotChecked,
    code_of,
    number_of,
    play,
)

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
        async def visit(name):
            lane, index = rng.choice(LANES), rng.randrange(20)
            for _resent in range(rng.choice([1, 1, 2])):
                answer = await house.scan(lane, code_of(index), name)
            if answer["result"] == "admit":
                admitted.setdefault(number_of(index), set()).add((lane, name))

        await hub_house.storm(house, rng, 40, visit)

    with hub_house.venue(tmp_path, tickets=15) as house:
        asyncio.run(story(house))
        assert house.hub.store.unsettled() == []
    assert {number: len(ways) for number, ways in admitted.items()} == dict.fromkeys(
        admitted, 1
    )
    assert house.server.passed == dict.fromkeys(admitted, 1)
    assert house.server.conflicts == []
