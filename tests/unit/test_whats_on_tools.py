"""A calendar's page and the steps of a price filter."""

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

month_days = pure("ticket_website", "month_days")
buckets = pure("ticket_website", "price_buckets")


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 7))
def test_a_page_is_whole_weeks_that_hold_the_month(day, week_start):
    first = day.replace(day=1)
    page = month_days.month_page(first, week_start)
    assert len(page) % 7 == 0
    assert page[0].isoweekday() == week_start
    assert page[0] <= first <= page[6]
    last = month_days.next_month(first) - timedelta(days=1)
    assert page[-7] <= last <= page[-1]


def test_a_page_ends_with_the_week_of_the_last_day():
    page = month_days.month_page(date(2026, 11, 1))
    assert (page[0], page[-1]) == (date(2026, 10, 26), date(2026, 12, 6))


def test_weeks_that_are_over_are_left_out():
    page = month_days.month_page(date(2026, 11, 1), since=date(2026, 11, 25))
    assert page[0] == date(2026, 11, 23)


@pytest.mark.parametrize("text", ["2026-13", "x", "", None, "2026-1", "0000-01"])
def test_no_month_is_no_month(text):
    assert month_days.parse_month(text) is None


def test_a_month_is_read():
    assert month_days.parse_month("2026-11") == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("prices", "expected"),
    [
        ([80, 180, 280, 380, 580, 880], [200, 300, 500, 800]),
        ([120, 120], []),
        ([], []),
        ([0, 50, 100], [50]),
    ],
)
def test_round_amounts_part_the_prices(prices, expected):
    assert buckets.price_buckets(prices) == expected


@given(st.floats(1, 10**6))
def test_a_round_amount_is_little_above_the_price(price):
    assert price - 0.5 <= buckets.round_up(price) <= 2 * price


@given(st.lists(st.floats(0.01, 10**6)))
def test_there_are_never_more_than_four_steps(prices):
    assert len(buckets.price_buckets(prices)) <= 4
