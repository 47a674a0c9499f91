"""Every format is read back without loss of what it can hold."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers.pure import pure

geometry = pure("ticket_venue", "geometry")
seat_export = pure("ticket_venue", "seat_export")
seat_import = pure("ticket_venue", "seat_import")
seat_plan = pure("ticket_venue", "seat_plan")
seat_table = pure("ticket_venue", "seat_table")

VENUES = Path(__file__).parents[3] / "shared" / "data" / "venues"
needs_data = pytest.mark.skipif(not VENUES.exists(), reason="real data is not here")
#: Formats that hold the drawing too.
DRAWN = ["pretix", "seatsio", "svg"]


def hall():
    """A plan with everything a plan may hold."""
    sections = [
        geometry.Section("ST", "池座"),
        geometry.Section("B1", "Box =1", "seated", [[0, 0], [100, 0], [100, 90]]),
        geometry.Section("FL", "Floor", "standing", [[-400, 5], [0, 5], [0, 90]], 250),
    ]
    seats = [
        geometry.Seat(0, "ST", "A", "1", -120.5, -33.25, key="st-a-1", category="Gold"),
        geometry.Seat(0, "ST", "A", "02", 50, 0, "wheelchair", "x", "Gold"),
        geometry.Seat(0, "ST", "A", "3", 100, 0, "companion", "y", "Silver", "x"),
        geometry.Seat(0, "B1", "", "1", 170.125, 0, "house", "=cmd|' /C calc'!A0"),
        geometry.Seat(0, "B1", "", "-2", 230, 0, "press", "'quoted"),
    ]
    shapes = [
        {"shape": "rect", "x": -10, "y": -200.5, "w": 300, "h": 90, "role": "stage"}
        | {"fill": "#aabbcc", "rotation": 30, "text": "Stage <b>", "size": 40},
        {"shape": "ellipse", "x": 5, "y": 6, "rx": 70, "ry": 70, "stroke": "#123456"},
        {"shape": "ellipse", "x": 5, "y": 6, "rx": 70, "ry": 20, "rotation": 12.5},
        {"shape": "polygon", "points": [[0, 0], [9, 1], [5.5, 8]], "fill": "#00ff00"}
        | {"rotation": 45},
        {"shape": "line", "points": [[0, 0], [90, 10], [55, 80]], "size": 12}
        | {"role": "wall"},
        {"shape": "text", "x": -3, "y": 4, "text": "出口", "size": 32}
        | {"color": "#ff0000", "rotation": 90},
    ]
    return seat_plan.Plan(
        sections,
        seats,
        shapes,
        focal=(20, -300),
        categories={"Gold": "#ffd700", "Silver": "#c0c0c0"},
        name="Opera",
    )


def read_back(plan, name):
    return seat_import.parse(seat_export.FORMATS[name].write(plan))


def seats_of(plan):
    return {seat.key: seat for seat in plan.seats}


@pytest.mark.parametrize("name", seat_export.FORMATS)
def test_sections_and_seats_are_read_back(name):
    plan = hall()

    back = read_back(plan, name)

    assert back.defects == []
    assert back.sections == plan.sections
    assert seats_of(back) == seats_of(plan)
    assert back.derived == frozenset()


@pytest.mark.parametrize("name", DRAWN)
def test_drawing_focal_point_and_colours_are_read_back(name):
    plan = hall()

    back = read_back(plan, name)

    assert back.shapes == plan.shapes
    assert back.focal == plan.focal
    assert back.categories == plan.categories
    assert back.name == plan.name
    assert back.tells == seat_plan.TELLS


@pytest.mark.parametrize("name", sorted(set(seat_export.FORMATS) - set(DRAWN)))
def test_table_says_that_it_tells_no_drawing(name):
    assert read_back(hall(), name).tells == seat_plan.TELLS - {"drawing"}


@pytest.mark.parametrize("name", seat_export.FORMATS)
def test_hall_of_standing_places_only_is_read_back(name):
    plan = replace(hall(), sections=hall().sections[2:], seats=[], categories={})

    back = read_back(plan, name)

    assert back.sections == plan.sections


@pytest.mark.parametrize("name", seat_export.FORMATS)
def test_labels_stay_text_in_a_spreadsheet_program(name):
    content = seat_export.FORMATS[name].write(hall())

    if name == "csv":
        cells = content.decode("utf-8-sig").replace("\r\n", ",").split(",")
        assert not [c for c in cells if c.startswith(("=", "@"))]
    if name == "xlsx":
        assert b"<f>" not in content


def test_pretix_export_keeps_to_what_their_schema_allows():
    file = json.loads(seat_export.FORMATS["pretix"].write(hall()))

    assert set(file) == {"name", "categories", "zones", "size"}
    allowed = {"name", "zone_id", "position", "rows", "areas", "uuid"}
    assert all(set(zone) <= allowed for zone in file["zones"])
    names = {category["name"] for category in file["categories"]}
    for zone in file["zones"]:
        for row in zone["rows"]:
            for seat in row["seats"]:
                x = zone["position"]["x"] + seat["position"]["x"]
                y = zone["position"]["y"] + seat["position"]["y"]
                assert 0 <= x <= file["size"]["width"]
                assert 0 <= y <= file["size"]["height"]
                assert len(seat["seat_guid"]) > 1
                assert seat["category"] in names


@needs_data
@pytest.mark.parametrize("name", seat_export.FORMATS)
@pytest.mark.parametrize(
    "path",
    [
        "seatmap-canvas/two-floor-738.pretix.json",
        "tw-baseball/rakuten-taoyuan-seats.csv",
        "seatsio-charts/sampleChart.json",
        "seatsio-charts/sampleChartWithSections.json",
        "seatsio-charts/sampleChartWithTables.json",
    ],
)
def test_real_files_are_read_back(name, path):
    zones = (VENUES / path).with_name("rakuten-taoyuan-zones.json")
    plan = seat_import.parse(
        (VENUES / path).read_bytes(), zones.read_bytes() if zones.exists() else None
    )

    back = read_back(plan, name)

    assert back.sections == plan.sections
    assert seats_of(back) == seats_of(plan)
    assert [d.code for d in back.defects if d.code != "overlap"] == []
    if name in DRAWN:
        assert len(back.shapes) == len(plan.shapes)
        for shape, wanted in zip(back.shapes, plan.shapes, strict=True):
            assert shape == pytest.approx(wanted, abs=0.002)
