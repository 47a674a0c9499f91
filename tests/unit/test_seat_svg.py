"""Drawings whose circles and rectangles are named as seats; nothing in them runs."""

import pytest

from tests.helpers.pure import pure
from tests.helpers.seat_files import codes, refused, seat_import

seat_svg = pure("ticket_venue", "seat_svg")
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" data-unit="cm" {}>'


def svg(inside, attributes=""):
    return f"{HEAD.format(attributes)}{inside}</svg>".encode()


def parse(inside, **options):
    return seat_import.parse(svg(inside), **options)


def labels(plan):
    names = {section.id: section.name for section in plan.sections}
    return [(names[s.section_id], s.row, s.number) for s in plan.seats]


def dot(name, x=0, y=0):
    return f'<circle id="{name}" cx="{x}" cy="{y}" r="5"/>'


def test_seats_are_named_by_data():
    plan = parse(
        '<g data-section="Stalls" data-row="A"><rect data-seat="1" data-key="k" x="0" '
        'y="0" width="10" height="20"/></g>'
        '<circle data-section="Box" data-seat="2" data-kind="wheelchair" cx="90" r="5"/>'
    )

    assert labels(plan) == [("Stalls", "A", "1"), ("Box", "", "2")]
    assert [(s.x, s.y, s.key, s.kind) for s in plan.seats] == [
        (5, 10, "k", "standard"),
        (90, 0, "Box//2", "wheelchair"),
    ]


@pytest.mark.parametrize(
    ("name", "groups", "label"),
    [
        ("Stalls-A-12", (), ("Stalls", "A", "12")),
        ("Upper_Circle_A_12", (), ("Upper Circle", "A", "12")),
        ("A12", ("Circle",), ("Circle", "A", "12")),
        ("Row B Seat 7", ("Circle",), ("Circle", "B", "7")),
        ("12", ("Circle", "Row B"), ("Circle", "B", "12")),
        ("池座-3-15", (), ("池座", "3", "15")),
        ("exit", ("Circle",), None),
    ],
)
def test_seats_are_named_by_ids(name, groups, label):
    assert seat_svg.split_name(name, groups) == label


def test_names_a_program_gives_are_no_seats():
    plan = parse(dot("A-1") + dot("circle4711", 50) + dot("path12", 90))

    assert labels(plan) == [("Seats", "A", "1")]
    assert len(plan.shapes) == 2


def test_group_names_may_be_inkscape_s_or_escaped():
    plan = parse(
        '<g xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:label="Loge gauche"'
        f' id="g9">{dot("A-1")}</g><g id="Rang_x0020_2">{dot("B-1", 50)}</g>'
    )

    assert [s.name for s in plan.sections] == ["Loge gauche", "Rang 2"]


def test_transformations_add_up():
    plan = parse(
        f'<g transform="translate(100, 50) rotate(90)"><g transform="scale(2)">'
        f"{dot('A-1', 10, 0)}</g></g>"
    )

    assert (plan.seats[0].x, plan.seats[0].y) == (100, 70)


def test_drawing_of_other_scale_is_enlarged_and_told():
    content = svg("".join(dot(f"A-{n}", 4 * n) for n in range(1, 6)))

    plan = seat_import.parse(content.replace(b' data-unit="cm"', b""))

    assert [s.x for s in plan.seats] == [50, 100, 150, 200, 250]
    assert codes(plan) == ["rescaled"]


def test_other_shapes_become_the_drawing():
    plan = parse(
        dot("A-1")
        + '<rect x="0" y="0" width="30" height="20" style="fill:#ABC;stroke:red"/>'
        + '<path d="M 0 0 h 10 v 5 z"/><text x="3" y="4">Bar <tspan>left</tspan></text>'
        + '<line x1="0" y1="0" x2="9" y2="9"/>'
    )

    kinds = [shape["shape"] for shape in plan.shapes]
    assert kinds == ["rect", "polygon", "text", "line"]
    assert plan.shapes[0]["fill"] == "#aabbcc"
    assert "stroke" not in plan.shapes[0]
    assert plan.shapes[2]["text"] == "Bar left"


@pytest.mark.parametrize(
    "part",
    [
        "<script>alert(1)</script>",
        '<circle id="A-2" cx="9" onclick="alert(1)"/>',
        '<a href="javascript:alert(1)"/>',
        '<a href=" java&#10;script:alert(1)"/>',
        "<foreignObject/>",
        "<defs><script/></defs>",
        '<use href="http://example.com/x.svg#a"/>',
        '<g><animate attributeName="href" to="x"/></g>',
    ],
)
def test_script_is_refused_with_its_line(part):
    assert refused(svg(f"{dot('A-1')}\n{part}")) == [("2", "svg_script")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<svg>", "not_svg"),
        (b"<html/>", "not_svg"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><svg/>', "xml_entities"),
        (svg(""), "no_seat_names"),
        (svg(dot("rect12")), "no_seat_names"),
        (svg(dot("A-1") + dot("A-1", 90)), "duplicate_seat"),
        (svg(dot("A-1", 10**9)), "too_far"),
        (svg(dot("A-1", "1e999")), "not_number"),
        (svg('<g transform="scale(1e30)">' + dot("A-1", 1) + "</g>"), "too_far"),
        (svg('<g transform="matrix(1 2)">' + dot("A-1") + "</g>"), "not_valid"),
        (svg("<g>" * 5000), "not_svg"),
    ],
)
def test_wrong_drawing_is_refused(content, code):
    assert refused(content)[0][1] == code


def test_declared_type_of_old_drawings_is_no_obstacle():
    head = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://example.com/a.dtd">'

    assert seat_import.parse(head + svg(dot("A-1"))).seats


def test_markup_in_names_stays_text():
    plan = parse('<circle data-section="&lt;script&gt;" data-seat="1" r="5"/>')

    assert plan.sections[0].name == "<script>"
