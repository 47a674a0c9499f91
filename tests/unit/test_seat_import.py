"""Seat files: read whole, or refused with the place and the reason."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.pure import pure

seat_import = pure("ticket_venue", "seat_import")
seat_plan = pure("ticket_venue", "seat_plan")
SeatFileError = seat_import.SeatFileError

VENUES = Path(__file__).parents[3] / "shared" / "data" / "venues"
needs_data = pytest.mark.skipif(not VENUES.exists(), reason="real data is not here")
HEADER = "section,row,seat,x,y,kind,key\n"


def parse(text, zones=None):
    return seat_import.parse(text.encode(), zones)


def refused(content, zones=None):
    """(place, code) of every problem the file is refused for."""
    if isinstance(content, str):
        content = content.encode()
    with pytest.raises(SeatFileError) as caught:
        seat_import.parse(content, zones)
    return [(problem.place, problem.code) for problem in caught.value.problems]


def hall(*rows, areas=(), **zone):
    return {
        "name": "Hall",
        "categories": [{"name": "A", "color": "#ff0000"}],
        "zones": [{"name": "Stalls", "rows": list(rows), "areas": list(areas), **zone}],
        "size": {"width": 100, "height": 100},
    }


def row(label, *numbers, **values):
    seats = [
        {
            "seat_number": number,
            "seat_guid": f"{label}-{number}",
            "position": {"x": 25 * index, "y": 0},
            "category": "A",
        }
        for index, number in enumerate(numbers)
    ]
    return {"row_number": label, "seats": seats, "position": {"x": 0, "y": 0}, **values}


def parse_hall(plan):
    return seat_import.parse(json.dumps(plan).encode())


@needs_data
class TestRealFiles:
    def test_baseball_stadium_stands_around_its_field(self):
        folder = VENUES / "tw-baseball"

        plan = seat_import.parse(
            (folder / "rakuten-taoyuan-seats.csv").read_bytes(),
            (folder / "rakuten-taoyuan-zones.json").read_bytes(),
        )

        assert (len(plan.sections), len(plan.seats)) == (52, 12_851)
        assert len({seat.key for seat in plan.seats}) == 12_851
        assert [defect.code for defect in plan.defects] == ["section_without_seats"] * 2
        assert [shape["role"] for shape in plan.shapes] == ["field"]

    def test_baseball_seats_do_not_stand_on_each_other(self):
        content = (VENUES / "tw-baseball" / "rakuten-taoyuan-seats.csv").read_bytes()
        zones = (VENUES / "tw-baseball" / "rakuten-taoyuan-zones.json").read_bytes()

        for plan in (
            seat_import.parse(content),
            seat_import.parse(content, zones),
        ):
            assert seat_plan.overlapping(plan.seats) == []

    def test_two_floor_hall_reports_its_repeated_guids(self):
        content = (VENUES / "seatmap-canvas" / "two-floor-738.pretix.json").read_bytes()

        plan = seat_import.parse(content)

        codes = [defect.code for defect in plan.defects]
        assert len(plan.seats) == len({seat.key for seat in plan.seats}) == 738
        assert codes.count("repeated_guid") == 126
        assert codes.count("repeated_numbers") == 2

    def test_two_floor_hall_has_no_two_seats_that_read_the_same(self):
        content = (VENUES / "seatmap-canvas" / "two-floor-738.pretix.json").read_bytes()

        plan = seat_import.parse(content)

        names = {section.id: section.name for section in plan.sections}
        labels = {(names[s.section_id], s.row, s.number) for s in plan.seats}
        assert len(labels) == 738

    def test_every_cut_of_a_real_plan_is_refused(self):
        content = (VENUES / "seatmap-canvas" / "two-floor-738.pretix.json").read_bytes()

        for end in range(1, len(content) - 2, 9973):
            assert refused(content[:end])[0][1] == "not_json"


class TestSimpleCsv:
    def test_positions_kinds_and_keys_are_read(self):
        plan = parse(
            HEADER + "Stalls,A,1,10,20.5,wheelchair,k1\nStalls,A,2,60,20.5,,\n"
        )

        first, second = plan.seats
        assert (first.x, first.y, first.kind, first.key) == (
            10,
            20.5,
            "wheelchair",
            "k1",
        )
        assert (second.kind, second.key) == ("standard", "Stalls/A/2")
        assert [section.name for section in plan.sections] == ["Stalls"]

    def test_seats_without_positions_are_laid_out_apart(self):
        lines = "".join(f"{s},{r},{n}\n" for s in "AB" for r in "12" for n in range(3))

        plan = parse("section,row,seat\n" + lines)

        assert len({(seat.x, seat.y) for seat in plan.seats}) == 12
        assert seat_plan.overlapping(plan.seats) == []

    def test_rows_stay_together_whatever_the_order_of_lines(self):
        plan = parse("section,row,seat\nS,1,1\nS,2,1\nS,1,2\nS,2,2\n")

        assert [(s.row, s.number) for s in plan.seats] == [
            ("1", "1"),
            ("1", "2"),
            ("2", "1"),
            ("2", "2"),
        ]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
    def test_chinese_is_read_in_both_encodings(self, encoding):
        text = "section,row,seat\n池座,一排,12\n"

        plan = seat_import.parse(text.encode(encoding))

        assert plan.sections[0].name == "池座"

    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    def test_usual_separators_are_read(self, separator):
        plan = parse("section,row,seat\nS,1,2\n".replace(",", separator))

        assert plan.seats[0].key == "S/1/2"

    def test_markup_is_only_text(self):
        plan = parse("section,row,seat\n<script>alert(1)</script>,1,1\n")

        assert plan.sections[0].name == "<script>alert(1)</script>"

    def test_seats_on_each_other_are_reported(self):
        plan = parse(HEADER + "S,1,1,0,0,,\nS,1,2,5,0,,\nS,1,3,60,0,,\n")

        assert [(d.code, d.params["count"]) for d in plan.defects] == [("overlap", 1)]

    @pytest.mark.parametrize(
        ("lines", "problem"),
        [
            ("S,1,1,0,0,,\nS,1,1,9,9,,\n", ("3", "duplicate_seat")),
            ("S,1,1,0,0,,k\nS,1,2,9,9,,k\n", ("3", "duplicate_key")),
            ("S,1,1,nan,0,,\n", ("2", "not_number")),
            ("S,1,1,1e999,0,,\n", ("2", "not_number")),
            ("S,1,1,left,0,,\n", ("2", "not_number")),
            ("S,1,1,1000000000,0,,\n", ("2", "too_far")),
            ("S,1,1,5,,,\n", ("2", "half_position")),
            ("S,1,1,5,5,,\nS,1,2,,,,\n", ("3", "some_positions")),
            ("S,1,1,5,5,throne,\n", ("2", "unknown_kind")),
            ("S,1,,5,5,,\n", ("2", "missing")),
            (",1,1,5,5,,\n", ("2", "missing")),
            (f"S,{'9' * 40},1,5,5,,\n", ("2", "too_long")),
            ("S,1,\x07,5,5,,\n", ("2", "control_character")),
            ("S,1,1,5\n", ("2", "cells")),
            ('S,1,"1,5,5,,\n', ("2", "not_csv")),
        ],
    )
    def test_wrong_line_is_named_with_its_reason(self, lines, problem):
        assert refused(HEADER + lines) == [problem]

    def test_all_wrong_lines_are_named_at_once(self):
        lines = "S,1,1,x,0,,\nS,1,2,0,0,,\nS,1,3,0,y,,\n"

        assert refused(HEADER + lines) == [("2", "not_number"), ("4", "not_number")]

    def test_many_problems_are_cut_short(self):
        found = refused(HEADER + "S,1,1,x,0,,\n" * 500)

        assert len(found) <= seat_plan.MAX_PROBLEMS + 1
        assert found[-1] == ("", "more")

    def test_too_many_seats_are_refused(self, monkeypatch):
        monkeypatch.setattr(pure("ticket_venue", "seat_table"), "MAX_SEATS", 3)

        assert refused("section,row,seat\n" + "S,1,1\n" * 4) == [
            ("5", "too_many_seats")
        ]

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "columns"),
            (b"section,row,seat\n", "empty"),
            (b"a,b\n1,2\n", "columns"),
            (b"\xff\xfe\xff\xff", "encoding"),
            ("section,row,seat".encode("utf-16"), "encoding"),
            (b"PK\x03\x04\x00\x00", "not_xlsx"),
        ],
    )
    def test_other_files_are_refused(self, content, code):
        assert refused(content)[0][1] == code


class TestGridCsv:
    HEADER = "zone,spaceType,colNumber,rowNumber,positionColNumber,positionRowNumber\n"

    def test_seats_stand_where_the_grid_says(self):
        plan = parse(self.HEADER + "Z,seat,1,1,1,1\nZ,seat,2,1,3,1\nZ,seat,1,2,1,2\n")

        assert [(s.row, s.number, s.x, s.y) for s in plan.seats] == [
            ("1", "1", 0, 0),
            ("1", "2", 100, 0),
            ("2", "1", 0, 85),
        ]

    def test_other_spaces_are_left_out_and_reported(self):
        plan = parse(self.HEADER + "Z,seat,1,1,1,1\nZ,pillar,2,1,2,1\n")

        assert len(plan.seats) == 1
        assert [(d.place, d.code) for d in plan.defects] == [("3", "not_a_seat")]

    @pytest.mark.parametrize("value", ["0", "-1", "x", "1.5", "99999999", "²"])
    def test_wrong_position_is_refused(self, value):
        found = refused(self.HEADER + f"Z,seat,1,1,{value},1\n")

        assert found == [("2", "not_position")]

    @pytest.mark.parametrize("zones", [b"{", b"[]", b"{}", b'{"zones": [3]}', b"\xff"])
    def test_wrong_zones_file_is_refused(self, zones):
        assert refused(self.HEADER + "Z,seat,1,1,1,1\n", zones)


class TestPretix:
    def test_positions_add_up_and_are_scaled(self):
        plan = parse_hall(
            hall(
                row("A", "1", "2", position={"x": 10, "y": 20}),
                position={"x": 100, "y": 0},
            )
        )

        assert [(seat.x, seat.y) for seat in plan.seats] == [(220, 40), (270, 40)]

    def test_repeated_guid_gets_a_number_and_a_report(self):
        second = row("B", "1")
        second["seats"][0]["seat_guid"] = "A-1"

        plan = parse_hall(hall(row("A", "1"), second))

        assert [seat.key for seat in plan.seats] == ["A-1", "A-1#2"]
        assert ("$.zones[0].rows[1].seats[0]", "repeated_guid") in [
            (defect.place, defect.code) for defect in plan.defects
        ]

    def test_zone_that_counts_again_becomes_two_sections(self):
        far = row("A", "1", position={"x": 500, "y": 0})
        far["seats"][0]["seat_guid"] = "far"

        plan = parse_hall(hall(row("A", "1"), far))

        assert [section.name for section in plan.sections] == ["Stalls 1", "Stalls 2"]
        assert [defect.code for defect in plan.defects] == ["repeated_numbers"]

    def test_two_seats_of_one_number_in_one_row_are_refused(self):
        broken = row("A", "1", "1")

        assert refused(json.dumps(hall(broken))) == [
            ("$.zones[0].rows[0]", "duplicate_number")
        ]

    def test_unknown_category_is_reported_once(self):
        seats = row("A", "1", "2")
        for seat in seats["seats"]:
            seat["category"] = "Z"

        plan = parse_hall(hall(seats))

        assert [defect.code for defect in plan.defects] == ["unknown_category"]

    def test_areas_become_shapes(self):
        areas = [
            {
                "shape": "rectangle",
                "position": {"x": 10, "y": 10},
                "rectangle": {"width": 20, "height": 10},
                "color": "#ABC",
                "border_color": "url(javascript:1)",
                "rotation": 90,
                "text": {"text": "<b>Stage</b>", "position": {"x": 10, "y": 5}},
            },
            {"shape": "circle", "circle": {"radius": 5}},
            {"shape": "star"},
        ]

        plan = parse_hall(hall(row("A", "1"), areas=areas))

        rect, text, circle = plan.shapes
        assert (rect["shape"], rect["fill"], rect["rotation"]) == (
            "rect",
            "#aabbcc",
            90,
        )
        assert "stroke" not in rect
        assert (rect["x"], rect["y"]) == pytest.approx((-10, 30))
        assert text["text"] == "<b>Stage</b>"
        assert (circle["rx"], circle["ry"]) == (10, 10)
        assert [defect.code for defect in plan.defects] == ["unknown_shape"]

    def test_plan_without_seats_is_refused(self):
        assert refused(json.dumps(hall())) == [("", "empty")]

    @pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
    def test_numbers_json_does_not_know_are_refused(self, word):
        text = json.dumps(hall(row("A", "1"))).replace('"x": 0', f'"x": {word}', 1)

        assert refused(text) == [("", "not_json")]

    def test_deep_nesting_is_refused(self):
        assert refused("[" * 200_000)[0][1] == "not_json"

    @pytest.mark.parametrize(
        ("path", "value", "problem"),
        [
            (("zones",), "x", ("$.zones", "not_list")),
            (("zones", 0), 3, ("$.zones[0]", "not_object")),
            (("zones", 0, "rows"), {"a": 1}, ("$.zones[0].rows", "not_list")),
            (
                ("zones", 0, "rows", 0, "seats", 0, "position", "x"),
                10**400,
                ("$.zones[0].rows[0].seats[0].position", "not_number"),
            ),
            (
                ("zones", 0, "rows", 0, "seats", 0, "position", "x"),
                10**9,
                ("$.zones[0].rows[0].seats[0].position", "too_far"),
            ),
            (
                ("zones", 0, "rows", 0, "seats", 0, "seat_number"),
                ["1"],
                ("$.zones[0].rows[0].seats[0]", "not_text"),
            ),
            (
                ("zones", 0, "rows", 0, "seats", 0, "seat_guid"),
                "",
                ("$.zones[0].rows[0].seats[0]", "missing"),
            ),
        ],
    )
    def test_wrong_value_is_named_by_its_path(self, path, value, problem):
        plan = hall(row("A", "1"), row("B", "1"))
        holder = plan
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = value

        assert problem in refused(json.dumps(plan))


NAMES = ["name", "zones", "rows", "seats", "areas", "categories", "position", "x", "y"]
NAMES += [
    "row_number",
    "seat_number",
    "seat_guid",
    "category",
    "shape",
    "text",
    "rectangle",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(NAMES),
            inner,
            max_size=6,
        )
    ),
    max_leaves=40,
)


def reads_or_refuses(content):
    try:
        plan = seat_import.parse(content)
    except SeatFileError as error:
        assert all(problem.reason for problem in error.problems)
    else:
        assert plan.seats
        assert len({seat.key for seat in plan.seats}) == len(plan.seats)
        assert all(defect.reason for defect in plan.defects)


@given(JSON)
def test_any_json_is_read_or_refused(value):
    reads_or_refuses(json.dumps(value).encode())


@given(JSON, st.sampled_from(["zones", "categories"]))
def test_any_part_of_a_plan_is_read_or_refused(value, part):
    reads_or_refuses(json.dumps(hall(row("A", "1")) | {part: value}).encode())


@given(st.lists(st.lists(st.text(max_size=6), min_size=7, max_size=7), max_size=8))
def test_any_csv_is_read_or_refused(rows):
    lines = "".join(",".join(cells) + "\n" for cells in rows)
    reads_or_refuses((HEADER + lines).encode("utf-8", "surrogatepass"))


@settings(max_examples=300)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    reads_or_refuses(content)


def test_every_message_takes_its_parameters():
    for code, text in seat_plan.MESSAGES.items():
        names = set(seat_plan.re.findall(r"%\((\w+)\)s", text))
        remark = seat_plan.Remark("1", code, dict.fromkeys(names, "x"))
        assert "%" not in remark.reason
