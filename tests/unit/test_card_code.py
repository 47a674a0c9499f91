"""Numbers of cards: one spelling, whatever the reader writes."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

card_code = pure("ticket_pos", "card_code").card_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("04:a2:2b:7c", "04A22B7C"),
        (" 0123456789 ", "0123456789"),
        ("M-000-17", "M00017"),
        ("1234", "1234"),
    ],
)
def test_one_spelling(text, code):
    assert card_code(text) == code


@pytest.mark.parametrize(
    "text", ["", None, "123", "a" * 65, "<b>1234</b>", "会员卡一号"]
)
def test_no_card(text):
    assert card_code(text) is None


@given(st.text())
def test_a_code_is_its_own_spelling(text):
    code = card_code(text)
    assert code is None or card_code(code) == code
