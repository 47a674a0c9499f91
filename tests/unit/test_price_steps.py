"""What becomes of a list price, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.pure import pure

price_steps = pure("ticket_sale", "price_steps")
change, confine, reached = price_steps.change, price_steps.confine, price_steps.reached
Rung = price_steps.Rung

amounts = st.integers(0, 10**9)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("set", 40000, 40000),
        ("add", 2000, 40000),
        ("add", -2000, 36000),
        ("percent", 1000, 41800),
        ("percent", -2500, 28500),
    ],
)
def test_a_change_sets_adds_or_takes_percent(kind, value, expected):
    assert change(38000, kind, value) == expected


def test_half_a_unit_is_rounded_up():
    assert change(25, "percent", 1000) == 28
    assert change(15, "percent", -1000) == 14


def test_an_unknown_kind_of_change_is_our_own_mistake():
    with pytest.raises(ValueError, match="unknown"):
        change(1, "double", 2)


@given(amounts, st.integers(-9999, 50000))
def test_a_percentage_is_never_off_by_more_than_half_a_unit(amount, percent):
    exact = amount * (10_000 + percent)
    assert abs(change(amount, "percent", percent) * 10_000 - exact) <= 5_000


@given(amounts, st.integers(1, 10_000), amounts, amounts)
def test_a_confined_price_is_between_floor_and_ceiling(amount, multiple, one, other):
    floor, ceiling = sorted((one, other))
    price, limit = confine(amount, multiple, floor, ceiling)
    assert floor <= price <= ceiling
    assert (price == floor) if limit == "floor" else True
    assert (price == ceiling) if limit == "ceiling" else True


@given(amounts, st.integers(2, 10_000))
def test_rounding_goes_to_the_nearest_multiple(amount, multiple):
    price, _limit = confine(amount, multiple)
    assert price % multiple == 0
    assert abs(price - amount) * 2 <= multiple


def test_a_floor_above_the_ceiling_is_refused():
    with pytest.raises(ValueError, match="floor"):
        confine(1, 1, 5, 4)


def test_the_day_nearest_to_the_performance_counts():
    rungs = [Rung(days=14), Rung(days=7), Rung(days=1)]
    assert reached("days", rungs, 20, 0) is None
    assert reached("days", rungs, 14, 0).days == 14
    assert reached("days", rungs, 6.5, 0).days == 7
    assert reached("days", rungs, 0.2, 0).days == 1


def test_the_largest_share_sold_counts():
    rungs = [Rung(share=5000), Rung(share=8000)]
    assert reached("share", rungs, 0, 4999) is None
    assert reached("share", rungs, 0, 5000).share == 5000
    assert reached("share", rungs, 0, 9500).share == 8000


def test_slow_sale_needs_the_day_and_an_unsold_share():
    rungs = [Rung(days=14, share=3000), Rung(days=3, share=6000)]
    assert reached("slow", rungs, 20, 0) is None
    assert reached("slow", rungs, 10, 2999).days == 14
    assert reached("slow", rungs, 10, 3000) is None
    assert reached("slow", rungs, 2, 5000).days == 3


@given(st.lists(st.integers(0, 365), min_size=1, unique=True), st.floats(0, 400))
def test_a_reached_day_is_never_further_than_another_reached_one(days, left):
    rung = reached("days", [Rung(days=day) for day in days], left, 0)
    come = [day for day in days if left <= day]
    assert (rung.days if rung else None) == (min(come) if come else None)
