"""What the gate board calls an alarm."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

board_alarms = pure("ticket_gate", "board_alarms")
DeviceNow, LaneNow = board_alarms.DeviceNow, board_alarms.LaneNow


def codes(*args):
    return [alarm.code for alarm in board_alarms.find(*args)]


@pytest.mark.parametrize(
    ("admitted", "refused", "is_peak"),
    [(0, 7, False), (0, 8, True), (20, 8, False), (18, 8, True), (100, 43, True)],
)
def test_peak_is_many_refusals_and_a_large_share(admitted, refused, is_peak):
    assert codes([LaneNow(1, admitted, refused)], [], 0, True) == (
        ["refused_peak"] if is_peak else []
    )


def test_forged_codes_count_even_when_most_people_pass():
    assert codes([LaneNow(1, 500, 3, forged=3)], [], 0, True) == ["forged"]


@pytest.mark.parametrize(
    ("silent", "is_busy", "expected"),
    [
        (None, True, []),  # it never spoke: it is not at work
        (150, True, []),
        (151, True, ["silent"]),
        (9000, False, []),  # doors are shut: it may sleep
    ],
)
def test_silent_device_is_told_while_doors_are_open(silent, is_busy, expected):
    assert codes([], [DeviceNow(1, 2, silent)], 0, is_busy) == expected


def test_worst_comes_first():
    found = board_alarms.find([LaneNow(1, 0, 9)], [DeviceNow(5, 1, 600)], 2, True)
    assert [alarm.code for alarm in found] == ["refused_peak", "doubles", "silent"]
    assert (found[2].lane, found[2].device, found[2].count) == (1, 5, 10)
