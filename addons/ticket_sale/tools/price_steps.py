"""What becomes of a list price: changes, rules, and the limits of a rule.

Amounts are integers in the smallest unit of the currency, percentages and shares are
integers in hundredths of a percent, so that every step is exact and the same everywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass

PERCENT = 10_000  # one hundred percent


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the explanation: the price after ``source`` has had its say."""

    kind: str  # plan, session, change, rule, floor, ceiling
    source: object
    amount: int


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of a price rule and when it is reached."""

    days: int | None = None  # so many days before the performance, or fewer
    share: int | None = None  # of the places sold
    source: object = None


def change(amount: int, kind: str, value: int) -> int:
    """The price after one change, half units rounded up.

    >>> change(38000, "percent", 1000)
    41800
    >>> change(38000, "add", -500), change(38000, "set", 40000)
    (37500, 40000)

    :param kind: ``set``, ``add`` (``value`` in minor units) or ``percent``.
    """
    if kind == "set":
        return value
    if kind == "add":
        return amount + value
    if kind == "percent":
        return divmod(amount * (PERCENT + value) * 2 + PERCENT, 2 * PERCENT)[0]
    raise ValueError(f"unknown kind of price change: {kind}")


def confine(
    amount: int, multiple: int = 1, floor: int | None = None, ceiling: int | None = None
) -> tuple[int, str]:
    """Round to ``multiple`` and keep between ``floor`` and ``ceiling``.

    >>> confine(41730, 1000), confine(52000, 1, None, 50000)
    ((42000, ''), (50000, 'ceiling'))

    :return: the price, and which limit held it back: ``floor``, ``ceiling`` or nothing.
    :raise ValueError: the floor is above the ceiling.
    """
    if floor is not None and ceiling is not None and floor > ceiling:
        raise ValueError("the floor is above the ceiling")
    if multiple > 1:
        amount = (2 * amount + multiple) // (2 * multiple) * multiple
    if floor is not None and amount < floor:
        return floor, "floor"
    if ceiling is not None and amount > ceiling:
        return ceiling, "ceiling"
    return amount, ""


def reached(trigger: str, rungs: Iterable[Rung], days_left: float, share: int):
    """The rung that counts now: the furthest that has been reached.

    ``days``: the smallest number of days that is not below the days left. ``share``: the
    largest share that is sold. ``slow``: among the rungs whose day has come and whose
    share is *not* sold, the one nearest to the performance.

    :return: a :class:`Rung` or None
    """
    if trigger == "days":
        come = [rung for rung in rungs if days_left <= rung.days]
        return min(come, key=lambda rung: rung.days, default=None)
    if trigger == "share":
        come = [rung for rung in rungs if share >= rung.share]
        return max(come, key=lambda rung: rung.share, default=None)
    if trigger == "slow":
        come = [r for r in rungs if days_left <= r.days and share < r.share]
        return min(come, key=lambda rung: rung.days, default=None)
    raise ValueError(f"unknown trigger: {trigger}")
