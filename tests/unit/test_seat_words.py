"""What stands on a ticket, said in another language."""

import pytest

from tests.helpers.pure import pure

SeatWords = pure("ticket_gate", "seat_words").SeatWords

EN_ROW = "%(section)s · Row %(row)s · Seat %(number)s"
ZH_ROW = "%(section)s · %(row)s排 · %(number)s座"
EN_SEAT = "%(section)s · Seat %(number)s"
ZH_SEAT = "%(section)s · %(number)s座"
NAMES = {
    "Stalls": "池座",
    "池座": "池座",
    "Box L 1": "左包厢1",
    "Floor (standing)": "站席",
}
CHINESE = SeatWords(
    ((EN_ROW, ZH_ROW), (ZH_ROW, ZH_ROW), (EN_SEAT, ZH_SEAT), (ZH_SEAT, ZH_SEAT)), NAMES
)


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Stalls · Row 4 · Seat 9", "池座 · 4排 · 9座"),
        ("池座 · 4排 · 9座", "池座 · 4排 · 9座"),
        ("Box L 1 · Seat 3", "左包厢1 · 3座"),
        ("Floor (standing)", "站席"),
        ("Old name · Row A · Seat 1", "Old name · A排 · 1座"),
        ("100% wool", "100% wool"),
        ("", ""),
        (None, None),
    ],
)
def test_a_seat_is_said_in_the_language_here(label, told):
    assert CHINESE.retell(label) == told


def test_a_section_with_a_dot_in_its_name_keeps_it():
    words = SeatWords(((EN_ROW, EN_ROW),), {})
    assert words.retell("A · B · Row 1 · Seat 2") == "A · B · Row 1 · Seat 2"


def test_without_words_the_ticket_is_repeated():
    assert SeatWords().retell("Stalls · Row 4 · Seat 9") == "Stalls · Row 4 · Seat 9"
