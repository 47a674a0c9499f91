"""What strategies take off, to the smallest unit."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

strategy = pure("ticket_sale", "strategy")
amount_off, bundle_off = strategy.amount_off, strategy.bundle_off
percent_off = strategy.percent_off

prices = st.lists(st.integers(0, 10**7), max_size=40)


def test_buy_three_get_one_makes_four_cost_three():
    assert sum(bundle_off([38000] * 4, 3, 1)) == 38000


def test_three_tickets_are_no_bundle_of_four():
    assert bundle_off([38000] * 3, 3, 1) == [0, 0, 0]


def test_buy_five_get_two_counts_whole_bundles_only():
    assert sum(bundle_off([1000] * 13, 5, 2)) == 2000
    assert sum(bundle_off([1000] * 14, 5, 2)) == 4000


def test_the_cheapest_ticket_is_the_free_one():
    assert sum(bundle_off([38000, 38000, 19000, 38000], 3, 1)) == 19000


def test_a_ticket_outside_every_bundle_keeps_its_price():
    # Five tickets make one bundle of four: the cheapest and the three dearest.
    assert bundle_off([100, 200, 300, 300, 300], 3, 1)[1] == 0


def test_second_ticket_at_half_price():
    assert sum(bundle_off([1000, 1000], 1, 1, percent=50)) == 500


def test_a_bundle_needs_something_to_buy_and_to_get():
    with pytest.raises(ValueError, match="bundle"):
        bundle_off([100], 0, 1)


def test_amount_off_never_goes_below_nothing():
    assert amount_off([100, 50], 1000) == [100, 50]


@pytest.mark.parametrize(("total", "percent", "off"), [(999, 10, 100), (25, 50, 13)])
def test_percent_rounds_half_up(total, percent, off):
    assert sum(percent_off([total], percent)) == off


@given(prices, st.integers(1, 6), st.integers(1, 6), st.floats(0, 100))
def test_bundles_give_no_more_than_the_cheapest_cost(prices, buy, get, percent):
    discounts = bundle_off(prices, buy, get, percent)
    free = len(prices) // (buy + get) * get
    assert sum(discounts) <= sum(sorted(prices)[:free])
    assert all(0 <= off <= price for off, price in zip(discounts, prices, strict=True))


@given(prices, st.floats(0, 100))
def test_percent_stays_between_nothing_and_all(prices, percent):
    discounts = percent_off(prices, percent) if prices else []
    assert all(0 <= off <= price for off, price in zip(discounts, prices, strict=True))
