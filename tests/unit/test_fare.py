"""Fares: an entry and an exit cost what the rules say, and never more than the cap."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

fare = pure("ticket_gate", "fare")
MINUTE = 60

amounts = st.integers(0, 10**6)
terms = st.builds(
    fare.Terms,
    least_balance=amounts,
    day_cap=amounts,
    lost_price=amounts,
    stray_price=amounts,
    longest_minutes=st.integers(1, 3000),
    trusts=st.booleans(),
)
moments = st.none() | st.integers(0, 10**6)


def test_first_entry_costs_nothing():
    outcome = fare.enter(fare.Terms(least_balance=300), 300, 0, None, 0)
    assert outcome == fare.Outcome(True, "fare_in")


def test_who_has_too_little_stays_out():
    outcome = fare.enter(fare.Terms(least_balance=300), 299, 0, None, 0)
    assert outcome == fare.Outcome(False, "fare_low")


def test_same_card_again_at_once_is_inside_already():
    rules = fare.Terms(lost_price=500)
    outcome = fare.enter(rules, 9000, 0, entered=0, now=fare.REPEAT_SECONDS - 1)
    assert outcome == fare.Outcome(False, "fare_inside")


def test_entry_after_an_entry_pays_for_the_missing_exit():
    rules = fare.Terms(lost_price=500)
    outcome = fare.enter(rules, 9000, 0, entered=0, now=fare.REPEAT_SECONDS)
    assert outcome == fare.Outcome(True, "fare_lost", 500, fare.LOST)


def test_missing_exit_is_paid_even_when_too_little_is_left_to_enter():
    rules = fare.Terms(lost_price=500, least_balance=300)
    outcome = fare.enter(rules, 700, 0, entered=0, now=3600)
    assert outcome == fare.Outcome(False, "fare_low", 500, fare.LOST)


def test_exit_pays_the_way():
    outcome = fare.leave(fare.Terms(), 400, 1000, 0, entered=0, now=20 * MINUTE)
    assert outcome == fare.Outcome(True, "fare_out", 400, fare.CLOSED)


def test_exit_without_entry_pays_the_price_for_that():
    outcome = fare.leave(fare.Terms(stray_price=700), 0, 1000, 0, None, 0)
    assert outcome == fare.Outcome(True, "fare_stray", 700, fare.STRAY)


def test_same_card_again_after_its_exit_pays_nothing_more():
    rules = fare.Terms(stray_price=700)
    again = fare.leave(rules, 0, 1000, 0, None, 70, left=11)
    assert again == fare.Outcome(False, "fare_outside")
    assert fare.leave(rules, 0, 1000, 0, None, 71, left=11).reason == "fare_stray"


@pytest.mark.parametrize(
    ("minutes", "reason"), [(120, "fare_out"), (121, "fare_overtime")]
)
def test_too_long_a_stay_is_a_missing_exit(minutes, reason):
    rules = fare.Terms(lost_price=900, longest_minutes=120)
    outcome = fare.leave(rules, 400, 5000, 0, entered=0, now=minutes * MINUTE)
    assert outcome.reason == reason
    assert outcome.amount == (400 if reason == "fare_out" else 900)


def test_who_is_short_leaves_owing_or_not_at_all():
    owing = fare.leave(fare.Terms(trusts=True), 400, 100, 0, 0, MINUTE)
    assert owing == fare.Outcome(True, "fare_out", 400, fare.CLOSED)
    strict = fare.leave(fare.Terms(trusts=False), 400, 100, 0, 0, MINUTE)
    assert strict == fare.Outcome(False, "fare_short")


@given(terms, amounts, amounts, amounts, moments, st.integers(0, 10**6))
def test_a_day_never_costs_more_than_the_cap(
    rules, price, balance, spent, entered, now
):
    spent = min(spent, rules.day_cap) if rules.day_cap else spent
    for outcome in (
        fare.enter(rules, balance, spent, entered, now),
        fare.leave(rules, price, balance, spent, entered, now),
    ):
        assert outcome.amount >= 0
        if rules.day_cap:
            assert spent + outcome.amount <= rules.day_cap
        assert outcome.trip is not None or outcome.amount == 0


@given(terms, amounts, amounts, moments, st.integers(0, 10**6))
def test_who_is_trusted_always_gets_out(rules, price, balance, entered, now):
    rules = fare.Terms(lost_price=rules.lost_price, stray_price=rules.stray_price)
    assert fare.leave(rules, price, balance, 0, entered, now).admit
