"""A scan as it comes from a device: what is read from it, what is refused."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.pure import pure

scanning = pure("ticket_gate", "scanning")
wording = pure("ticket_gate", "wording")

NOW = datetime(2026, 11, 21, 11, 30)
SCAN = {"code": "T1ABC", "scan_id": "s1"}


def parse(**fields):
    return scanning.ScanRequest.parse(SCAN | fields, NOW)


def test_what_is_left_out_has_a_meaning():
    scan = parse()
    assert (scan.direction, scan.count, scan.scanned_at) == ("in", 1, NOW)


@pytest.mark.parametrize(
    "told",
    [
        "2026-11-21T11:20:00Z",
        "2026-11-21T19:20:00+08:00",
        "2026-11-21T11:20:00",
        "2026-11-21T11:20:00.750Z",
    ],
)
def test_time_of_the_scan_is_utc_to_the_second(told):
    assert parse(scanned_at=told).scanned_at == datetime(2026, 11, 21, 11, 20)


def test_a_clock_may_be_a_little_wrong():
    ahead = scanning.CLOCK_TOLERANCE
    assert not parse(scanned_at=(NOW + ahead).isoformat()).is_from_the_future()
    late = NOW + ahead + timedelta(seconds=1)
    assert parse(scanned_at=late.isoformat()).is_from_the_future()


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_whatever_comes_is_a_scan_or_a_named_refusal(noise):
    for field in ("code", "scan_id", "direction", "count", "scanned_at"):
        try:
            scan = parse(**{field: noise})
        except scanning.BadScan as error:
            assert error.field == field
        else:
            assert scan.count >= 1
            assert scan.scan_id.isprintable()
    with pytest.raises(scanning.BadScan):
        scanning.ScanRequest.parse([noise], NOW)


@given(st.text(max_size=600))
def test_any_code_can_be_hashed(code):
    assert len(scanning.code_hash(code)) == 64


def test_a_code_is_compared_as_people_and_readers_write_it():
    same = {
        "4539 1488-0343\u00a06467",
        "\uff14\uff15\uff13\uff19148803436467",  # typed with a Chinese input method
        "4539148803436467\r",
    }
    assert {scanning.normalise_code(code) for code in same} == {"4539148803436467"}
    assert scanning.normalise_code("t1abc\n") == "T1ABC"


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张小明", "张**"),
        ("John Ronald Smith", "J*** R***** S****"),
        ("X", "X"),
        ("  ", None),
        (None, None),
    ],
)
def test_names_are_masked(name, masked):
    assert wording.mask_name(name) == masked


@given(st.text())
def test_a_mask_shows_first_letters_only(name):
    masked = wording.mask_name(name) or ""
    for word, hidden in zip(name.split(), masked.split(), strict=True):
        assert hidden == word[0] + "*" * (len(word) - 1)


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        (["zh-CN", "en"], "zh_CN"),
        (["zh-Hant-TW"], "zh_CN"),
        (["fr-FR", "en-GB"], "en_US"),
        (["fr"], "zh_CN"),
        ([], "zh_CN"),
        (["*"], "zh_CN"),
    ],
)
def test_language_is_the_first_we_speak_else_the_device_s(accepted, chosen):
    spoken = ("en_US", "zh_CN")
    assert wording.preferred_language(accepted, spoken, "zh_CN") == chosen


def test_times_are_short_today_and_full_on_another_day():
    entered = datetime(2026, 11, 21, 19, 2, 5, tzinfo=UTC)
    same_day = entered + timedelta(hours=2)
    assert wording.time_of_day(entered, same_day, "en_US") == "19:02:05"
    next_day = entered + timedelta(days=1)
    assert wording.time_of_day(entered, next_day, "en_US") == "Sat 21 Nov 2026 19:02"
    assert (
        wording.time_of_day(entered, next_day, "zh_CN") == "2026年11月21日 周六 19:02"
    )
