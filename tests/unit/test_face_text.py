"""Lines of text: where they may break and how they are made to fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.pure import pure

face_font = pure("ticket_sale", "face_font")
face_text = pure("ticket_sale", "face_text")

FONT = face_text.Font()


def fitted(text, size, width, height, **options):
    found = face_text.fit_lines(text, size, width, height, **options)
    return found.size, list(found.lines)


texts = st.text(
    st.sampled_from("中国大剧院，。《》（）“” abcXYZ 0123!?,."), min_size=1, max_size=60
).filter(str.strip)


def widths(lines, size):
    return [face_font.width(line, size) for line in lines]


def test_chinese_is_a_full_em_wide():
    assert face_font.width("票", 10) == pytest.approx(10)


def test_bold_is_wider_than_regular():
    assert face_font.width("Ticket", 1, bold=True) > face_font.width("Ticket", 1)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Zoë O’Connor", "Zoë O'Connor"),
        ("“Resurrection”", '"Resurrection"'),
        ("《第九交响曲“合唱”》", "《第九交响曲“合唱”》"),
        ("奥斯卡·王尔德", "奥斯卡·王尔德"),
        ("Stalls · Row 5", "Stalls • Row 5"),
        ("Gala 🎻🇨🇳 Night", "Gala  Night"),
        ("e\u0301", "é"),
        ("陶喆", "陶喆"),
        ("Łukasz Dvořák, Győr", "Łukasz Dvořák, Győr"),
        ("Nguyễn", "Nguyễn"),
        ("한", "□"),
        ("a\tb", "a b"),
    ],
)
def test_text_becomes_what_the_font_can_draw(text, drawn):
    assert face_font.drawable(text) == drawn


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("歌剧魅影 Dvořák", "serif"),
        ("陶喆《Łódź》", "serif"),
        ("Nguyễn", "sans"),
        ("臺灣", "sans"),
    ],
)
def test_text_that_the_serif_font_lacks_is_drawn_in_the_sans_one(text, family):
    assert face_font.family_for(text, "serif") == family
    assert face_font.family_for(text, "sans") == "sans"


def test_both_weights_of_a_family_draw_the_same_characters():
    for family in face_font.NAMES:
        regular, bold = (
            set(face_font._font(family, weight).face.charWidths)
            for weight in (False, True)
        )
        assert regular == bold


@pytest.mark.parametrize("family", face_font.NAMES)
@pytest.mark.parametrize("bold", [False, True])
def test_font_files_stay_small(family, bold):
    limit = 3_000_000 if family == "sans" else 2_500_000
    assert face_font.path(family, bold).stat().st_size < limit


def test_chinese_breaks_anywhere_but_not_before_a_closing_mark():
    lines = face_text.break_lines("凭票入场，一人一票。", 1, 4.5, FONT)
    assert lines == ["凭票入", "场，一人", "一票。"]


def test_opening_mark_goes_to_the_next_line():
    assert face_text.break_lines("音乐会《合唱》", 1, 4.2, FONT) == [
        "音乐会",
        "《合唱》",
    ]


def test_latin_breaks_between_words():
    lines = face_text.break_lines("The Phantom of the Opera", 1, 7, FONT)
    assert lines == ["The Phantom", "of the Opera"]


def test_word_longer_than_a_line_is_cut():
    lines = face_text.break_lines("Donaudampfschifffahrt", 1, 5, FONT)
    assert "".join(lines) == "Donaudampfschifffahrt"
    assert max(widths(lines, 1)) <= 5


def test_word_breaks_after_a_hyphen_between_letters():
    width = face_font.width("Maximilian-", 10)
    assert face_text.break_lines("Maximilian-Alexander", 10, width, FONT) == [
        "Maximilian-",
        "Alexander",
    ]


def test_number_does_not_break_at_its_hyphens():
    width = face_font.width("2026-11-0", 10)
    (first, *_rest) = face_text.break_lines("2026-11-02", 10, width, FONT)
    assert first == "2026-11-0"


def test_wrap_shrinks_before_it_breaks_a_word():
    width = face_font.width("Alexander", 9)
    size, lines = fitted("Alexander", 10, width, 30, fit="wrap")
    assert (size < 9.01, lines) == (True, ["Alexander"])


def test_word_too_long_even_for_small_letters_is_broken_at_full_size():
    width = face_font.width("Alex", 10)
    size, lines = fitted("Alexander" * 2, 10, width, 99, fit="wrap")
    assert (size, "".join(lines)) == (10, "Alexander" * 2)


def test_clip_keeps_the_size_and_ends_with_dots():
    size, lines = fitted("The Phantom of the Opera", 2, 12, 3, fit="clip")
    assert size == 2
    assert lines[0].endswith("...")
    assert widths(lines, 2)[0] <= 12


def test_shrink_makes_one_line_smaller():
    size, lines = fitted("The Phantom of the Opera", 3, 27, 4)
    assert lines == ["The Phantom of the Opera"]
    assert 1.8 <= size < 3


def test_shrink_stops_where_it_would_be_unreadable():
    size, lines = fitted("Far too long " * 9, 4, 20, 5)
    assert size >= 4 * face_text.SMALLEST_SHARE
    assert lines[0].endswith("...")


def test_wrap_fills_the_height_before_it_cuts():
    size, lines = fitted("音乐" * 30, 4, 20, 12, fit="wrap")
    assert len(lines) == face_text._lines_in(12, size, 1.25)
    assert lines[-1].endswith("...")


def test_balance_makes_lines_of_like_length():
    text = "The Phantom of the Opera"
    _size, ragged = fitted(text, 2, 20, 6, fit="wrap")
    _size, even = fitted(text, 2, 20, 6, fit="wrap", balance=True)
    assert ragged == ["The Phantom of the", "Opera"]
    assert even == ["The Phantom", "of the Opera"]


@given(texts, st.sampled_from(["wrap", "shrink", "clip"]), st.booleans())
def test_fitted_text_is_inside_its_box(text, fit, balance):
    size, lines = fitted(text, 3, 15, 9, fit=fit, balance=balance)
    assert max(widths(lines, size)) <= 15 + 1e-6
    assert size * (1 + (len(lines) - 1) * 1.25) <= 9 + 1e-6


@given(texts, st.floats(min_value=2, max_value=40))
def test_breaking_loses_nothing_but_blanks(text, width):
    lines = face_text.break_lines(text, 1, width, FONT)
    assert "".join("".join(lines).split()) == "".join(text.split())
