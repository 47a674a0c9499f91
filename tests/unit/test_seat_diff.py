"""What an import would change, told before it is done."""

from dataclasses import replace

from tests.helpers.pure import pure

geometry = pure("ticket_venue", "geometry")
seat_diff = pure("ticket_venue", "seat_diff")
seat_plan = pure("ticket_venue", "seat_plan")

SECTIONS = [geometry.Section(7, "Stalls"), geometry.Section(8, "Circle")]
OLD = [
    geometry.Seat(1, 7, "A", "1", 0, 0, key="k1", category="Gold"),
    geometry.Seat(2, 7, "A", "2", 50, 0, "wheelchair", key="k2"),
    geometry.Seat(3, 8, "A", "1", 0, 500, key="k3"),
]
NEW_SECTIONS = [geometry.Section("ST", "Stalls"), geometry.Section("CI", "Circle")]
NEW = [replace(s, id=0, section_id="CI" if s.section_id == 8 else "ST") for s in OLD]


def plan(seats, sections=NEW_SECTIONS, **values):
    return seat_plan.Plan(sections, seats, [], **values)


def compare(seats, **values):
    return seat_diff.compare(SECTIONS, OLD, plan(seats, **values), {7: "ST"})


def numbers(matches):
    return [match.old.id for match in matches]


def test_same_seats_are_unchanged():
    diff = compare(NEW)

    assert (diff.unchanged, diff.added, diff.removed) == (3, [], [])
    assert diff.sections == {7: "ST", 8: "CI"}


def test_renamed_section_is_known_by_its_code():
    sections = [replace(NEW_SECTIONS[0], name="Parquet"), NEW_SECTIONS[1]]

    assert compare(NEW, sections=sections).unchanged == 3


def test_swapped_numbers_are_told_by_the_keys():
    seats = [replace(NEW[0], number="2"), replace(NEW[1], number="1"), NEW[2]]

    diff = compare(seats)

    assert numbers(diff.renumbered) == [1, 2]
    assert diff.moved == []


def test_seat_in_another_section_is_renumbered():
    diff = compare([NEW[0], NEW[1], replace(NEW[2], section_id="ST", row="B")])

    assert numbers(diff.renumbered) == [3]


def test_rounding_is_no_move():
    diff = compare([replace(NEW[0], x=0.4), replace(NEW[1], x=60), NEW[2]])

    assert numbers(diff.moved) == [2]


def test_label_goes_before_a_key_made_from_labels():
    old = [replace(OLD[0], key="Stalls/A/2"), replace(OLD[1], key="Stalls/A/1")]
    seats = [replace(NEW[0], key="Stalls/A/1"), replace(NEW[1], key="Stalls/A/2")]
    made = frozenset(seat.key for seat in seats)

    diff = seat_diff.compare(SECTIONS, old, plan(seats, derived=made), {})

    assert (diff.unchanged, diff.renumbered) == (2, [])


def test_two_seats_of_one_label_are_not_guessed_at():
    old = [OLD[0], replace(OLD[1], number="1")]
    seats = [replace(NEW[0], key="other")]

    diff = seat_diff.compare(SECTIONS, old, plan(seats), {})

    assert (len(diff.added), len(diff.removed)) == (1, 2)


def test_file_that_does_not_tell_kinds_keeps_them():
    seats = [replace(seat, kind="standard", category="") for seat in NEW]

    diff = compare(seats, tells=frozenset(["position"]))

    assert diff.rekinded == []
    assert [m.new.kind for m in diff.matches] == ["standard", "wheelchair", "standard"]
    assert diff.matches[0].new.category == "Gold"


def test_new_seats_without_a_place_stand_below_the_rest():
    fresh = geometry.Seat(0, "ST", "Z", "9", 0, 0, key="new")

    diff = compare([*NEW, fresh], tells=frozenset())

    assert diff.moved == []
    assert diff.added[0].y == 500 + seat_diff.GAP


def test_matched_seat_keeps_its_key():
    seats = [replace(NEW[0], key="from another file"), *NEW[1:]]

    diff = compare(seats)

    assert (diff.matches[0].new.key, diff.matches[0].new.id) == ("k1", 1)
