"""What a visitor asks the listing for, as an address says it."""

import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

show_choice = pure("ticket_website", "show_choice")
ShowChoice = show_choice.ShowChoice
WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("when", "today", "days"),
    [
        ("today", WEDNESDAY, (WEDNESDAY, WEDNESDAY)),
        ("weekend", WEDNESDAY, (date(2026, 11, 28), date(2026, 11, 29))),
        ("weekend", date(2026, 11, 28), (date(2026, 11, 28), date(2026, 11, 29))),
        ("weekend", date(2026, 11, 29), (date(2026, 11, 29), date(2026, 11, 29))),
        ("week", WEDNESDAY, (WEDNESDAY, date(2026, 12, 1))),
        ("", WEDNESDAY, (None, None)),
    ],
)
def test_words_for_days_are_days(when, today, days):
    assert ShowChoice(when=when).days(today) == days


def test_days_asked_for_win_over_words():
    choice = ShowChoice.parse(
        {"from": "2026-12-05", "to": "2026-12-01", "when": "week"}
    )
    assert choice.days(WEDNESDAY) == (date(2026, 12, 1), date(2026, 12, 5))


def test_a_span_of_centuries_is_cut():
    choice = ShowChoice.parse({"from": "2026-12-01", "to": "2199-01-01"})
    assert choice.days(WEDNESDAY)[1] == date(2027, 12, 2)


def test_nonsense_is_as_if_not_asked():
    nonsense = {
        "search": None,
        "list": "x' OR 1=1",
        "genre": "-1",
        "venue": "9" * 40,
        "when": "never",
        "from": "2026-13-45",
        "to": "0001-01-01",
        "price": "٣",
        "available": "yes",
    }
    assert ShowChoice.parse(nonsense).is_open


def test_the_address_says_the_choice_and_nothing_empty():
    choice = ShowChoice(search="a b", genre=3, available=True)
    assert choice.url() == "/shows?search=a+b&genre=3&available=1"
    assert choice.url(search="", genre=0, available=False) == "/shows"


choices = st.builds(
    ShowChoice,
    search=st.text(max_size=20).map(lambda text: " ".join(text.split())),
    rule=st.sampled_from(("", *show_choice.RULES)),
    genre=st.integers(0, 10**6),
    venue=st.integers(0, 10**6),
    when=st.sampled_from(("", *show_choice.WHENS)),
    price=st.integers(0, 10**6),
    available=st.booleans(),
)


@given(choices)
def test_what_the_address_says_is_read_back(choice):
    assert ShowChoice.parse(choice.args()) == choice


@given(st.dictionaries(st.sampled_from(["search", "from", "to", "price"]), st.text()))
def test_any_address_can_be_read(args):
    first, last = ShowChoice.parse(args).days(WEDNESDAY)
    assert first is None or last is None or first <= last or not args.get("from")
