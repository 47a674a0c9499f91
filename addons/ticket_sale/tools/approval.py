"""Which orders need somebody's approval, decided from plain values.

>>> facts = OrderFacts(channel="backoffice", amount=900.0, count=3)
>>> applies(Conditions(channels=frozenset({"backoffice"}), amount=500.0), facts)
True
>>> applies(Conditions(channels=frozenset({"website"})), facts)
False
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What is known of an order when it is to be confirmed or paid."""

    channel: str
    amount: float = 0.0  # company currency, tax included
    count: int = 0
    discount: float = 0.0  # percent off the list price
    types: frozenset[int] = field(default_factory=frozenset)
    categories: frozenset[int] = field(default_factory=frozenset)
    tiers: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a rule asks for; what is empty or nil asks for nothing."""

    channels: frozenset[str]
    amount: float = 0.0
    count: int = 0
    discount: float = 0.0
    types: frozenset[int] = field(default_factory=frozenset)
    categories: frozenset[int] = field(default_factory=frozenset)
    tiers: frozenset[int] = field(default_factory=frozenset)


def applies(conditions: Conditions, facts: OrderFacts) -> bool:
    """Tell whether an order meets every condition of a rule."""
    return (
        facts.channel in conditions.channels
        and facts.amount >= conditions.amount
        and facts.count >= conditions.count
        and facts.discount >= conditions.discount
        and _meets(conditions.types, facts.types)
        and _meets(conditions.categories, facts.categories)
        and _meets(conditions.tiers, facts.tiers)
    )


def _meets(wanted: frozenset[int], given: frozenset[int]) -> bool:
    return not wanted or not wanted.isdisjoint(given)


def discount_percent(list_total: float, paid: float) -> float:
    """How much was taken off, in percent; never negative.

    >>> discount_percent(200.0, 150.0)
    25.0
    >>> discount_percent(0.0, 0.0)
    0.0
    """
    if list_total <= 0:
        return 0.0
    return max(0.0, round((list_total - paid) / list_total * 100, 4))
