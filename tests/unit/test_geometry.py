"""The geometry file: what goes in comes out, in few bytes, alike in both languages."""

import gzip
import json
from dataclasses import replace
from math import floor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.pure import pure

geometry = pure("ticket_venue", "geometry")
seat_blocks = pure("ticket_venue", "seat_blocks")

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors" / "geometry.json").read_text()
)
LABELS = st.text(min_size=1, max_size=4) | st.integers(0, 99).map(str)
POINTS = st.integers(-100_000, 100_000)


def stadium():
    """About 60,000 seats in 72 sections."""
    sections, seats = [], []
    for tier, radius in enumerate((6000, 9000)):
        for part in range(36):
            section = geometry.Section(tier * 36 + part + 1, f"{tier + 1}{part + 1:02}")
            sections.append(section)
            seats += seat_blocks.arc_block(
                section.id,
                centre=(0, 0),
                radius=radius,
                start=part * 10 + 0.7,
                end=part * 10 + 9.3,
                rows=30,
                stretch=1.2,
            )
    return sections, numbered(seats)


def numbered(seats):
    return [replace(seat, id=index) for index, seat in enumerate(seats, 1)]


def encode(sections, seats, **values):
    return geometry.encode(
        map_id=1, revision=1, sections=sections, seats=seats, **values
    )


def test_equal_distances_stay_equal():
    seats = [geometry.Seat(i, 1, "", str(i), i * 55 - 82.5, 0) for i in range(1, 5)]
    file = encode([geometry.Section(1, "Stalls")], seats)
    assert file["x"] == [-27, 55, 55, 55]


def simplified(seat):
    return replace(seat, x=floor(seat.x + 0.5), y=floor(seat.y + 0.5), key="")


@pytest.mark.parametrize("vector", VECTORS["geometry"], ids=lambda v: v["name"])
class TestVectors:
    def test_file_decodes_to_the_seats(self, vector):
        sections, seats = geometry.decode(vector["file"])
        index_of = {section.id: index for index, section in enumerate(sections)}

        assert [
            [s.id, index_of[s.section_id], s.row, s.number, s.x, s.y, s.kind]
            for s in seats
        ] == vector["seats"]

    def test_seats_encode_to_the_file(self, vector):
        sections, seats = geometry.decode(vector["file"])

        file = geometry.encode(
            map_id=vector["file"]["map"],
            revision=vector["file"]["revision"],
            sections=sections,
            seats=seats,
            focal=vector["file"]["focal"],
            shapes=vector["file"]["shapes"],
        )

        assert file == vector["file"]


@st.composite
def halls(draw):
    names = draw(st.lists(LABELS, min_size=1, max_size=4, unique=True))
    sections = [geometry.Section(index, name) for index, name in enumerate(names, 1)]
    seats, last = [], 0
    for _ in range(draw(st.integers(0, 40))):
        last += draw(st.integers(1, 3))
        seats.append(
            geometry.Seat(
                last,
                draw(st.sampled_from(sections)).id,
                draw(st.sampled_from(["", "A", "B", "7"])),
                draw(LABELS),
                draw(POINTS),
                draw(POINTS),
                draw(st.sampled_from(["standard", "wheelchair"])),
            )
        )
    return sections, seats


@given(halls())
def test_every_hall_comes_back_from_its_file(hall):
    sections, seats = hall

    file = json.loads(json.dumps(encode(sections, seats)))

    assert geometry.decode(file) == (sections, seats)


@given(st.lists(LABELS, max_size=30))
def test_every_list_of_numbers_comes_back(labels):
    assert geometry.decode_numbers(geometry.encode_numbers(labels)) == labels


@given(halls(), st.tuples(POINTS, POINTS))
def test_ranks_are_a_permutation_by_distance(hall, focal):
    _sections, seats = hall

    ranks = geometry.rank_seats(seats, focal)

    assert sorted(ranks) == list(range(len(seats)))
    by_rank = [seats[ranks.index(rank)] for rank in range(len(seats))]
    away = [(s.x - focal[0]) ** 2 + (s.y - focal[1]) ** 2 for s in by_rank]
    assert away == sorted(away)


def test_stadium_takes_less_than_ten_bytes_a_seat():
    sections, seats = stadium()
    file = encode(sections, seats)

    text = json.dumps(file, separators=(",", ":")).encode()

    assert len(seats) > 60_000
    assert len(gzip.compress(text, mtime=0)) < 10 * len(seats)


def test_stadium_comes_back():
    sections, seats = stadium()

    decoded = geometry.decode(encode(sections, seats))

    assert decoded == (sections, [simplified(seat) for seat in seats])


def test_seats_out_of_order_are_refused():
    seats = [geometry.Seat(id_, 1, "A", str(id_), 0, 0) for id_ in (2, 1)]

    with pytest.raises(ValueError, match="ordered"):
        encode([geometry.Section(1, "Stalls")], seats)


def test_seat_in_unknown_section_is_refused():
    with pytest.raises(ValueError, match="unknown sections"):
        encode([], [geometry.Seat(1, 5, "A", "1", 0, 0)])


@pytest.mark.parametrize(
    ("labels", "spec"),
    [
        ([], []),
        (["1", "2", "3"], [1, 1, 3]),
        (["5", "3", "1", "2", "4"], [5, -2, 3, 2, 2, 2]),
        (["07", "08"], ["07", "08"]),
        (["0", "10"], [0, 10, 2]),
        (["٣"], ["٣"]),
        (["12345678901"], ["12345678901"]),
    ],
)
def test_numbers_are_runs_where_they_can_be(labels, spec):
    assert geometry.encode_numbers(labels) == spec


class TestFocal:
    def seats(self, *points):
        return [geometry.Seat(i, 1, "", str(i), *p) for i, p in enumerate(points, 1)]

    def test_stage_is_looked_at(self):
        stage = {"shape": "rect", "role": "stage", "x": 0, "y": -50, "w": 20, "h": 10}

        assert geometry.default_focal(self.seats((0, 0)), (), [stage]) == (10, -45)

    def test_arena_looks_at_its_empty_middle(self):
        ring = self.seats((-500, 0), (500, 0), (0, -500), (0, 500))

        assert geometry.default_focal(ring) == (0, 0)

    def test_hall_looks_at_the_front(self):
        block = self.seats(*((x, y) for x in range(0, 500, 50) for y in (0, 90, 180)))

        assert geometry.default_focal(block) == (225, 0)

    def test_two_short_rows_are_no_arena(self):
        block = self.seats(*((x, y) for x in range(0, 200, 50) for y in (0, 90)))

        assert geometry.default_focal(block) == (75, 0)

    def test_given_focal_is_kept(self):
        file = encode([geometry.Section(1, "A")], self.seats((0, 0)), focal=(3, 4))

        assert file["focal"] == [3, 4]


class TestBlocks:
    def test_rows_are_centred_and_keyed(self):
        seats = list(seat_blocks.row_block("S", rows=[2, 3], pitch=50, depth=90))

        assert [(s.row, s.number, s.x, s.y) for s in seats] == [
            ("1", "1", -25, 0),
            ("1", "2", 25, 0),
            ("2", "1", -50, 90),
            ("2", "2", 0, 90),
            ("2", "3", 50, 90),
        ]
        assert [s.key for s in seats][:2] == ["S/1/1", "S/1/2"]

    def test_aisle_runs_straight(self):
        seats = list(seat_blocks.row_block("S", rows=[4, 6], pitch=50, aisles=(0,)))

        inner = {abs(s.x) for s in seats if abs(s.x) < 100}
        assert inner == {75}

    def test_curved_row_bends_to_the_front_at_its_ends(self):
        seats = list(seat_blocks.row_block("S", rows=[5], curve=2))

        assert seats[2].y == 0
        assert seats[0].y == seats[4].y < seats[1].y < 0

    def test_arc_keeps_its_distance_and_fits_more_seats_behind(self):
        seats = list(
            seat_blocks.arc_block(
                "S", centre=(100, 0), radius=1000, start=0, end=90, rows=2
            )
        )

        assert {round(((s.x - 100) ** 2 + s.y**2) ** 0.5) for s in seats} == {
            1000,
            1080,
        }
        rows = [s.row for s in seats]
        assert rows.count("2") > rows.count("1")

    def test_kinds_are_given_by_row_and_seat(self):
        seats = seat_blocks.row_block("S", rows=[3], kinds={(0, 1): "wheelchair"})

        assert [s.kind for s in seats] == ["standard", "wheelchair", "standard"]

    @given(st.integers(1, 60))
    def test_odd_and_even_numbers_are_all_there_and_odd_stand_left(self, count):
        numbers = [int(seat_blocks.odd_even(i, count)) for i in range(count)]

        assert sorted(numbers) == list(range(1, count + 1))
        odd = [number % 2 for number in numbers]
        assert odd == sorted(odd, reverse=True)
