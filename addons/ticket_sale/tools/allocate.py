"""Split one amount of money over several parts without losing a cent.

An order line is worth what Odoo says it is worth; its tickets must add up to exactly
that. Amounts here are integers in the smallest unit of the currency.
"""

from collections.abc import Sequence


def allocate(total_minor: int, weights: Sequence[int]) -> list[int]:
    """Split ``total_minor`` in proportion to ``weights``, the parts summing exactly.

    Largest remainder: each part is rounded down, then the units left over go to the
    parts that lost most, the earlier part first on a tie. So no part is more than one
    unit away from its exact share, and the same input always gives the same parts.
    A negative total (a refund) is the mirror image of the positive one, which makes
    refunding all parts one by one give back exactly what was taken.

    >>> allocate(100, [1, 1, 1])
    [34, 33, 33]
    >>> allocate(-100, [1, 1, 1])
    [-34, -33, -33]

    :param total_minor: the amount, in minor units.
    :param weights: one non-negative integer a part; all zero means equal parts.
    :raise ValueError: for a negative weight, or an amount without any part to bear it.
    """
    if any(weight < 0 for weight in weights):
        raise ValueError("a weight cannot be negative")
    if not weights:
        if total_minor:
            raise ValueError("an amount needs at least one part to bear it")
        return []
    weight_sum = sum(weights)
    if not weight_sum:
        weights = [1] * len(weights)
        weight_sum = len(weights)
    sign = -1 if total_minor < 0 else 1
    shares = [divmod(abs(total_minor) * weight, weight_sum) for weight in weights]
    parts = [quotient for quotient, _remainder in shares]
    left_over = abs(total_minor) - sum(parts)
    by_loss = sorted(range(len(parts)), key=lambda index: (-shares[index][1], index))
    for index in by_loss[:left_over]:
        parts[index] += 1
    return [sign * part for part in parts]
