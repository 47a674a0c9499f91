"""Weekly runs and time slots in the clock of the venue, also where it jumps."""

import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

timetable = pure("ticket_venue", "timetable")
Opening, Weekly = timetable.Opening, timetable.Weekly
occurrence, to_local = timetable.occurrence, timetable.to_local
slot_starts, weekly_starts = timetable.slot_starts, timetable.weekly_starts

SHANGHAI = "Asia/Shanghai"
BERLIN = "Europe/Berlin"
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
EVENING, MATINEE = time(19, 30), time(14, 0)


def locals_of(occurrences):
    return [f"{occurrence.local:%m-%d %H:%M}" for occurrence in occurrences]


def test_friday_evenings_and_two_on_saturdays():
    run = weekly_starts(
        [
            Weekly(SATURDAY, EVENING),
            Weekly(FRIDAY, EVENING),
            Weekly(SATURDAY, MATINEE),
        ],
        date(2031, 3, 3),
        date(2031, 3, 16),
        SHANGHAI,
    )
    assert locals_of(run) == [
        "03-07 19:30",
        "03-08 14:00",
        "03-08 19:30",
        "03-14 19:30",
        "03-15 14:00",
        "03-15 19:30",
    ]
    assert run[0].start == datetime(2031, 3, 7, 11, 30)


def test_skipped_days_are_not_played_but_extra_starts_are():
    run = weekly_starts(
        [Weekly(FRIDAY, EVENING)],
        date(2031, 3, 3),
        date(2031, 3, 16),
        SHANGHAI,
        skip={date(2031, 3, 7)},
        extra=[datetime(2031, 3, 7, 11, 0), datetime(2031, 4, 1, 20, 0)],
    )
    assert locals_of(run) == ["03-07 11:00", "03-14 19:30", "04-01 20:00"]


def test_every_second_week_counts_from_the_first_week():
    run = weekly_starts(
        [Weekly(FRIDAY, EVENING)],
        date(2031, 3, 6),
        date(2031, 4, 6),
        SHANGHAI,
        every_weeks=2,
    )
    assert locals_of(run) == ["03-07 19:30", "03-21 19:30", "04-04 19:30"]


def test_one_start_named_twice_is_one_start():
    run = weekly_starts(
        [Weekly(FRIDAY, EVENING), Weekly(FRIDAY, EVENING)],
        date(2031, 3, 7),
        date(2031, 3, 7),
        SHANGHAI,
        extra=[datetime(2031, 3, 7, 19, 30)],
    )
    assert len(run) == 1


def test_the_poster_keeps_its_time_over_the_change_of_clocks():
    run = weekly_starts(
        [Weekly(SUNDAY, EVENING)], date(2031, 3, 23), date(2031, 3, 30), BERLIN
    )
    assert [o.local.time() for o in run] == [EVENING, EVENING]
    assert [o.start.hour for o in run] == [18, 17]


def test_a_start_in_the_missing_hour_moves_with_the_clock_and_says_so():
    missing = occurrence(datetime(2031, 3, 30, 2, 30), BERLIN)
    assert missing.local == datetime(2031, 3, 30, 3, 30)
    assert missing.shifted


def test_a_start_in_the_doubled_hour_is_the_first_one():
    doubled = occurrence(datetime(2031, 10, 26, 2, 30), BERLIN)
    assert doubled.start == datetime(2031, 10, 26, 0, 30)
    assert not doubled.shifted


def test_two_starts_that_fall_together_in_the_missing_hour_are_one():
    run = weekly_starts(
        [Weekly(SUNDAY, time(2, 30)), Weekly(SUNDAY, time(3, 30))],
        date(2031, 3, 30),
        date(2031, 3, 30),
        BERLIN,
    )
    assert len(run) == 1


def test_slots_end_before_closing():
    slots = slot_starts(
        [Opening(FRIDAY, time(9), time(12))],
        date(2031, 3, 3),
        date(2031, 3, 9),
        SHANGHAI,
        length=60,
        interval=30,
    )
    assert locals_of(slots) == [
        "03-07 09:00",
        "03-07 09:30",
        "03-07 10:00",
        "03-07 10:30",
        "03-07 11:00",
    ]


def test_a_day_may_open_twice_and_past_midnight():
    slots = slot_starts(
        [
            Opening(FRIDAY, time(9), time(10)),
            Opening(FRIDAY, time(23), time(1)),
        ],
        date(2031, 3, 7),
        date(2031, 3, 7),
        SHANGHAI,
        length=60,
        interval=60,
    )
    assert locals_of(slots) == ["03-07 09:00", "03-07 23:00", "03-08 00:00"]


def test_closing_days_have_no_slots():
    slots = slot_starts(
        [Opening(day, time(9), time(10)) for day in range(7)],
        date(2031, 3, 3),
        date(2031, 3, 9),
        SHANGHAI,
        length=60,
        interval=60,
        skip={date(2031, 3, 3), date(2031, 3, 5)},
    )
    assert len(slots) == 5


@pytest.mark.parametrize(("length", "interval"), [(0, 30), (30, 0), (-5, 30)])
def test_slots_without_length_or_interval_are_refused(length, interval):
    with pytest.raises(ValueError, match="at least one minute"):
        slot_starts(
            [],
            date(2031, 1, 1),
            date(2031, 1, 2),
            "UTC",
            length=length,
            interval=interval,
        )


def test_a_run_without_end_is_refused_before_it_fills_the_memory():
    with pytest.raises(timetable.TooManyStarts, match=str(timetable.MAX_STARTS)):
        slot_starts(
            [Opening(day, time(0), time(0)) for day in range(7)],
            date(2000, 1, 1),
            date(9000, 1, 1),
            "UTC",
            length=1,
            interval=1,
        )


@given(
    st.dates(date(2020, 1, 1), date(2035, 1, 1)),
    st.integers(0, 60),
    st.sets(st.tuples(st.integers(0, 6), st.times()), max_size=6),
    st.sampled_from([SHANGHAI, BERLIN, "America/New_York", "Australia/Lord_Howe"]),
)
def test_every_start_is_unique_in_order_and_reads_back(first, span, times, tz):
    last = first + timedelta(days=span)
    rules = [Weekly(day, at.replace(fold=0)) for day, at in times]
    run = weekly_starts(rules, first, last, tz)
    assert [o.start for o in run] == sorted({o.start for o in run})
    assert all(to_local(o.start, tz) == o.local for o in run)
