"""A calendar file says the hour of the ticket in every calendar."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject

from tests.helpers.pure import pure

ics = pure("ticket_sale", "calendar_file")
STAMP = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def visit(
    start=datetime(2026, 11, 21, 11, 30, tzinfo=UTC), tz="Asia/Shanghai", **values
):
    values = {"uid": "s1@x", "title": "Swan Lake", **values}
    return ics.Visit(start=start, end=start + timedelta(hours=2), tz=tz, **values)


def read(*visits):
    return vobject.readOne(ics.calendar_file(visits, name="T", stamp=STAMP).decode())


def test_start_is_the_hour_of_the_venue():
    event = read(visit()).vevent
    assert event.dtstart.value.strftime("%H:%M") == "19:30"
    assert event.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["Asia/Shanghai"]
    assert event.dtstart.value.astimezone(UTC) == datetime(
        2026, 11, 21, 11, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    "tz", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]
)
@pytest.mark.parametrize("month", [1, 4, 7, 11])
def test_rules_of_the_zone_agree_with_the_zone(tz, month):
    start = datetime(2026, month, 15, 18, 0, tzinfo=UTC)
    content = ics.calendar_file([visit(start, tz)], name="T", stamp=STAMP).decode()
    parsed = _rules(content)
    local = start.astimezone(ZoneInfo(tz))
    held = max(rule for rule in parsed if rule[0] <= local.replace(tzinfo=None))
    assert held[1] == local.strftime("%z")


def _rules(content):
    rules, start = [], None
    for line in content.splitlines():
        if line.startswith("DTSTART:"):
            start = datetime.strptime(line[8:], "%Y%m%dT%H%M%S")
        elif line.startswith("TZOFFSETTO:"):
            rules.append((start, line[11:]))
    return rules


def test_change_of_the_clock_is_at_its_minute():
    content = ics.calendar_file(
        [visit(datetime(2026, 7, 1, tzinfo=UTC), "Europe/Berlin")],
        name="T",
        stamp=STAMP,
    )
    assert b"DTSTART:20260329T020000\r\nTZOFFSETFROM:+0100" in content


def test_texts_keep_their_marks_and_lines():
    text = "Stalls; Row 1, Seat 2 \\ left\nDoors 18:30"
    assert read(visit(notes=text)).vevent.description.value == text


def test_lines_are_short_and_keep_characters_whole():
    title = "天鹅湖" * 60
    content = ics.calendar_file([visit(title=title)], name="T", stamp=STAMP)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert read(visit(title=title)).vevent.summary.value == title


def test_no_value_can_begin_a_line_of_its_own():
    content = ics.calendar_file(
        [visit(title="x\r\nBEGIN:VALARM")], name="T", stamp=STAMP
    ).decode()
    assert content.count("\r\nBEGIN:VALARM") == 1  # ours


def test_alarm_rings_three_hours_before_unless_cancelled():
    assert read(visit()).vevent.valarm.trigger.value == -timedelta(hours=3)
    cancelled = read(visit(cancelled=True)).vevent
    assert cancelled.status.value == "CANCELLED"
    assert "valarm" not in cancelled.contents
