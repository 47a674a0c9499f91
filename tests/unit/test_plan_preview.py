"""The hall as an import would leave it, with what changes marked."""

from dataclasses import replace

from tests.helpers.pure import pure

geometry = pure("ticket_venue", "geometry")
plan_preview = pure("ticket_venue", "plan_preview")
seat_diff = pure("ticket_venue", "seat_diff")
seat_plan = pure("ticket_venue", "seat_plan")

SECTIONS = [geometry.Section(7, "Stalls"), geometry.Section(8, "Circle")]
OLD = [
    geometry.Seat(1, 7, "A", "1", 0, 0, key="k1"),
    geometry.Seat(2, 7, "A", "2", 50, 0, key="k2"),
    geometry.Seat(3, 8, "A", "1", 0, 500, key="k3"),
]


def preview(seats, old=OLD):
    plan = seat_plan.Plan([geometry.Section("ST", "Stalls")], seats, [])
    diff = seat_diff.compare(SECTIONS, old, plan)
    return plan_preview.preview(plan, diff, SECTIONS, diff.removed)


def test_new_moved_and_removed_seats_are_marked_where_they_stand():
    seats = [
        replace(OLD[0], id=0, section_id="ST", x=20),
        geometry.Seat(0, "ST", "B", "1", 0, 90, key="new"),
    ]

    file = preview(seats)

    _sections, shown = geometry.decode(file)
    marks = [plan_preview.MARKS[mark] for mark, n in file["marks"] for _ in range(n)]
    assert [(s.x, s.y, m) for s, m in zip(shown, marks, strict=True)] == [
        (20, 0, "moved"),
        (0, 90, "new"),
        (50, 0, "removed"),
        (0, 500, "removed"),
    ]
    assert [section["name"] for section in file["sections"]] == ["Stalls", "Circle"]


def test_first_import_has_no_marks():
    file = preview([geometry.Seat(0, "ST", "B", "1", 0, 90, key="new")], old=[])

    assert "marks" not in file
    assert file["count"] == 1


def test_drawing_of_the_map_stays_when_the_file_has_none():
    stage = {"shape": "rect", "role": "stage", "x": 0, "y": -300, "w": 500, "h": 200}
    plan = seat_plan.Plan(
        [geometry.Section("ST", "Stalls")],
        [replace(OLD[0], id=0, section_id="ST")],
        [],
        tells=frozenset(("position",)),
    )
    diff = seat_diff.compare(SECTIONS, OLD[:1], plan)
    told = replace(plan, tells=seat_plan.TELLS)

    assert plan_preview.preview(plan, diff, SECTIONS, [], [stage])["shapes"] == [stage]
    assert plan_preview.preview(told, diff, SECTIONS, [], [stage])["shapes"] == []


def test_renumbering_goes_before_a_move():
    file = preview([replace(OLD[0], id=0, section_id="ST", number="9", x=90)], OLD[:1])

    assert file["marks"] == [[plan_preview.MARKS.index("renumbered"), 1]]


def test_hall_too_large_to_send_is_not_drawn(monkeypatch):
    monkeypatch.setattr(plan_preview, "MAX_SEATS", 2)

    assert preview([replace(seat, id=0, section_id="ST") for seat in OLD]) is None
