"""Vouchers and tickets: each voucher one ticket, each ticket one voucher."""

import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

match = pure("ticket_sale", "voucher_match")


def _matched(vouchers, prices):
    return match.match_vouchers(
        [match.Voucher(key, frozenset(fits), worth) for key, fits, worth in vouchers],
        prices,
    )


def test_the_choosiest_voucher_is_served_first():
    vouchers = [("any", {0, 1}, 0), ("first only", {0}, 0)]
    assert _matched(vouchers, [80, 60]) == {"first only": (0, 80), "any": (1, 60)}


def test_a_whole_ticket_is_the_dearest_one():
    assert _matched([("any", {0, 1}, 0)], [60, 80]) == {"any": (1, 80)}


def test_a_sum_is_spent_on_the_cheapest_ticket_that_takes_it_all():
    assert _matched([("fifty", {0, 1}, 50)], [80, 60]) == {"fifty": (1, 50)}


def test_no_voucher_pays_for_what_costs_nothing():
    assert _matched([("any", {0}, 0)], [0]) == {}


def test_vouchers_beyond_the_tickets_pay_nothing():
    assert len(_matched([("a", {0}, 0), ("b", {0}, 0)], [80])) == 1


@given(st.data())
def test_no_ticket_twice_and_never_more_than_its_price(data):
    prices = data.draw(st.lists(st.integers(0, 500), max_size=6))
    spots = st.sets(st.sampled_from(range(len(prices)))) if prices else st.just(set())
    vouchers = [
        (key, data.draw(spots), data.draw(st.integers(0, 600))) for key in range(4)
    ]
    matched = _matched(vouchers, prices)
    taken = [at for at, _amount in matched.values()]
    assert len(taken) == len(set(taken))
    for key, (at, amount) in matched.items():
        _key, fits, worth = vouchers[key]
        assert at in fits
        assert 0 < amount <= min(prices[at], worth or prices[at])
