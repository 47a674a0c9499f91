"""Which ticket each voucher pays for, and how much of it. Amounts in minor units."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Voucher:
    """``worth`` at most of one ticket, 0 for the whole of it; good for ``fits`` only."""

    key: object
    fits: frozenset[int]
    worth: int = 0


def match_vouchers(vouchers, prices):
    """Give each voucher a ticket of its own, the choosiest voucher first.

    Each takes the ticket of which it pays most, and the cheapest of those.

    :param prices: what each ticket costs; ``fits`` are positions in it
    :return: {key: (position, amount)}; vouchers that pay for nothing are not in it

    >>> match_vouchers([Voucher("A", frozenset({0, 1}), 50)], [80, 60])
    {'A': (1, 50)}
    """
    free = {position for position, price in enumerate(prices) if price > 0}
    matched = {}
    for voucher in sorted(vouchers, key=lambda one: (len(one.fits), -one.worth)):
        choices = sorted(voucher.fits & free)
        if not choices:
            continue
        pays = {at: min(prices[at], voucher.worth or prices[at]) for at in choices}
        best = max(choices, key=lambda at: (pays[at], -prices[at], -at))
        matched[voucher.key] = (best, pays[best])
        free.remove(best)
    return matched
