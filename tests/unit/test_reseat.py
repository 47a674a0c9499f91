"""Re-seating a whole session: everybody gets one place, parties stay together."""

import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

reseat = pure("ticket_sale", "reseat")
Spot = reseat.Spot


def hall(rows, seats, *, zones=1, base=0, section=1):
    """Rows in front of the stage, the first the nearest and the dearest."""
    return [
        Spot(
            id=base + row * 100 + seat,
            key=("Stalls", str(row), str(seat)),
            section=section,
            row=str(row),
            x=seat - (seats + 1) / 2,
            y=float(row),
            zone=(row - 1) * zones // rows,
        )
        for row in range(1, rows + 1)
        for seat in range(1, seats + 1)
    ]


def party(spots, number):
    return [
        Spot(s.id, s.key, s.section, s.row, s.x, s.y, s.zone, number) for s in spots
    ]


def test_the_same_hall_keeps_every_seat():
    old = hall(5, 8)
    moves, lost = reseat.propose(party(old, 1), hall(5, 8, base=10000))
    assert {move.how for move in moves} == {"same"}
    assert [move.new - 10000 for move in moves] == [spot.id for spot in old]
    assert not lost


def test_a_party_moves_together_when_one_seat_is_missing():
    old = hall(3, 8)[:4]
    new = [spot for spot in hall(3, 8, base=10000) if spot.id != 10102]
    moves, lost = reseat.propose(party(old, 1), new)
    assert not lost
    seats = sorted(move.new for move in moves)
    assert seats == list(range(seats[0], seats[0] + 4))


def test_nobody_sits_across_an_aisle_when_a_row_has_room():
    old = hall(1, 8)[:3]
    new = [s for s in hall(2, 8, base=10000) if s.id not in (10101, 10103, 10106)]
    moves, _lost = reseat.propose(party(old, 1), new)
    assert {move.new // 100 for move in moves} == {102}


def test_a_dearer_zone_is_given_before_a_cheaper_one():
    old = [s for s in hall(3, 4, zones=3) if s.zone == 1]
    new = [s for s in hall(3, 4, zones=3, base=10000) if s.zone != 1]
    moves, lost = reseat.propose(party(old, 1), new)
    assert {move.how for move in moves} == {"better"}
    assert not lost


def test_the_dearest_choose_first_and_the_rest_go_back():
    old = hall(2, 4, zones=2)
    taken = party(old[:4], 1) + party(old[4:], 2)
    new = [
        Spot(s.id, ("Circle", *s.key[1:]), s.section, s.row, s.x, s.y, s.zone)
        for s in hall(2, 4, zones=2, base=10000)
        if s.zone == 1
    ]
    moves, lost = reseat.propose(taken, new)
    assert [move.old for move in moves] == [spot.id for spot in old[:4]]
    assert {move.how for move in moves} == {"worse"}
    assert lost == [spot.id for spot in old[4:]]


def test_a_party_too_large_for_a_row_is_parted_into_few():
    old = party(hall(1, 6), 1)
    moves, lost = reseat.propose(old, hall(3, 4, base=10000))
    rows = [move.new // 100 for move in moves]
    assert not lost
    assert len(set(rows)) == 2


def test_standing_places_are_one_run():
    old = [Spot(i, ("Floor",), 1, "", 0, 0, 0, 1) for i in range(1, 6)]
    new = [Spot(i, ("Pit",), 2, "", 9, 9, 0) for i in range(11, 16)]
    moves, lost = reseat.propose(old, new)
    assert sorted(move.new for move in moves) == [11, 12, 13, 14, 15]
    assert not lost


def test_ten_thousand_seats_are_proposed_in_seconds():
    old = hall(100, 99, zones=4)
    taken = [s for i in range(0, len(old), 3) for s in party(old[i : i + 3], i)]
    moves, lost = reseat.propose(taken, hall(99, 99, zones=4, base=100000))
    assert len(moves) == 99 * 99
    assert len(lost) == 99


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 5),
    st.integers(1, 8),
    st.integers(1, 5),
    st.integers(1, 8),
    st.lists(st.integers(1, 6), min_size=40, max_size=40),
    st.integers(1, 3),
)
def test_everybody_gets_one_place_and_no_place_is_given_twice(
    rows, seats, new_rows, new_seats, parties, zones
):
    old = [
        party([spot], parties[i % len(parties)])[0]
        for i, spot in enumerate(hall(rows, seats, zones=zones))
    ]
    free = hall(new_rows, new_seats, zones=zones, base=10000)
    moves, lost = reseat.propose(old, free)
    given_out = [move.new for move in moves]
    assert len(set(given_out)) == len(given_out)
    assert set(given_out) <= {spot.id for spot in free}
    assert sorted([move.old for move in moves] + lost) == sorted(s.id for s in old)
    assert len(lost) == max(0, len(old) - len(free))
    assert reseat.propose(old, free) == (moves, lost)
