"""What the days that are left of a membership are worth when a better one begins."""

from collections.abc import Iterable
from datetime import date, timedelta


def unused_credit(
    terms: Iterable[tuple[date, date, int]], today: date, extra_days: int = 0
) -> int:
    """Add up what was paid for days that are still to come.

    >>> unused_credit([(date(2026, 1, 1), date(2026, 12, 31), 36500)], date(2026, 7, 2))
    18300

    :param terms: first day, last day and price paid of each period, in order of time;
        the price in the smallest unit of the currency
    :param today: the day the better membership begins; its own day counts as unused
    :param extra_days: days added to the end of the last period, for times frozen
    :return: rounded down; never more than was paid
    """
    terms = list(terms)
    credit = 0
    for number, (start, end, paid) in enumerate(terms, 1):
        days = (end - start).days + 1
        last = end + timedelta(days=extra_days if number == len(terms) else 0)
        left = (last - max(start, today)).days + 1
        credit += paid * min(max(left, 0), days) // days
    return credit
