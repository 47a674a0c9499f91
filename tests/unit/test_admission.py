"""Who may pass a gate: every example of the vectors, and what must always hold."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.pure import pure

admission = pure("ticket_gate", "admission")

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors" / "admission.json").read_text()
)
TICKET = admission.TicketFacts(**VECTORS["ticket"])
RULE = admission.Rule(**VECTORS["rule"])
DURING = 100_000


def lane_of(case):
    rules = tuple(replace(RULE, **rule) for rule in case.get("rules", [{}]))
    return admission.Lane(rules=rules, **case.get("lane", {}))


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_vector(case):
    ticket = replace(TICKET, **case.get("ticket", {}))
    decision = admission.decide(
        ticket,
        lane_of(case),
        case.get("direction", "in"),
        case.get("count", 1),
        case.get("now", DURING),
    )
    expect = case["expect"]
    assert (decision.admit, decision.reason) == (expect["admit"], expect["reason"])
    assert decision.admitted == expect.get("admitted", ticket.admitted)
    assert decision.outside == expect.get("outside", ticket.outside)
    assert decision.params == expect.get("params", {})


@st.composite
def tickets(draw):
    admits = draw(st.integers(1, 6))
    admitted = draw(st.integers(0, admits))
    outside = draw(st.integers(0, admitted))
    return replace(TICKET, admits=admits, admitted=admitted, outside=outside)


def inside(counts):
    return counts.admitted - counts.outside


passages = st.lists(
    st.tuples(st.sampled_from(admission.DIRECTIONS), st.integers(1, 7)), max_size=20
)


@given(tickets(), passages, st.booleans())
def test_never_more_people_inside_than_the_ticket_admits(ticket, passages, reentry):
    lane = admission.Lane((replace(RULE, reentry=reentry),))
    for direction, count in passages:
        decision = admission.decide(ticket, lane, direction, count, DURING)
        assert 0 <= decision.outside <= decision.admitted <= ticket.admits
        passed = inside(decision) - inside(ticket)
        assert passed == (
            0 if not decision.admit else count if direction == "in" else -count
        )
        ticket = replace(ticket, admitted=decision.admitted, outside=decision.outside)


@given(tickets(), passages)
def test_without_reentry_nobody_comes_in_twice(ticket, passages):
    lane = admission.Lane((RULE,))
    entries = ticket.admitted
    for direction, count in passages:
        decision = admission.decide(ticket, lane, direction, count, DURING)
        entries += count if decision.admit and direction == "in" else 0
        ticket = replace(ticket, admitted=decision.admitted, outside=decision.outside)
    assert entries <= ticket.admits


@given(tickets(), st.integers(1, 7), st.sampled_from(admission.DIRECTIONS))
def test_a_refusal_changes_nothing(ticket, count, direction):
    lanes = (admission.Lane((RULE,)), admission.Lane(()), admission.Lane((), False))
    for lane in lanes:
        decision = admission.decide(ticket, lane, direction, count, DURING)
        if not decision.admit:
            assert decision.admitted == ticket.admitted
            assert decision.outside == ticket.outside
