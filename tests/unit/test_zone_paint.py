"""Painted seats, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.pure import pure

zone_paint = pure("ticket_sale", "zone_paint")
spread, compact = zone_paint.spread, zone_paint.compact

seats = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 3)), max_size=60)


def test_runs_are_spread_over_the_seats():
    assert spread([(7, 2), (0, 1), (9, 3)], 6) == [7, 7, 0, 9, 9, 9]


@pytest.mark.parametrize("runs", [[(7, 2)], [(7, 4)], [(7, 0), (7, 3)], []])
def test_runs_for_another_map_are_refused(runs):
    with pytest.raises(ValueError):
        spread(runs, 3)


def test_a_whole_section_is_said_once():
    assert compact([1] * 5, [7] * 5) == ({1: 7}, {})


def test_the_commonest_zone_is_the_sections():
    assert compact([1, 1, 1], [8, 7, 7]) == ({1: 7}, {8: [0]})


def test_a_seat_without_zone_keeps_its_section_without_zone():
    assert compact([1, 1], [7, 0]) == ({}, {7: [0]})


@given(seats)
def test_what_is_kept_says_the_zone_of_every_seat(painted):
    sections = [section for section, _zone in painted]
    zones = [zone for _section, zone in painted]
    of_section, single = compact(sections, zones)
    named = {seat: zone for zone, seats in single.items() for seat in seats}
    told = [named.get(i, of_section.get(s, 0)) for i, s in enumerate(sections)]
    assert told == zones


@given(seats)
def test_no_seat_is_named_that_its_section_says_already(painted):
    sections, zones = [s for s, _z in painted], [z for _s, z in painted]
    of_section, single = compact(sections, zones)
    for zone, positions in single.items():
        assert all(of_section.get(painted[i][0]) != zone for i in positions)
