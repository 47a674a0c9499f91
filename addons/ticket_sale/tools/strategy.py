"""What a marketing strategy takes off the tickets of one order.

Amounts are integers in the smallest unit of the currency, one for each ticket; the
answer has one discount for each ticket, in the same order. Nothing is ever discounted
below nothing, and the parts add up exactly.
"""

from collections.abc import Sequence

from .allocate import allocate


def bundle_off(
    prices: Sequence[int], buy: int, get: int, percent: float = 100.0
) -> list[int]:
    """Buy ``buy``, get ``get``: of every ``buy + get`` tickets, ``get`` cost less.

    The cheapest tickets are the given ones. What is given is spread over all tickets of
    the bundles in proportion to their prices, so that taking one of them back gives back
    what it cost, and no ticket is worth nothing while its neighbour is worth double.

    >>> bundle_off([400, 400, 400, 400], 3, 1)
    [100, 100, 100, 100]
    >>> bundle_off([400, 400, 400], 3, 1)
    [0, 0, 0]

    :param percent: how much the given tickets are cheaper; 100 is free
    """
    if buy < 1 or get < 1:
        raise ValueError("a bundle needs tickets to buy and tickets to get")
    discounts = [0] * len(prices)
    bundles = len(prices) // (buy + get)
    if not bundles:
        return discounts
    by_price = sorted(range(len(prices)), key=lambda index: (prices[index], index))
    given = by_price[: bundles * get]
    paid = by_price[len(prices) - bundles * buy :]
    amount = sum(_share(prices[index], percent) for index in given)
    bundled = sorted(given + paid)
    parts = allocate(amount, [prices[index] for index in bundled])
    for index, part in zip(bundled, parts, strict=True):
        discounts[index] = part
    return discounts


def percent_off(prices: Sequence[int], percent: float) -> list[int]:
    """Take ``percent`` off the whole, spread over the tickets by price.

    >>> percent_off([333, 333, 333], 10)
    [34, 33, 33]
    """
    return allocate(_share(sum(prices), percent), prices)


def amount_off(prices: Sequence[int], amount: int) -> list[int]:
    """Take ``amount`` off the whole, at most all of it, spread over the tickets by price.

    >>> amount_off([100, 300], 100)
    [25, 75]
    """
    return allocate(min(amount, sum(prices)), prices)


def _share(amount: int, percent: float) -> int:
    """``percent`` of an amount, half a unit in the buyer's favour."""
    # Percentages have at most a few decimals; integers keep the half exact.
    scaled = amount * round(percent * 10**6)
    return min((2 * scaled + 10**8) // (2 * 10**8), amount)
