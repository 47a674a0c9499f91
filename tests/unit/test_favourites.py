"""The favourites of a guest in the guest's own browser."""

import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

tool = pure("ticket_website", "favourites")


def test_what_is_written_is_read_again():
    pairs = [("show", 12), ("artist", 7)]
    assert tool.read_cookie(tool.write_cookie(pairs)) == pairs


def test_nonsense_is_left_out():
    cookie = "show-12.show-0.show-x.-3.<b>.show-1234567890.show-12"
    assert tool.read_cookie(cookie) == [("show", 12)]
    assert tool.read_cookie(None) == []


def test_an_item_is_one_word_and_a_number():
    assert tool.read_item("artist-7") == ("artist", 7)
    for wrong in (None, 7, "", "show", "show-", "show-٣", "Show-1", "show-1\n"):
        assert tool.read_item(wrong) is None


@given(st.text(max_size=4000))
def test_any_cookie_can_be_read(text):
    assert len(tool.read_cookie(text)) <= tool.MOST_OF_GUEST


@given(st.lists(st.tuples(st.just("show"), st.integers(1, 10**8)), max_size=80))
def test_a_cookie_stays_small(pairs):
    cookie = tool.write_cookie(pairs)
    assert len(cookie) < 1500
    assert tool.read_cookie(cookie) == list(dict.fromkeys(pairs))[: tool.MOST_OF_GUEST]
