"""Round amounts by which prices are narrowed down."""

from math import floor, log10

#: The first digits of a round amount.
_DIGITS = (1, 1.5, 2, 3, 5, 8, 10)


def round_up(amount):
    """The next round amount.

    >>> round_up(130)
    150
    """
    if amount <= 0:
        return 0
    power = 10 ** floor(log10(amount))
    step = next(digit for digit in _DIGITS if digit * power >= amount - 1e-9)
    return round(step * power) or 1


def price_buckets(prices, count=4):
    """Up to ``count`` round amounts that part these prices about evenly.

    >>> price_buckets([80, 180, 280, 380, 580, 880])
    [200, 300, 500, 800]
    """
    paid = sorted({price for price in prices if price > 0})
    if len(paid) < 2:
        return []
    parts = [paid[len(paid) * i // (count + 1)] for i in range(1, count + 1)]
    return sorted({round_up(price) for price in parts if price < paid[-1]})
