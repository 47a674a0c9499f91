"""How names are found by what people type."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

search_text = pure("ticket_website", "search_text")


@pytest.mark.parametrize(
    ("name", "initials", "whole"),
    [
        ("天鹅湖", "teh", "tianehu"),
        ("茶馆", "cg", "chaguan"),
        ("胡桃夹子", "htjz", "hutaojiazi"),
        ("音乐会", "yyh", "yinyuehui"),  # 乐 is le elsewhere
        ("重庆", "cq", "chongqing"),
    ],
)
def test_a_chinese_name_is_spelled_in_pinyin(name, initials, whole):
    assert search_text.spellings(name) == [name, whole, initials]


def test_other_names_have_one_spelling_without_accents():
    assert search_text.spellings("Café ＡＢＣ") == ["cafe abc"]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("swan lake", search_text.EXACT),
        ("SWAN", search_text.BEGINS),
        ("lake", search_text.WORD_BEGINS),
        ("wan", search_text.INSIDE),
        ("teh", search_text.EXACT),
        ("tian'e", search_text.BEGINS),
        ("鹅", search_text.INSIDE),
        ("goose", search_text.MISSED),
    ],
)
def test_the_better_the_match_the_lower_the_figure(search, expected):
    assert search_text.match(search, ["Swan Lake", "天鹅湖", None]) == expected


def test_a_line_holds_every_spelling_once():
    assert search_text.search_line(["天鹅湖", "", "天鹅湖"]).split("\n") == [
        "天鹅湖",
        "tianehu",
        "teh",
    ]


def test_signs_are_no_words_and_words_are_few():
    assert search_text.words_of("%_ ' <b>") == ["_", "b"]
    assert len(search_text.words_of("a " * 50)) == 8


@given(st.text())
def test_any_text_can_be_spelled_and_searched(text):
    assert search_text.search_line([text]) is not None
    assert search_text.match(text, [text, "x"]) in range(5)
