import json
import math
import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.pure import pure

numbering = pure("ticket_venue", "numbering")
seat_blocks = pure("ticket_venue", "seat_blocks")
seat_names = pure("ticket_venue", "seat_names")
seat_rows = pure("ticket_venue", "seat_rows")

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors" / "numbering.json").read_text("utf-8")
)["numbering"]


def spots_of(seats, *, labels=False):
    return [
        seat_rows.Spot(
            i, seat.section_id, seat.row if labels else "", "", seat.x, seat.y
        )
        for i, seat in enumerate(seats)
    ]


def number(spots, spec=None, focal=(0, 0)):
    return numbering.number_seats(spots, focal, numbering.read_spec(spec or {}))


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["name"])
def test_vector(case):
    spots = [seat_rows.Spot(*seat) for seat in case["seats"]]
    if "error" in case:
        with pytest.raises(seat_names.NumberingError) as error:
            number(spots, case["spec"], case["focal"])
        assert error.value.code == case["error"]["code"]
        assert error.value.params == case["error"]["params"]
        assert str(error.value)
        return
    found = number(spots, case["spec"], tuple(case["focal"]))
    assert [list(found[spot.id]) for spot in spots] == case["labels"]


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(
            {"rows": [24, 26, 28], "curve": 1.2, "aisles": (-500, 500)}, id="curved"
        ),
        pytest.param({"rows": [10] * 8, "depth": 55, "pitch": 50}, id="square"),
        pytest.param({"rows": [40, 10, 30, 2, 1]}, id="a wide row before narrow ones"),
    ],
)
def test_rows_are_found_from_positions_alone(block):
    seats = list(seat_blocks.row_block("S", origin=(0, 500), **block))
    spots = spots_of(seats)
    shuffled = random.Random(3).sample(spots, len(spots))
    rows = seat_rows.find_rows(shuffled, (0, 0))
    assert [[seats[spot.id].row for spot in row] for row in rows] == [
        [str(index + 1)] * count for index, count in enumerate(block["rows"])
    ]
    assert [spot.id for row in rows for spot in row] == list(range(len(seats)))


@pytest.mark.parametrize("turn", range(0, 360, 45))
def test_rows_around_a_field_are_found_on_every_side(turn):
    seats = list(
        seat_blocks.arc_block(
            "S",
            centre=(0, 0),
            radius=5200,
            start=turn + 10,
            end=turn - 5,
            rows=12,
            stretch=1.3,
        )
    )
    rows = seat_rows.find_rows(spots_of(seats), (0, 0))
    assert [spot.id for row in rows for spot in row] == list(range(len(seats)))
    assert len(rows) == 12


@given(
    rows=st.lists(st.integers(1, 30), min_size=1, max_size=8),
    turn=st.floats(0, 6.28),
    order=st.sampled_from(numbering.CHOICES["seats"]["order"]),
    across=st.sampled_from(["restart", "row"]),
)
def test_every_seat_is_named_once(rows, turn, order, across):
    spots = [
        spot._replace(
            x=spot.x * math.cos(turn) - (spot.y + 900) * math.sin(turn),
            y=spot.x * math.sin(turn) + (spot.y + 900) * math.cos(turn),
        )
        for spot in spots_of(seat_blocks.row_block("S", rows=rows), labels=True)
    ]
    found = number(spots, {"seats": {"order": order, "across": across}})
    assert found.keys() == {spot.id for spot in spots}
    assert len(set(found.values())) == len(spots)


def test_turning_the_hall_does_not_change_a_number():
    seats = list(seat_blocks.row_block("S", rows=[9, 12], origin=(0, 600), curve=4))
    straight = number(spots_of(seats), {"seats": {"order": "odd_left"}})
    turned = [
        spot._replace(x=-spot.y, y=spot.x) for spot in spots_of(seats)
    ]  # the stage is at the left now
    assert number(turned, {"seats": {"order": "odd_left"}}) == straight


def test_seats_of_a_theatre_are_numbered_as_the_block_was_drawn():
    seats = list(
        seat_blocks.row_block(
            "ST",
            rows=[24 + 2 * min(i, 8) for i in range(19)],
            origin=(0, 500),
            curve=1.2,
            number=seat_blocks.odd_even,
            aisles=(-500, 500),
        )
    )
    found = number(spots_of(seats), {"seats": {"order": "odd_left"}})
    assert [found[i] for i in range(len(seats))] == [(s.row, s.number) for s in seats]


def test_sixty_thousand_seats_take_less_than_a_second():
    seats = [
        seat
        for block in range(60)
        for seat in seat_blocks.arc_block(
            f"{block}",
            centre=(0, 0),
            radius=5200 + 3000 * (block % 2),
            start=block // 2 * 12 + 11,
            end=block // 2 * 12 + 0.6,
            rows=31,
            stretch=1.3,
        )
    ][:60_000]
    spots = spots_of(seats)
    start = time.process_time()
    found = number(spots, {"seats": {"order": "odd_left"}})
    assert time.process_time() - start < 1.5  # a second on a quiet machine
    assert len(found) == len(seats) > 55_000


@pytest.mark.parametrize("index", [0, 25, 26, 701, 702, 18_277])
def test_letters_count_back_and_forth(index):
    assert seat_names.letters_index(seat_names.letters(index)) == index
