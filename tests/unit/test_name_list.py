"""Names for tickets from a spreadsheet: tools/name_list.py."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

tool = pure("ticket_sale", "name_list")


def names(text, encoding="utf-8"):
    return [row.name for row in tool.parse(text.encode(encoding)).rows]


def codes(content):
    return [(problem.line, problem.code) for problem in tool.parse(content).problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_spreadsheet_is_read(encoding, separator):
    text = f"座位{separator}姓名\r\n1排1座{separator}李华\r\n"
    assert names(text, encoding) == ["李华"]


def test_without_heading_the_first_column_is_names():
    assert names("Ann\nBob\n\n") == ["Ann", "Bob"]


def test_blanks_around_and_within_are_tidied():
    assert names("name\n  Li   Hua \n") == ["Li Hua"]


def test_each_wrong_row_is_told_by_its_line():
    content = b"name,seat\nLi,A1\n,A2\nWu,a-1\nMa,A 1\n"
    assert codes(content) == [(3, "name_missing"), (5, "seat_twice")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"name\n", "empty"),
        (b"\xff\xfe\x00\x00", "not_text"),
        (b"PK\x03\x04\0\0", "not_text"),
        (b"x" * 1_000_001, "too_big"),
        (b"a\n" * 501, "too_many"),
    ],
)
def test_a_file_that_is_no_list_is_refused(content, code):
    assert (0, code) in codes(content)


def test_seats_first_and_the_rest_in_order():
    rows = tool.parse(b"name,seat\nLi,\nWu,Row 1 Seat 1\nMa,\nXu,\n").rows
    given_names, problems = tool.assign(
        rows, {1: "Row 1 · Seat 1", 2: "Row 1 · Seat 2", 3: "Row 1 · Seat 3"}
    )
    assert given_names == {1: "Wu", 2: "Li", 3: "Ma"}
    assert [(p.line, p.code) for p in problems] == [(5, "no_place")]


def test_places_of_one_label_are_given_one_each():
    rows = tool.parse(b"name,seat\nLi,Floor\nWu,Floor 2\n").rows
    given_names, problems = tool.assign(rows, {1: "Floor", 2: "Floor"})
    assert given_names == {1: "Li"}
    assert [p.code for p in problems] == ["seat_unknown"]


@given(st.binary(max_size=300))
def test_no_file_breaks_the_reader(content):
    result = tool.parse(content)
    assert result.rows or result.problems


@given(st.lists(st.sampled_from(["Ann", "Bob", "Cid"]), max_size=8), st.integers(0, 8))
def test_every_name_gets_a_place_or_is_named(people, places):
    rows = [tool.NameRow(line, name, "") for line, name in enumerate(people, 1)]
    labels = {place: f"Seat {place}" for place in range(places)}
    given_names, problems = tool.assign(rows, labels)
    assert len(given_names) + len(problems) == len(people)
