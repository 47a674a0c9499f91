"""What the editor sends is believed in nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.pure import pure

plan_delta = pure("ticket_venue", "plan_delta")
seat_plan = pure("ticket_venue", "seat_plan")

SEAT = [-5, 1, "A", "1", 0, 0.5, "standard", 0]
SECTION = {"id": -1, "name": "Circle", "kind": "seated"}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=9)
        | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


def read(**delta):
    return plan_delta.read_delta(delta, ["standard", "wheelchair"])


def changed(record, at, value):
    record = record.copy()
    record[at] = value
    return record


def test_seats_come_in_the_order_of_their_ids():
    delta = read(seats=[SEAT, changed(SEAT, 0, -9), changed(SEAT, 0, 3)])
    assert [seat.id for seat in delta.seats] == [-9, -5, 3]


def test_what_is_not_sent_is_not_changed():
    assert read().values == {}
    assert read(focal=None, shapes=[]).values == {"focal": None, "shapes": []}


def test_key_of_a_seat_that_comes_back_is_read():
    assert read(seats=[[*SEAT, "key"]]).seats[0].key == "key"


@pytest.mark.parametrize(
    ("at", "value", "code"),
    [
        (0, 0, "not_valid"),
        (0, True, "not_valid"),
        (0, 2**31, "not_valid"),
        (1, "1", "not_valid"),
        (2, "A" * 33, "too_long"),
        (3, "1\x00", "control_character"),
        (3, ["1"], "not_text"),
        (4, 10**9, "too_far"),
        (5, float("nan"), "not_number"),
        (5, None, "not_number"),
        (6, "throne", "unknown_kind"),
        (6, ["standard"], "unknown_kind"),
        (7, None, "not_valid"),
    ],
)
def test_wrong_seat_is_refused(at, value, code):
    with pytest.raises(seat_plan.SeatFileError) as error:
        read(seats=[SEAT, changed([*SEAT], 0, -4), changed([-3, *SEAT[1:]], at, value)])
    assert [(p.place, p.code) for p in error.value.problems] == [("seats[2]", code)]


@pytest.mark.parametrize(
    "delta",
    [
        {"seats": [SEAT, SEAT]},
        {"seats": [SEAT[:3]]},
        {"seats": {"a": 1}},
        {"sections": [{**SECTION, "kind": "lying"}]},
        {"sections": [{**SECTION, "name": " "}]},
        {"sections": [{**SECTION, "capacity": -1}]},
        {"sections": [{**SECTION, "polygon": [[0, 0], [1, 1]]}]},
        {"sections": [{**SECTION, "polygon": [[0, 0], [1, 1], [1]]}]},
        {"removed_seats": ["1"]},
        {"focal": [1]},
        {"focal": "ab"},
        {"background": {"attachment": "7"}},
        {"shapes": [{"shape": "script"}]},
        {"shapes": [{"shape": "rect", "x": 0, "y": 0, "w": 1}]},
        {"shapes": [{"shape": "line", "points": [[0, 0]]}]},
        {"shapes": [{"shape": "text", "x": 0, "y": 0, "fill": "url(#x)"}]},
        {"shapes": [{"shape": "text", "x": 0, "y": 0, "role": "x"}]},
    ],
)
def test_wrong_delta_is_refused(delta):
    with pytest.raises(seat_plan.SeatFileError):
        read(**delta)


def test_only_known_values_of_a_shape_are_kept():
    shape = {"shape": "ellipse", "x": 0, "y": 1, "rx": 2, "ry": 3, "text": "Stage"}
    assert read(shapes=[{**shape, "onload": "x()"}]).values["shapes"] == [shape]


@given(
    ANYTHING
    | st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            ("seats", "sections", "removed_seats", "shapes", "focal", "background"),
            ANYTHING,
        ),
    )
)
def test_anything_is_read_or_refused(delta):
    try:
        plan_delta.read_delta(delta, ["standard"])
    except seat_plan.SeatFileError as error:
        assert error.problems
        assert str(error)
