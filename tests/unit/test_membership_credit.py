"""What unused days of a membership are worth: never more than was paid for them."""

import sys
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

unused_credit = pure("ticket_sale", "membership_credit").unused_credit

YEAR = (date(2026, 1, 1), date(2026, 12, 31), 36500)


def test_all_on_the_first_day():
    assert unused_credit([YEAR], date(2026, 1, 1)) == 36500


def test_last_day_is_worth_one_day():
    assert unused_credit([YEAR], date(2026, 12, 31)) == 100


def test_nothing_after_the_end():
    assert unused_credit([YEAR], date(2027, 1, 1)) == 0


def test_a_period_to_come_is_worth_all_of_it():
    later = (date(2027, 1, 1), date(2027, 12, 31), 40000)
    assert unused_credit([YEAR, later], date(2026, 12, 31)) == 100 + 40000


def test_frozen_days_are_days_to_come():
    assert unused_credit([YEAR], date(2026, 12, 31), extra_days=9) == 1000


def test_what_was_free_is_worth_nothing():
    assert unused_credit([(*YEAR[:2], 0)], date(2026, 1, 1)) == 0


def test_no_period_no_credit():
    assert unused_credit([], date(2026, 1, 1)) == 0


@given(
    st.integers(0, 10**9),
    st.integers(1, 2000),
    st.integers(-3000, 3000),
    st.integers(0, 400),
)
def test_never_more_than_was_paid(paid, days, passed, extra):
    start = date(2026, 1, 1)
    term = (start, start + timedelta(days=days - 1), paid)
    credit = unused_credit([term], start + timedelta(days=passed), extra)
    assert 0 <= credit <= paid
