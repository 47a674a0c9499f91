"""Whatever is done to a seat file, it is read or refused with a reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.seat_fuzz import (
    FILES,
    FORMATS,
    broken,
    broken_json,
    broken_sheet,
    reads_or_refuses,
)


@pytest.mark.parametrize("name", FORMATS)
def test_broken_bytes_are_read_or_refused(name):
    @settings(max_examples=60)
    @given(broken(FILES[name]))
    def check(content):
        reads_or_refuses(content)

    check()


@pytest.mark.parametrize("name", ["pretix", "seatsio"])
def test_wrong_values_are_read_or_refused(name):
    @settings(max_examples=150)
    @given(broken_json(FILES[name]))
    def check(content):
        reads_or_refuses(content)

    check()


@settings(max_examples=60)
@given(broken_sheet(FILES["xlsx"]))
def test_broken_sheet_is_read_or_refused(content):
    reads_or_refuses(content)


@settings(max_examples=60)
@given(st.text(alphabet="<>/=\" 'abgcirledatsx-0123\n", max_size=80))
def test_any_markup_is_read_or_refused(text):
    reads_or_refuses(f"<svg>{text}</svg>".encode())
