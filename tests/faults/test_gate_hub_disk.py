"""The gate hub's disk fills up under it, truly: the system refuses to write more."""

import asyncio
import contextlib
import resource
import time

import pytest
import requests

from tests.helpers import hub_house
from tests.helpers.hub_process import HubProcess

MOST_BYTES = 256 * 1024  # the hub's journal is full after some dozen scans
LANE = hub_house.LANES[0]
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def hub(tmp_path):
    """A hub that knows 200 tickets and has nobody to ask."""
    asyncio.run(_fill(tmp_path / "home"))
    with contextlib.closing(HubProcess(tmp_path, NOWHERE, "0" * 40)) as process:
        yield process


async def _fill(home):
    now, disk = time.time(), hub_house.store.Store(home)
    package = hub_house.package()
    package["sessions"][0] |= {
        "start": hub_house._iso(now + 3600),
        "end": hub_house._iso(now + 10800),
    }
    facts = hub_house.tickets.Ticket("", 0, hub_house.ADULT, 1).told()
    numbers = map(hub_house.number_of, range(200))
    await disk.write(
        hub_house.store.keep_fact("package", package),
        *(
            hub_house.store.keep_ticket(number, hub_house.SESSION, facts)
            for number in numbers
        ),
    )
    disk.close()


def _scan(hub, index, scan_id=None):
    """Return the status and the answer of a scan of the ``index``-th ticket."""
    reply = requests.post(
        f"{hub.url}/ticket/api/v1/gate/scan",
        json={
            "code": hub_house.number_of(index),
            "scan_id": scan_id or f"first-{index}",
        },
        headers={"Authorization": f"Bearer {hub_house.token_of(LANE)}"},
        timeout=10,
    )
    return reply.status_code, reply.json()


def _fill_the_disk(hub):
    """Let people in until the hub cannot write; return the answers until then."""
    answers = []
    for index in range(200):
        status, answer = _scan(hub, index)
        if status != 200:
            assert (status, answer["error"]["code"]) == (503, "storage_full")
            return answers
        answers.append(answer)
    raise AssertionError("the disk was never full")


def test_with_a_full_disk_nobody_passes_and_what_was_said_stays(hub):
    hub.start(most_bytes=MOST_BYTES)
    answers = _fill_the_disk(hub)
    assert {answer["result"] for answer in answers} == {"admit"}
    refused = len(answers)
    assert _scan(hub, refused)[0] == 503  # and the next one, the hub being alive
    assert hub.answers()
    assert _scan(hub, 0) == (200, answers[0])  # what is written is still told
    unlimited = resource.RLIM_INFINITY
    resource.prlimit(hub.pid, resource.RLIMIT_FSIZE, (unlimited, unlimited))
    status, after = _scan(hub, refused)  # somebody made room
    assert (status, after["result"]) == (200, "admit")
    hub.kill()
    hub.start()
    for index, answer in enumerate([*answers, after]):
        assert _scan(hub, index) == (200, answer)
        status, again = _scan(hub, index, f"again-{index}")
        assert (status, again["reason"]) == (200, "already_used")
