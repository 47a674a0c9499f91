"""Blocks of seats are alike in both languages."""

import json
from pathlib import Path

import pytest

from tests.helpers.pure import pure

seat_blocks = pure("ticket_venue", "seat_blocks")

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors" / "seat_blocks.json").read_text()
)


@pytest.mark.parametrize(
    ("make", "vector"),
    [(make, vector) for make, vectors in VECTORS.items() for vector in vectors],
    ids=lambda value: value if isinstance(value, str) else value["name"],
)
def test_block_is_as_in_the_vector(make, vector):
    seats = getattr(seat_blocks, make)("S", **vector["block"])
    assert [
        [seat.row, seat.number, pytest.approx(seat.x), pytest.approx(seat.y)]
        for seat in seats
    ] == vector["seats"]
