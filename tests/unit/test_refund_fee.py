"""What giving a ticket back costs: ladders by time, and those that are refused."""

import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

refund_fee = pure("ticket_sale", "refund_fee")
Step = refund_fee.Step

FREE = Step(168, "free")
TENTH = Step(48, "percent", Fraction(10))
FLAT = Step(24, "fixed", Fraction(5000))
NONE = Step(2, "none")
LADDER = [FREE, TENTH, FLAT, NONE]

prices = st.integers(min_value=0, max_value=10**9)
steps = st.builds(
    Step,
    hours=st.integers(0, 1000),
    kind=st.sampled_from(refund_fee.KINDS),
    value=st.integers(1, 100).map(Fraction),
    least=st.integers(0, 10**6),
)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(500, FREE), (168, FREE), (167, TENTH), (48, TENTH), (30, FLAT), (3, NONE)],
)
def test_the_nearest_step_reached_counts(hours, expected):
    assert refund_fee.step_at(LADDER, hours * 3600) == expected


def test_a_second_after_the_last_step_is_too_late():
    assert refund_fee.step_at([FREE], 168 * 3600 - 1) is None
    assert refund_fee.step_at([], 10**9) is None


def test_fees_of_each_kind():
    assert FREE.fee(38000) == 0
    assert TENTH.fee(38000) == 3800
    assert FLAT.fee(38000) == 5000
    assert NONE.fee(38000) is None


def test_half_a_cent_goes_to_the_house():
    assert Step(1, "percent", Fraction(10)).fee(5) == 1
    assert Step(1, "percent", Fraction(10)).fee(4) == 0


def test_a_percentage_has_a_least_fee():
    assert Step(1, "percent", Fraction(10), 500).fee(1000) == 500


@given(steps, prices)
def test_never_more_than_the_price_is_kept(step, price):
    fee = step.fee(price)
    assert fee is None or 0 <= fee <= price


@pytest.mark.parametrize(
    ("ladder", "code"),
    [
        ([Step(24, "free"), Step(24, "none")], "twice"),
        ([Step(48, "none"), Step(24, "free")], "kinder"),
        ([Step(48, "none"), Step(24, "fixed", Fraction(100))], "kinder"),
        ([TENTH, Step(24, "free")], "kinder"),
        ([TENTH, Step(24, "percent", Fraction(5))], "kinder"),
        ([FLAT, Step(2, "fixed", Fraction(4999))], "kinder"),
        (
            [Step(48, "percent", Fraction(10), 9), Step(2, "percent", Fraction(20))],
            "kinder",
        ),
        ([Step(24, "percent", Fraction(0))], "percent"),
        ([Step(24, "percent", Fraction(101))], "percent"),
        ([Step(24, "fixed", Fraction(0))], "amount"),
        ([Step(24, "percent", Fraction(5), -1)], "amount"),
        ([Step(-1, "free")], "time"),
    ],
)
def test_a_ladder_that_contradicts_itself_is_refused(ladder, code):
    with pytest.raises(refund_fee.Contradiction) as refused:
        refund_fee.check(ladder)
    assert refused.value.code == code


def test_a_sound_ladder_is_accepted():
    refund_fee.check(LADDER)
    refund_fee.check([])


@given(st.lists(steps, max_size=5), prices)
def test_waiting_never_pays_on_a_ladder_of_one_kind(ladder, price):
    ladder = [Step(s.hours, "percent", s.value, s.least) for s in ladder]
    try:
        refund_fee.check(ladder)
    except refund_fee.Contradiction:
        return
    times = sorted({step.hours for step in ladder}, reverse=True)
    fees = [refund_fee.step_at(ladder, hours * 3600).fee(price) for hours in times]
    assert fees == sorted(fees)
