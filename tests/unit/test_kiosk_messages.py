"""What a kiosk's program may say, and in which shape."""

import pytest

from tests.helpers.pure import pure

kiosk_messages = pure("ticket_pos", "kiosk_messages")


def test_a_message_has_its_fields_and_no_others():
    message = kiosk_messages.parse(
        "remove", {"visit": "abc", "places": [3, 4], "price": 0}
    )
    assert message == {"visit": "abc", "places": [3, 4]}


def test_wanted_seats_and_best_seats_are_told_as_the_engine_wants_them():
    body = {"visit": "abc", "session": 5, "type": 1}
    seats = kiosk_messages.parse("seats", body | {"wanted": {"seats": [7]}})
    assert seats["wanted"] == {"seat_ids": [7]}
    best = kiosk_messages.parse("seats", body | {"wanted": {"count": 2, "zone": 9}})
    assert best["wanted"] == {"best": {"count": 2, "zone_id": 9, "section_id": None}}


def test_types_are_read_by_place():
    message = kiosk_messages.parse("types", {"visit": "abc", "types": {"12": 1}})
    assert message["types"] == {12: 1}


def test_what_was_not_said_is_none():
    message = kiosk_messages.parse("find", {"visit": "abc", "code": ""})
    assert message == {
        "visit": "abc",
        "code": None,
        "order": None,
        "phone": None,
        "identity": None,
    }


@pytest.mark.parametrize(
    ("name", "body", "field"),
    [
        ("pair", [], "body"),
        ("pair", {"code": 5}, "code"),
        ("pair", {"code": "x" * 401}, "code"),
        ("offer", {"session": True}, "session"),
        ("offer", {"session": 0}, "session"),
        ("offer", {"session": 2**40}, "session"),
        ("remove", {"visit": "a", "places": []}, "places"),
        ("remove", {"visit": "a", "places": list(range(1, 60))}, "places"),
        ("types", {"visit": "a", "types": {"²": 1}}, "types"),
        ("types", {"visit": "a", "types": {"-1": 1}}, "types"),
        ("seats", {"visit": "a", "session": 1, "type": 1, "wanted": []}, "wanted"),
        ("seats", {"visit": "a", "session": 1, "type": 1, "wanted": {}}, "wanted"),
        ("voucher_back", {"visit": "a", "voucher": "7"}, "voucher"),
        ("leave", {"visit": "a", "reason": "bored"}, "reason"),
    ],
)
def test_other_shapes_are_refused_and_the_field_is_named(name, body, field):
    with pytest.raises(kiosk_messages.BadMessage) as refused:
        kiosk_messages.parse(name, body)
    assert refused.value.field == field
