"""Splitting money: parts always add up, and no part is more than a unit off."""

import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

allocate = pure("ticket_sale", "allocate").allocate

amounts = st.integers(min_value=-(10**12), max_value=10**12)
weight_lists = st.lists(st.integers(min_value=0, max_value=10**9), min_size=1)


def test_equal_parts_put_the_odd_cents_first():
    assert allocate(100, [1, 1, 1]) == [34, 33, 33]


def test_proportional_parts_follow_their_weights():
    assert allocate(1000, [300, 100, 100]) == [600, 200, 200]


def test_units_left_over_go_to_the_largest_remainders():
    assert allocate(10, [1, 5, 1]) == [2, 7, 1]


def test_a_refund_mirrors_the_sale():
    assert allocate(-100, [1, 1, 1]) == [-34, -33, -33]


def test_zero_weights_mean_equal_parts():
    assert allocate(5, [0, 0]) == [3, 2]


def test_a_part_without_weight_gets_nothing():
    assert allocate(101, [1, 0, 1]) == [51, 0, 50]


def test_nothing_over_nobody_is_nothing():
    assert allocate(0, []) == []


def test_an_amount_over_nobody_is_refused():
    with pytest.raises(ValueError, match="at least one part"):
        allocate(1, [])


def test_a_negative_weight_is_refused():
    with pytest.raises(ValueError, match="negative"):
        allocate(1, [1, -1])


@given(amounts, weight_lists)
def test_parts_sum_exactly(total, weights):
    assert sum(allocate(total, weights)) == total


@given(amounts, weight_lists)
def test_no_part_is_a_unit_away_from_its_share(total, weights):
    effective = weights if sum(weights) else [1] * len(weights)
    for part, weight in zip(allocate(total, weights), effective, strict=True):
        assert abs(part - Fraction(total * weight, sum(effective))) < 1


@given(amounts, weight_lists)
def test_a_refund_gives_back_each_part(total, weights):
    assert allocate(-total, weights) == [-part for part in allocate(total, weights)]
