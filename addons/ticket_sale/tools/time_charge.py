"""What it costs to have or use a thing for some time, or to stay somewhere.

Amounts are whole numbers of the currency's smallest unit, times whole minutes.
"""

from dataclasses import dataclass

DAY = 24 * 60


@dataclass(frozen=True)
class Tariff:
    """The rules of a rate.

    :param free_minutes: whoever is back within these pays nothing; whoever is later
        pays for the whole time
    :param first_minutes: what ``first_price`` pays for
    :param step_minutes: every further step that has begun costs ``step_price``
    :param day_cap: the most that 24 hours cost; 0: no cap
    """

    first_price: int
    step_price: int = 0
    first_minutes: int = 60
    step_minutes: int = 60
    free_minutes: int = 0
    day_cap: int = 0

    def __post_init__(self):
        if self.first_minutes < 1 or self.step_minutes < 1:
            raise ValueError("The first time and each step last a minute or more.")
        if min(self.first_price, self.step_price, self.free_minutes, self.day_cap) < 0:
            raise ValueError("Prices and times are not negative.")


@dataclass(frozen=True)
class Charge:
    """:param days: whole days of 24 hours that were charged as such
    :param steps: steps after the first time, in what is left of the days
    """

    amount: int
    days: int = 0
    steps: int = 0
    capped: bool = False


@dataclass(frozen=True)
class Settlement:
    """What is paid when a thing comes back: ``pay`` by the customer, or ``give_back``."""

    pay: int
    give_back: int


def minutes_between(start, end):
    """Minutes that have passed; one that has only begun is not counted, and a clock
    that was set back makes no negative time.

    >>> from datetime import datetime
    >>> minutes_between(datetime(2026, 1, 1, 10), datetime(2026, 1, 1, 11, 0, 59))
    60
    """
    return max(int((end - start).total_seconds() // 60), 0)


def charge(tariff, minutes):
    """What a loan of ``minutes`` costs.

    With a day cap each 24 hours from the start are a day of their own: first hour,
    steps, cap. Without one all of it is one run. A longer loan never costs less.

    >>> charge(Tariff(first_price=1000, step_price=500, day_cap=4000), 135)
    Charge(amount=2000, days=0, steps=2, capped=False)
    """
    if minutes <= 0 or minutes <= tariff.free_minutes:
        return Charge(0)
    if not tariff.day_cap:
        steps = _steps(tariff, minutes)
        return Charge(tariff.first_price + steps * tariff.step_price, steps=steps)
    days, rest = divmod(minutes, DAY)
    whole = min(_run(tariff, DAY), tariff.day_cap)
    part = _run(tariff, rest) if rest else 0
    return Charge(
        days * whole + min(part, tariff.day_cap),
        days=days,
        steps=_steps(tariff, rest) if rest else 0,
        capped=part > tariff.day_cap or (days > 0 and whole == tariff.day_cap),
    )


def settle(deposit, *amounts):
    """Set what is owed against the deposit.

    >>> settle(10000, 2000)
    Settlement(pay=0, give_back=8000)
    """
    owed = sum(amounts)
    return Settlement(pay=max(owed - deposit, 0), give_back=max(deposit - owed, 0))


def _steps(tariff, minutes):
    """Further steps that have begun after the first time."""
    over = max(minutes - tariff.first_minutes, 0)
    return -(-over // tariff.step_minutes)


def _run(tariff, minutes):
    return tariff.first_price + _steps(tariff, minutes) * tariff.step_price
