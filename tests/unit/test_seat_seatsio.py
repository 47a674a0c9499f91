"""Charts as seats.io draws them: rows, sections, tables, areas, booths."""

import json

import pytest

from tests.helpers.pure import pure
from tests.helpers.seat_files import VENUES, codes, needs_data, refused, seat_import

seat_seatsio = pure("ticket_venue", "seat_seatsio")
geometry = pure("ticket_venue", "geometry")


def seat(label, x=0, y=0, **values):
    return {"label": label, "x": x, "y": y, "categoryKey": 9, **values}


def chart(**parts):
    return {
        "name": "Chart",
        "categories": {"list": [{"label": "Gold", "color": "#FFD700", "key": 9}]},
        "subChart": {"rows": [], **parts},
    }


def row(label, *seats, **values):
    return {"label": label, "seats": list(seats), "curve": 0, **values}


def parse(**parts):
    return seat_import.parse(json.dumps(chart(**parts)).encode())


def chart_file(name):
    return seat_import.parse((VENUES / "seatsio-charts" / name).read_bytes())


@needs_data
class TestRealFiles:
    def test_rows_and_general_admission(self):
        plan = chart_file("sampleChart.json")

        standing = [s for s in plan.sections if s.kind == "standing"]
        assert [(s.name, s.capacity) for s in standing] == [("GA1", 100), ("GA2", 100)]
        assert len(plan.seats) == len({seat.key for seat in plan.seats}) > 30
        assert {seat.kind for seat in plan.seats} == {"standard", "wheelchair"}
        assert [s["role"] for s in plan.shapes] == ["stage"]
        assert plan.focal == (562.5, 83.075)

    def test_sections_stand_where_they_are_drawn(self):
        plan = chart_file("sampleChartWithSections.json")

        assert [s.name for s in plan.sections] == ["Section A", "Section B"]
        second = next(s for s in plan.seats if s.section_id == "Section B")
        assert (second.x, second.y) == ((189.94 + 16.25) * 2.5, 45.25 * 2.5)
        assert {seat.category for seat in plan.seats} == {"cat1", "cat2"}

    def test_tables_become_rows_and_whole_ones_are_told(self):
        plan = chart_file("sampleChartWithTables.json")

        assert {seat.row for seat in plan.seats} == {"T1", "T2"}
        assert codes(plan) == ["whole_table", "overlap"]
        assert [shape["text"] for shape in plan.shapes] == ["T1", "T2"]

    def test_every_cut_of_a_chart_is_refused(self):
        content = (VENUES / "seatsio-charts" / "sampleChart.json").read_bytes()

        for end in range(1, len(content.rstrip()) - 1, 997):
            assert refused(content[:end])[0][1] == "not_json"


def test_seats_are_half_a_metre_apart():
    plan = parse(rows=[row("A", seat("1"), seat("2", 20))])

    assert [s.x for s in plan.seats] == [0, 50]
    assert plan.categories == {"Gold": "#ffd700"}


@pytest.mark.parametrize(
    ("mark", "kind"),
    [
        ("accessible", "wheelchair"),
        ("companionSeat", "companion"),
        ("restrictedView", "obstructed"),
    ],
)
def test_seat_kinds_are_read(mark, kind):
    plan = parse(rows=[row("A", seat("1", **{mark: True}))])

    assert plan.seats[0].kind == kind


def test_straight_row_with_a_curve_is_bent_to_the_front_at_its_ends():
    seats = [seat(str(n), 20 * n) for n in range(5)]

    plan = parse(rows=[row("A", *seats, curve=10)])

    heights = [s.y for s in plan.seats]
    assert heights[0] == heights[-1] == 0
    assert heights[2] == max(heights) == 10


def test_row_that_is_bent_already_stays():
    seats = [seat("1"), seat("2", 20, 6), seat("3", 40)]

    plan = parse(rows=[row("A", *seats, curve=10)])

    assert [s.y for s in plan.seats] == [0, 15, 0]


def test_rows_are_gathered_in_the_section_they_name():
    rows = [
        row("A", seat("1"), sectionLabel="Left"),
        row("B", seat("1", 0, 30), sectionLabel="Left"),
        row("A", seat("1", 90), sectionLabel="Right"),
    ]

    plan = parse(rows=rows)

    assert [s.name for s in plan.sections] == ["Left", "Right"]
    assert [s.section_id for s in plan.seats] == ["Left", "Left", "Right"]


def test_booth_is_one_place_with_its_drawing():
    booth = {"label": "B7", "center": {"x": 10, "y": 20}, "width": 40, "height": 20}

    plan = parse(booths=[booth])

    assert [(s.number, s.x, s.y) for s in plan.seats] == [("B7", 25, 50)]
    assert [shape["shape"] for shape in plan.shapes] == ["rect"]


def test_round_area_gets_an_outline():
    area = {"label": "GA", "capacity": 50, "type": "circle", "radius1": 10}
    area |= {"radius2": 20, "center": {"x": 0, "y": 0}}

    plan = parse(generalAdmissionAreas=[area])

    points = plan.sections[0].polygon
    assert (points[0], len(points)) == ([25, 0], 24)
    assert max(y for _x, y in points) == 50


def test_repeated_uuid_is_told_and_kept_apart():
    seats = [seat("1", uuid="u"), seat("2", 20, uuid="u")]

    plan = parse(rows=[row("A", *seats)])

    assert [s.key for s in plan.seats] == ["u", "u#2"]
    assert codes(plan) == ["repeated_guid"]


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"rows": "x"}, ("$.subChart.rows", "not_list")),
        ({"rows": [3]}, ("$.subChart.rows[0]", "not_object")),
        (
            {"rows": [row("A", seat("1", 10**9))]},
            ("$.subChart.rows[0].seats[0]", "too_far"),
        ),
        (
            {"rows": [row("A", seat(""))]},
            ("$.subChart.rows[0].seats[0]", "missing"),
        ),
        ({"rows": [row("A", seat("1"), seat("1", 20))]}, ("", "duplicate_label")),
        (
            {"generalAdmissionAreas": [{"label": "GA", "capacity": -3}]},
            ("$.subChart.generalAdmissionAreas[0]", "not_capacity"),
        ),
        ({}, ("", "empty")),
    ],
)
def test_wrong_chart_is_refused_with_its_place(parts, problem):
    assert refused(json.dumps(chart(**parts))) == [problem]
