"""Sharing the price of a package: no cent appears or gets lost, whatever is returned."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

package_price = pure("ticket_sale", "package_price")
Part = package_price.Part

totals = st.integers(min_value=0, max_value=10**9)
part_lists = st.lists(
    st.builds(
        Part,
        st.integers(min_value=0, max_value=5),
        st.integers(min_value=0, max_value=10**7),
    ),
    min_size=1,
    max_size=20,
)
sold_parts = st.lists(
    st.tuples(
        st.integers(min_value=0, max_value=10**6),
        st.integers(min_value=0, max_value=10**6),
        st.booleans(),
    ),
    min_size=1,
    max_size=20,
)


def test_price_follows_the_list_prices():
    parts = [Part(0, 38000), Part(1, 19000), Part(2, 12000)]
    assert package_price.share_by_list(34500, parts) == [19000, 9500, 6000]


def test_odd_cents_go_to_the_first_parts():
    assert package_price.share_by_list(100, [Part(i, 7) for i in range(3)]) == [
        34,
        33,
        33,
    ]


def test_agreed_shares_ignore_the_list_prices():
    parts = [Part(0, 100), Part(1, 900)]
    assert package_price.share_fixed(1000, parts, {0: 70, 1: 30}) == [700, 300]


def test_tickets_of_one_session_share_what_it_gets_by_list_price():
    parts = [Part(0, 200), Part(1, 500), Part(0, 100)]
    assert package_price.share_fixed(900, parts, {0: 1, 1: 2}) == [200, 600, 100]


def test_a_component_without_an_agreed_share_is_refused():
    with pytest.raises(ValueError, match="no share agreed"):
        package_price.share_fixed(100, [Part(0, 1), Part(1, 1)], {0: 1})


def test_kept_tickets_are_counted_at_their_single_price():
    assert package_price.take_back(
        [300, 300, 300], [400, 400, 400], [True, False, False]
    ) == [100, 400, 400]


def test_nothing_is_returned_when_the_kept_ones_cost_more_alone():
    assert package_price.take_back(
        [200, 200, 200], [400, 400, 400], [True, False, False]
    ) == [0, 300, 300]


def test_whole_package_is_worth_what_was_paid():
    assert package_price.take_back([333, 334], [400, 400], [True, True]) == [333, 334]


def test_a_part_that_was_dearer_than_alone_stays_as_it_is():
    assert package_price.take_back([500, 100], [400, 100], [False, True]) == [500, 100]


@given(totals, part_lists)
def test_shares_by_list_are_the_price_to_the_cent(total, parts):
    assert sum(package_price.share_by_list(total, parts)) == total


@given(totals, part_lists, st.data())
def test_agreed_shares_are_the_price_to_the_cent(total, parts, data):
    components = sorted({part.component for part in parts})
    weights = {c: data.draw(st.integers(0, 100)) for c in components}
    worth = package_price.share_fixed(total, parts, weights)
    assert sum(worth) == total
    assert all(amount >= 0 for amount in worth)


@given(sold_parts)
def test_taking_back_moves_money_and_makes_none(sold):
    paid, listed, gone = (list(column) for column in zip(*sold, strict=True))
    worth = package_price.take_back(paid, listed, gone)
    assert sum(worth) == sum(paid)
    for before, single, away, after in zip(paid, listed, gone, worth, strict=True):
        if away:
            assert 0 <= after <= before or sum(paid) == 0
        else:
            assert before <= after <= max(before, single)
