"""The days of a calendar's page."""

import re
from datetime import date, timedelta

_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")


def parse_month(text):
    """The first day of ``YYYY-MM``, or ``None``.

    >>> parse_month("2026-11")
    datetime.date(2026, 11, 1)
    """
    found = _MONTH.match(text or "")
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None


def next_month(day):
    """The first day of the month after that of ``day``."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def month_page(first, week_start=1, since=None):
    """The days of a month in whole weeks.

    :param int week_start: 1 = Monday … 7 = Sunday
    :param since: weeks of the month that are over on this day are left out
    """
    begin = first - timedelta(days=(first.isoweekday() - week_start) % 7)
    last = next_month(first) - timedelta(days=1)
    end = last + timedelta(days=6 - (last.isoweekday() - week_start) % 7)
    if since and first <= since <= last:
        begin = since - timedelta(days=(since.isoweekday() - week_start) % 7)
    return [begin + timedelta(days=n) for n in range((end - begin).days + 1)]
