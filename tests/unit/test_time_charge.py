"""What a loan costs: by the vectors, and rules that hold for any tariff."""

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

ROOT = Path(__file__).resolve().parents[2]
rental = pure("ticket_sale", "time_charge")
VECTORS = json.loads((ROOT / "tests/vectors/time_charge.json").read_text())

amounts = st.integers(0, 10**7)
tariffs = st.builds(
    rental.Tariff,
    first_price=amounts,
    step_price=amounts,
    first_minutes=st.integers(1, 600),
    step_minutes=st.integers(1, 600),
    free_minutes=st.integers(0, 120),
    day_cap=amounts,
)
times = st.integers(0, 30 * rental.DAY)


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_vectors(case):
    tariff = rental.Tariff(**VECTORS["tariffs"][case["tariff"]])
    assert rental.charge(tariff, case["minutes"]).amount == case["amount"]


@given(tariffs, times, st.integers(0, rental.DAY))
def test_longer_never_costs_less(tariff, minutes, more):
    sooner = rental.charge(tariff, minutes).amount
    assert rental.charge(tariff, minutes + more).amount >= sooner


@given(tariffs, times)
def test_cap_holds_for_every_day_that_has_begun(tariff, minutes):
    days = -(-minutes // rental.DAY)
    if tariff.day_cap:
        assert rental.charge(tariff, minutes).amount <= days * tariff.day_cap


@given(amounts, st.lists(amounts, max_size=3))
def test_settlement_adds_up(deposit, owed):
    settled = rental.settle(deposit, *owed)
    assert settled.pay - settled.give_back == sum(owed) - deposit
    assert 0 in (settled.pay, settled.give_back)


def test_days_and_steps_are_told():
    tariff = rental.Tariff(**VECTORS["tariffs"]["chair"])
    told = rental.charge(tariff, 3 * rental.DAY + 135)
    assert (told.days, told.steps, told.capped) == (3, 2, True)


def test_begun_minutes_are_not_counted_and_no_time_is_negative():
    start = datetime(2026, 3, 1, 10)
    assert rental.minutes_between(start, start + timedelta(seconds=119)) == 1
    assert rental.minutes_between(start, start - timedelta(hours=1)) == 0


@pytest.mark.parametrize(
    "wrong",
    [{"first_price": -1}, {"first_price": 1, "step_minutes": 0}],
)
def test_nonsense_is_refused(wrong):
    with pytest.raises(ValueError):
        rental.Tariff(**wrong)
