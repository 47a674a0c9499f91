"""Best seats: together, near the focal point, no single seat left behind."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.pure import pure

tool = pure("ticket_sale", "best_seats")
FOCAL = (225.0, -200.0)
PITCH = 50.0


def hall(taken=(), rows=5, columns=10, aisle_after=None):
    """Free seats of a straight hall; ids are ``row * 100 + column``, both from 1."""
    spots = []
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            shift = 100 if aisle_after and column > aisle_after else 0
            x, y = (column - 1) * 50.0 + shift, (row - 1) * 90.0
            distance = (x - FOCAL[0]) ** 2 + (y - FOCAL[1]) ** 2
            spots.append((distance, row * 100 + column, row, x, y))
    line = tool.positions(((id_, 1, row, x, y) for _, id_, row, x, y in spots), PITCH)
    seats = [
        tool.FreeSeat(id=id_, line=line[id_], x=x, y=y, rank=rank)
        for rank, (_distance, id_, row, x, y) in enumerate(sorted(spots), start=1)
    ]
    return [seat for seat in seats if seat.id not in set(taken)]


def test_two_seats_in_the_middle_of_the_front_row():
    assert tool.best_seats(hall(), 2, FOCAL, PITCH) == [[105, 106]]


def test_group_does_not_straddle_an_aisle():
    [group] = tool.best_seats(hall(aisle_after=5), 4, FOCAL, PITCH)
    assert {column % 100 > 5 for column in group} in ({True}, {False})


def test_orphan_is_avoided_when_a_similar_block_is_free():
    # Free in row 1: 4 5 6 7 8. Two in the middle (5, 6) would leave seat 4 alone.
    row = hall(taken=[101, 102, 103, 109, 110], rows=1)
    [group] = tool.best_seats(row, 2, FOCAL, PITCH)
    assert group == [104, 105]


def test_orphan_is_left_when_nothing_else_is_free():
    row = hall(taken=[101, 102, 103, 107, 108, 109, 110], rows=1)
    assert tool.best_seats(row, 2, FOCAL, PITCH) == [[105, 106]]


def test_split_is_even_and_close():
    # Every row has runs of three at most.
    taken = [row * 100 + column for row in range(1, 6) for column in (4, 8)]
    groups = tool.best_seats(hall(taken=taken), 4, FOCAL, PITCH)
    assert [len(group) for group in groups] == [2, 2]
    rows = {group[0] // 100 for group in groups}
    assert max(rows) - min(rows) <= 1


def test_party_is_parted_into_near_groups_rather_than_sent_to_two_ends():
    # Rows of three and three at the front; the only two rows with four in one piece
    # are at the back, one of them far behind.
    rows = {1: 3, 2: 3, 3: 3, 4: 3, 20: 4, 40: 4}
    free = [
        tool.FreeSeat(row * 100 + i, row * 100 + i, i * 50.0, row * 90.0, row * 100 + i)
        for row, length in rows.items()
        for i in range(length)
    ]
    groups = tool.best_seats(free, 8, FOCAL, PITCH)
    assert [group[0] // 100 for group in groups] == [1, 2, 3]


def test_one_group_or_nothing():
    taken = [row * 100 + column for row in range(1, 6) for column in (4, 8)]
    assert tool.best_seats(hall(taken=taken), 4, FOCAL, PITCH, together=True) == []


def test_orphans_may_be_left_when_nobody_cares():
    row = hall(taken=[101, 102, 103, 109, 110], rows=1)
    assert tool.best_seats(row, 2, FOCAL, PITCH, orphan_pitches=0) == [[105, 106]]


def test_fifty_are_parted_evenly_into_few_near_groups():
    groups = tool.best_seats(hall(rows=20), 50, FOCAL, PITCH)
    assert [len(group) for group in groups] == [10] * 5
    assert {group[0] // 100 for group in groups} == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("turned", [False, True])
def test_neighbours_differ_by_one_and_aisles_by_more(turned):
    xs = [0.0, 50.0, 100.0, 250.0, 300.0]
    spots = [(i, 1, "A", *((0.0, x) if turned else (x, 0.0))) for i, x in enumerate(xs)]
    line = tool.positions(spots[::-1], PITCH)
    steps = [line[i + 1] - line[i] for i in range(4)]
    assert steps == [1, 1, 2, 1]


def test_rows_are_not_neighbours():
    line = tool.positions([(1, 1, "A", 0.0, 0.0), (2, 1, "B", 50.0, 0.0)], PITCH)
    assert line[2] - line[1] == 2


def test_a_taken_seat_in_between_parts_two_free_ones():
    taken = [row * 100 + column for row in range(1, 6) for column in range(2, 11, 2)]
    groups = tool.best_seats(hall(taken=taken), 2, FOCAL, PITCH)
    assert [len(group) for group in groups] == [1, 1]


def test_too_few_seats_give_nothing():
    assert tool.best_seats(hall(rows=1), 11, FOCAL, PITCH) == []


def test_same_answer_whatever_the_order():
    seats = hall(taken=[105, 205])
    assert tool.best_seats(seats, 3, FOCAL, PITCH) == tool.best_seats(
        seats[::-1], 3, FOCAL, PITCH
    )


def test_count_below_one_is_our_mistake():
    with pytest.raises(ValueError, match="at least one"):
        tool.best_seats(hall(), 0, FOCAL, PITCH)


@settings(max_examples=150, deadline=None)
@given(
    taken=st.sets(
        st.tuples(st.integers(1, 5), st.integers(1, 10)).map(
            lambda p: p[0] * 100 + p[1]
        )
    ),
    count=st.integers(1, 12),
)
def test_answer_is_free_distinct_and_in_runs(taken, count):
    free = hall(taken=taken)
    groups = tool.best_seats(free, count, FOCAL, PITCH)
    chosen = [id_ for group in groups for id_ in group]
    assert len(chosen) == (count if len(free) >= count else 0)
    assert len(set(chosen)) == len(chosen)
    assert set(chosen) <= {seat.id for seat in free}
    for group in groups:
        columns = sorted(group)
        assert columns == list(range(columns[0], columns[0] + len(group)))
