"""Share the one price of a package over what is in it, and take parts of it back.

A package of a show, a concert and a poster has one price, but the books want to know
what each of them earned. Amounts are integers in the smallest unit of the currency.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .allocate import allocate


@dataclass(frozen=True, slots=True)
class Part:
    """One thing in a package: the tickets of a session, or some goods."""

    component: int  # parts of one session have the same number
    listed: int  # what it would cost alone


def share_by_list(total: int, parts: Sequence[Part]) -> list[int]:
    """Share ``total`` in proportion to what the parts cost alone.

    >>> share_by_list(900, [Part(0, 400), Part(1, 200), Part(2, 600)])
    [300, 150, 450]
    """
    return allocate(total, [part.listed for part in parts])


def share_fixed(
    total: int, parts: Sequence[Part], weights: dict[int, int]
) -> list[int]:
    """Share ``total`` over the components as agreed, and within each by list price.

    >>> share_fixed(1000, [Part(0, 400), Part(0, 200), Part(1, 600)], {0: 60, 1: 40})
    [400, 200, 400]

    :param weights: {component: its agreed share}; any unit, 60 and 40 or 3 and 2
    :raise ValueError: a component has no agreed share
    """
    components = sorted({part.component for part in parts})
    missing = [component for component in components if component not in weights]
    if missing:
        raise ValueError(f"no share agreed for {missing}")
    agreed = allocate(total, [weights[component] for component in components])
    worth = [0] * len(parts)
    for component, amount in zip(components, agreed, strict=True):
        mine = [i for i, part in enumerate(parts) if part.component == component]
        listed = [parts[i].listed for i in mine]
        for i, piece in zip(mine, allocate(amount, listed), strict=True):
            worth[i] = piece
    return worth


def take_back(
    paid: Sequence[int], listed: Sequence[int], gone: Sequence[bool]
) -> list[int]:
    """Give parts of a package back; what is kept is counted at its single price.

    The answer has a new worth for every part: what a kept one costs from now on, and
    what is returned for a gone one. Together they are what was paid. Nobody is ever
    asked for more money: when the single prices of the kept parts come to more than was
    paid, they rise only as far as the money reaches.

    >>> take_back([300, 300, 300], [400, 400, 400], [False, False, True])
    [400, 400, 100]

    :param paid: what each part is worth now
    :param listed: what each would cost alone
    :param gone: which of them are given back
    """
    kept = [i for i, away in enumerate(gone) if not away]
    returned = [i for i, away in enumerate(gone) if away]
    worth = list(paid)
    money = sum(paid[i] for i in returned)
    missing = {i: max(listed[i] - paid[i], 0) for i in kept}
    wanted = sum(missing.values())
    if not wanted or not money:
        return worth
    reach = min(money, wanted)
    for i in kept:  # rounded down, so that equal parts stay equal
        rise = missing[i] * reach // wanted
        worth[i] += rise
        money -= rise
    pieces = allocate(money, [paid[i] for i in returned])
    for i, piece in zip(returned, pieces, strict=True):
        worth[i] = piece
    return worth
