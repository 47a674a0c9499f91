"""What comes of a decision: the lane's state, what was done offline, who went through."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.pure import pure

admission = pure("ticket_gate", "admission")
lane_state = pure("ticket_gate", "lane_state")
outcome = pure("ticket_gate", "outcome")

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors" / "lane_state.json").read_text()
)
TICKET = admission.TicketFacts(
    state="valid",
    session=1,
    session_state="on_sale",
    venue=10,
    zone=None,
    type=30,
    start=0,
    end=1,
    admits=4,
    admitted=2,
    outside=1,
)
REFUSED = admission.Decision(False, "already_used", 2, 1)
ADMITTED = admission.Decision(True, "ok", 3, 1)


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_lane_state(case):
    settled = lane_state.settle(
        case["state"],
        case.get("direction", "in"),
        admission.Decision(**case["decision"]),
        admitted=1,
        outside=0,
    )
    assert settled == admission.Decision(**case["expect"])


def report(decision, ticket=TICKET, direction="in", count=1, decided="admit"):
    return outcome.of_report(
        decision, ticket, direction, count, decided, "refused_by_device"
    )


def test_who_was_let_in_rightly_counts_as_ever():
    assert report(ADMITTED) == outcome.of_request(ADMITTED, 1)


def test_who_was_let_in_wrongly_is_a_conflict_and_counts_while_there_is_room():
    settled = report(REFUSED, count=2)
    assert (settled.is_conflict, settled.passed, settled.counted) == (True, 2, True)
    assert (settled.decision.admitted, settled.decision.outside) == (3, 0)
    assert settled.decision.admit is False


def test_a_full_ticket_counts_no_more():
    full = replace(TICKET, admitted=4, outside=0)
    settled = report(REFUSED, full)
    assert (settled.is_conflict, settled.passed, settled.counted) == (True, 1, False)


@pytest.mark.parametrize("ticket", [None, replace(TICKET, state="refunded")])
def test_no_ticket_and_void_tickets_count_nobody(ticket):
    settled = report(REFUSED, ticket)
    assert (settled.is_conflict, settled.passed, settled.counted) == (True, 1, False)


def test_who_was_refused_there_did_not_come_in():
    settled = report(ADMITTED, decided="refuse")
    assert (settled.passed, settled.counted, settled.is_conflict) == (0, False, False)
    assert settled.decision.reason == "refused_by_device"
    assert (settled.decision.admitted, settled.decision.outside) == (2, 1)


def test_our_reason_is_told_when_we_refuse_too():
    assert report(REFUSED, decided="refuse").decision.reason == "already_used"


counts = st.integers(0, 6)


@given(counts, counts, counts, st.integers(1, 6), st.sampled_from(["in", "out"]))
def test_a_ticket_never_counts_more_than_it_admits(admits, admitted, out, count, way):
    admitted = min(admits, admitted)
    ticket = replace(
        TICKET, admits=admits, admitted=admitted, outside=min(admitted, out)
    )
    after = report(REFUSED, ticket, way, count).decision
    assert 0 <= after.outside <= after.admitted <= admits


@given(
    counts, counts, counts, counts, st.integers(1, 6), st.booleans(), st.integers(0, 3)
)
def test_what_is_given_back_was_never_counted(
    admits, admitted, out, entries, count, reentry, times
):
    admitted = min(admits, admitted)
    ticket = replace(
        TICKET,
        admits=admits,
        admitted=admitted,
        outside=min(admitted, out),
        entries=max(entries, admitted),
    )
    rule = admission.Rule(venue=10, before=60, after=60, reentry=reentry, times=times)
    decision = admission.decide(ticket, admission.Lane(rules=(rule,)), "in", count, 0)
    if decision.admit:
        before = outcome.Counts(
            1, "used", admits, ticket.admitted, ticket.outside, ticket.entries
        )
        after = replace(
            before,
            admitted=decision.admitted,
            outside=decision.outside,
            entries=decision.entries,
        )
        back, fresh, visits = outcome.begun(ticket, decision, count)
        assert outcome.given_back(after, "in", count, back, fresh, visits) == before
