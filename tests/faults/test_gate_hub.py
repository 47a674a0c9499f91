"""The gate hub before a real server: one minute at the gates of a stadium, with tickets
and season cards.

``make bench`` plays ten. What the lanes let in, by their own account, must be what the
server's books say.
"""

import json

import pytest

from tests.faults.gate_simulation import with_hub, without_hub
from tests.helpers.cut_line import CUTS, OPEN
from tests.race.test_last_seats import query

SECONDS = 45
LANES = 40
TICKETS = 1000
PASSES = 120


@pytest.fixture(scope="module")
def stadium(demo_database, tmp_path_factory):
    """A served copy of the demo, and who may scan there."""
    from dev import cluster, odoo
    from dev.server import serving
    from dev.settings import ROOT

    database, answer = "test-gate-hub", tmp_path_factory.mktemp("gates") / "told.json"
    cluster.create(database, demo_database[0])
    odoo.shell(
        database,
        ROOT / "tests" / "faults" / "gate_prepare.py",
        "test-gate-hub-data",
        answer=str(answer),
        tickets=TICKETS,
        passes=PASSES,
        lanes=LANES,
    )
    with serving(
        database, "--workers=2", "--max-cron-threads=0", name=database
    ) as server:
        yield server, json.loads(answer.read_text())
    cluster.drop(database)


def books(database, codes_session):
    """Return ``({ticket number: people in}, doubles)`` as the server has them."""
    rows = query(
        database,
        """SELECT number, sum(passed) FROM ticket_scan
            WHERE session_id = %s AND direction = 'in' AND number IS NOT NULL
         GROUP BY number HAVING sum(passed) > 0""",
        codes_session,
    )
    [[doubles]] = query(
        database,
        "SELECT count(*) FROM ticket_scan_conflict WHERE session_id = %s",
        codes_session,
    )
    return {number: int(people) for number, people in rows}, doubles


def numbers_of(told):
    """Return {what the lanes' account calls it: number} of tickets and passes."""
    passes = [one["number"] for one in told["passes"]]
    tickets = zip(told["codes"], told["numbers"], strict=True)
    return dict(tickets) | dict(zip(passes, passes, strict=True))


def test_with_the_hub_each_ticket_lets_in_one_whatever_breaks(stadium, tmp_path):
    server, everything = stadium
    told = everything | {"passes": everything["passes"][: PASSES // 2]}
    outcome = with_hub(server.base_url, told, tmp_path, SECONDS)
    account = outcome.account
    assert {mode for _second, mode in outcome.cuts} == {OPEN, *CUTS}
    assert outcome.alone > 50, "the line was never cut"
    assert outcome.alone < sum(account.shown.values()) * 0.9, "the line was always cut"
    assert account.doubles == 0
    assert account.forged_in == []
    assert account.changed == []
    entered = numbers_of(told)
    shown = {entered[code] for code in account.shown if code in entered}
    people, doubles = books(server.database, told["session"])
    assert people == dict.fromkeys(shown, 1)
    assert doubles == 0
    assert {one["number"] for one in told["passes"]} & people.keys()


def test_without_the_hub_copies_come_in_and_every_one_is_found(stadium):
    server, told = stadium
    before, found_before = books(server.database, told["session"])
    unused = [
        code
        for code, number in zip(told["codes"], told["numbers"], strict=True)
        if number not in before
    ]
    fresh = told | {"codes": unused[:200], "passes": told["passes"][PASSES // 2 :]}
    account, conflicts = without_hub(server.base_url, fresh, seconds=8, pace=0.8)
    assert account.doubles > 0, "the control: alone, lanes let copies in"
    lent = {one["number"] for one in fresh["passes"]} & account.entered.keys()
    assert any(len(account.entered[number]) > 1 for number in lent)
    people, found = books(server.database, told["session"])
    assert found - found_before == account.doubles == len(conflicts)
    entered = numbers_of(told)
    ways = {entered[code]: len(ways) for code, ways in account.entered.items()}
    assert {number: people[number] for number in ways} == ways
    rows = query(
        server.database,
        """SELECT count(*) FROM ticket_scan_conflict
            WHERE gate_id IS NOT NULL AND first_gate_id IS NOT NULL
              AND device_id IS NOT NULL AND scanned_at IS NOT NULL""",
    )
    assert rows == [(found,)]
