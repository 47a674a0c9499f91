"""What a person takes off a price: whole numbers in, a part of the price out."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

user_price = pure("ticket_pos", "user_price")


@pytest.mark.parametrize(
    "raw, share",
    [
        ({"kind": "free"}, 1.0),
        ({"kind": "free", "value": 0}, 1.0),
        ({"kind": "percent", "value": 2500}, 0.25),
        ({"kind": "percent", "value": 1250}, 0.125),
        ({"kind": "amount", "value": 3800}, 0.1),
    ],
)
def test_share(raw, share):
    assert user_price.read(raw).share(38000) == share


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "free",
        {},
        {"kind": "gift"},
        {"kind": "free", "value": 1},
        {"kind": "percent", "value": 0},
        {"kind": "percent", "value": -1},
        {"kind": "percent", "value": True},
        {"kind": "amount", "value": 1.5},
        {"kind": "amount", "value": "5"},
        {"kind": "amount", "value": 10**12},
    ],
)
def test_nonsense_is_refused(raw):
    with pytest.raises(ValueError):
        user_price.read(raw)


@pytest.mark.parametrize("kind, value", [("percent", 10_000), ("amount", 38_000)])
def test_only_free_takes_off_all(kind, value):
    with pytest.raises(ValueError):
        user_price.read({"kind": kind, "value": value}).share(38_000)


@given(st.integers(1, 9_999), st.integers(0, 10**7))
def test_percent_is_the_same_of_any_price(value, price):
    assert user_price.PriceChange("percent", value).share(price) == value / 10_000


@given(st.lists(st.floats(0, 1)))
def test_weights_are_whole_and_not_below_zero(shares):
    found = user_price.weights(shares)
    assert len(found) == len(shares)
    assert all(isinstance(w, int) and 0 <= w <= 1_000_000 for w in found)
