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
RULE = admission.Rule.from_json(VECTORS["rule"])
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
    for count in ("entries", "today", "day", "last_in"):
        assert getattr(decision, count) == expect.get(count, getattr(decision, count))


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_the_same_through_json(case):
    def there_and_back(value):
        return type(value).from_json(json.loads(json.dumps(value.to_json())))

    ticket = replace(TICKET, **case.get("ticket", {}))
    lane = lane_of(case)
    assert there_and_back(ticket) == ticket
    how = case.get("direction", "in"), case.get("count", 1), case.get("now", DURING)
    decision = admission.decide(ticket, lane, *how)
    assert admission.decide(there_and_back(ticket), there_and_back(lane), *how) == (
        decision
    )
    assert there_and_back(decision) == decision


@pytest.mark.parametrize(
    "case", VECTORS["session_for_pass"], ids=lambda case: case["name"]
)
def test_a_pass_is_for_the_session_that_is_on(case):
    sessions = [admission.Session.from_json(one) for one in case["sessions"]]
    lane = admission.Lane((replace(RULE, who="passes"),))
    found = admission.session_for_pass(sessions, lane, case["now"])
    assert (found and found.id) == case["expect"]


def test_what_an_older_package_does_not_say_is_the_default():
    old = {"venue": 10, "before": 120, "after": 10, "types": [], "reentry": False}
    assert admission.Rule.from_json(old | {"of_tomorrow": 1}) == RULE


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


rules = st.builds(
    replace,
    st.just(RULE),
    reentry=st.booleans(),
    times=st.integers(0, 3),
    per_day=st.integers(0, 2),
    out_first=st.booleans(),
    gap=st.sampled_from((0, 10)),
    before=st.just(10_000),
    after=st.just(10_000),
)
moments = st.lists(
    st.tuples(
        st.sampled_from(admission.DIRECTIONS),
        st.integers(1, 4),
        st.sampled_from((0, 30, 601, 86_400)),
    ),
    max_size=20,
)


def walk(ticket, rule, passages):
    """The decisions of one ticket through the days, each on the counts before it."""
    now = DURING
    for direction, count, pause in passages:
        now += pause
        decision = admission.decide(
            ticket, admission.Lane((rule,)), direction, count, now
        )
        yield ticket, decision, direction, count, now
        names = ("admitted", "outside", "entries", "today", "day", "last_in")
        ticket = replace(ticket, **{name: getattr(decision, name) for name in names})


@given(tickets(), rules, moments)
def test_visits_stay_within_every_limit(ticket, rule, passages):
    for _before, decision, *_how in walk(ticket, rule, passages):
        assert 0 <= decision.outside <= decision.admitted <= ticket.admits
        if not decision.admit:
            continue
        if rule.times > 1:
            least = max(ticket.admitted, rule.times * ticket.admits)
            assert decision.entries <= least
        if rule.per_day:
            assert decision.today <= rule.per_day * ticket.admits


@given(tickets(), rules, moments)
def test_out_first_never_has_more_inside_than_the_pass_has_persons(
    ticket, rule, passages
):
    rule = replace(rule, out_first=True, times=0)
    people, day = inside(ticket), None
    for _before, decision, direction, count, now in walk(ticket, rule, passages):
        if day is not None and admission.local_day(now, 0) != day:
            people = 0  # they went home in the night
        if decision.admit:
            people += count if direction == "in" else -count
            day = admission.local_day(now, 0)
        assert people <= ticket.admits
