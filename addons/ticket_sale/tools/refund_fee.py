"""What giving a ticket back costs, by the time left until its session.

A ladder is a list of steps, each good from a number of hours before the start on. Of the
steps reached, the one nearest to the start counts; later than the last step nothing is
given back. Amounts are integers in the smallest unit of the currency.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

#: From kind to hard: what a later step may not fall behind.
KINDS = ("free", "percent", "fixed", "none")


class Contradiction(ValueError):
    """A ladder that says two things at once; ``code`` tells which, ``steps`` where."""

    def __init__(self, code: str, *steps: "Step"):
        super().__init__(code)
        self.code = code
        self.steps = steps


@dataclass(frozen=True, slots=True)
class Step:
    """``value`` is the percentage, or the fixed fee of one ticket in minor units;
    ``least`` is the smallest fee of a percentage, in minor units."""

    hours: int
    kind: str
    value: Fraction = Fraction(0)
    least: int = 0

    def fee(self, price: int) -> int | None:
        """What is kept of ``price``, never more than all of it.

        >>> Step(24, "percent", Fraction(10)).fee(38000)
        3800
        >>> Step(0, "none").fee(38000) is None
        True

        :return: minor units, or None when nothing is given back.
        """
        if self.kind == "none":
            return None
        if self.kind == "free":
            return 0
        if self.kind == "fixed":
            return min(price, int(self.value))
        share = Fraction(price) * self.value / 100
        rounded = (2 * share.numerator + share.denominator) // (2 * share.denominator)
        return min(price, max(rounded, self.least))


def step_at(steps: Iterable[Step], seconds_left: float) -> Step | None:
    """The step that counts ``seconds_left`` before the start; None when it is too late.

    >>> ladder = [Step(168, "free"), Step(24, "percent", Fraction(20))]
    >>> step_at(ladder, 200 * 3600).kind, step_at(ladder, 24 * 3600).kind
    ('free', 'percent')
    >>> step_at(ladder, 24 * 3600 - 1) is None
    True
    """
    reached = [step for step in steps if step.hours * 3600 <= seconds_left]
    return max(reached, key=lambda step: step.hours, default=None)


def check(steps: Sequence[Step]) -> None:
    """Refuse a ladder that contradicts itself.

    :raise Contradiction: ``percent`` (not above 0 up to 100), ``amount`` (a fee that is
        nothing or negative), ``time`` (before no start at all), ``twice`` (two steps at
        one time) or ``kinder`` (giving back late is cheaper than giving back early).
    """
    for step in steps:
        if step.hours < 0:
            raise Contradiction("time", step)
        if step.kind == "percent" and not 0 < step.value <= 100:
            raise Contradiction("percent", step)
        if (step.kind == "fixed" and step.value <= 0) or step.least < 0:
            raise Contradiction("amount", step)
    ladder = sorted(steps, key=lambda step: -step.hours)
    for early, late in pairwise(ladder):
        if early.hours == late.hours:
            raise Contradiction("twice", early, late)
        if _is_kinder(late, early):
            raise Contradiction("kinder", early, late)


def _is_kinder(late: Step, early: Step) -> bool:
    """A percentage and a fixed fee cannot be compared without a price."""
    if late.kind == early.kind:
        return late.value < early.value or late.least < early.least
    if {late.kind, early.kind} == {"percent", "fixed"}:
        return False
    return KINDS.index(late.kind) < KINDS.index(early.kind)
