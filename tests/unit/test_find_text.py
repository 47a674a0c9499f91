"""What a text at the counter can mean."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

find_text = pure("ticket_sale", "find_text")
LINK = "1a-" + "Qw_-" * 5 + "ab"


def kinds(text):
    return [kind for kind, _text in find_text.guess(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4539 1488 0343 6467", ["ticket"]),
        ("4539148803436467", ["ticket"]),
        ("T1" + "A" * 144, ["ticket"]),
        ("t2" + "a" * 180, ["ticket"]),
        (LINK, ["link"]),
        (f"https://tickets.example/t/{LINK}", ["link"]),
        ("https://x.example/ticket/verify?code=4539148803436467", ["ticket"]),
        ("S00042", ["order", "identity"]),
        ("2611-001-000007", ["order", "phone"]),
        ("8000", ["order", "phone", "identity"]),
        ("021X", ["order", "identity"]),
        ("+852 9123 4567", ["phone"]),
        ("110105194912310021", ["order", "identity"]),
        ("12-5", ["order", "seat"]),
        ("Stalls Row 1 Seat 2", ["seat"]),
        ("2排14座", ["seat"]),
        ("王芳", ["name"]),
        ("Li Hua", ["name"]),
        ("L", []),
        ("12", []),
        ("", []),
        ("http://[", ["name"]),
    ],
)
def test_text_can_mean(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "section", "row", "seat"),
    [
        ("12-5", "", "12", "5"),
        ("A 7", "", "A", "7"),
        ("row 3 seat 4", "", "3", "4"),
        ("r3 s4", "", "3", "4"),
        ("Stalls · Row 1 · Seat 2", "Stalls", "1", "2"),
        ("楼座 A排12号", "楼座", "A", "12"),
        ("池座3排4座", "池座", "3", "4"),
    ],
)
def test_seat_is_read_as_people_say_it(text, section, row, seat):
    assert find_text.read_seat(text) == find_text.Seat(row, seat, section)


def test_ends_and_names_are_weak_and_whole_numbers_are_not():
    weak = [("phone", "8000"), ("identity", "021X"), ("name", "Li Hua")]
    assert all(find_text.is_weak(kind, text) for kind, text in weak)
    strong = [("phone", "13800138000"), ("identity", "110105194912310021")]
    assert not any(find_text.is_weak(kind, text) for kind, text in strong)


def test_phone_is_one_however_it_is_written():
    tails = {
        find_text.phone_tail(find_text.phone_digits(text))
        for text in ("13800138000", "+86 138-0013-8000", "0086 138 0013 8000")
    }
    assert tails == {"00138000"}


def test_end_of_a_phone_keeps_its_noughts():
    assert find_text.phone_digits("0042") == "0042"


@given(st.text(max_size=500))
def test_any_text_is_guessed_without_a_fault(text):
    assert set(kinds(text)) <= set(find_text.KINDS)


@given(st.text(max_size=40))
def test_literal_leaves_no_wildcard(text):
    plain = find_text.literal(text)
    bare = plain.replace("\\\\", "").replace("\\%", "").replace("\\_", "")
    assert "%" not in bare
    assert "_" not in bare
