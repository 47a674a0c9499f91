"""Which orders need approval: tools/approval.py."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

tool = pure("ticket_sale", "approval")
FACTS = tool.OrderFacts(
    channel="website",
    amount=500.0,
    count=4,
    discount=10.0,
    types=frozenset({1, 2}),
    categories=frozenset({7}),
)
ANY = tool.Conditions(channels=frozenset({"website"}))


def test_a_rule_without_conditions_meets_every_order_of_its_channels():
    assert tool.applies(ANY, FACTS)
    assert not tool.applies(ANY, replace(FACTS, channel="backoffice"))


@pytest.mark.parametrize(
    ("condition", "met", "missed"),
    [
        ("amount", 500.0, 500.01),
        ("count", 4, 5),
        ("discount", 10.0, 10.5),
        ("types", frozenset({2, 9}), frozenset({9})),
        ("categories", frozenset({7}), frozenset({8})),
    ],
)
def test_each_condition_alone(condition, met, missed):
    assert tool.applies(replace(ANY, **{condition: met}), FACTS)
    assert not tool.applies(replace(ANY, **{condition: missed}), FACTS)


def test_all_conditions_must_be_met():
    both = replace(ANY, amount=400.0, count=5)
    assert not tool.applies(both, FACTS)


@pytest.mark.parametrize(
    ("listed", "paid", "percent"),
    [(200.0, 150.0, 25.0), (0.0, 0.0, 0.0), (100.0, 120.0, 0.0), (90.0, 60.0, 33.3333)],
)
def test_discount_percent(listed, paid, percent):
    assert tool.discount_percent(listed, paid) == percent
