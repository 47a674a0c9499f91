"""From a file of seats to a sale."""

import base64
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.helpers.clients import Refused

from .seen import adult

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "venues"


def _import(house, name, content, hall):
    editor = house.staff("editor")
    seat_map = editor.call(
        "ticket.seat.map", "create", [[{"name": name, "hall_id": hall}]]
    )[0]
    wizard = editor.call(
        "ticket.seat.map.import",
        "create",
        [
            [
                {
                    "seat_map_id": seat_map,
                    "file": base64.b64encode(content).decode(),
                    "file_name": name,
                }
            ]
        ],
    )
    [preview] = editor.call(
        "ticket.seat.map.import",
        "read",
        [wizard],
        fields=["state", "seat_count", "remark_count", "remarks"],
    )
    return editor, seat_map, wizard, preview


def _hall(house):
    return house.query(
        "SELECT hall.id FROM ticket_hall hall JOIN ticket_venue venue ON "
        "venue.id = hall.venue_id WHERE venue.kind = 'stadium'"
    )[0][0]


def test_01_a_stadium_is_imported_and_put_on_sale(house):
    content = (DATA / "tw-baseball" / "rakuten-taoyuan-seats.csv").read_bytes()
    editor, seat_map, wizard, preview = _import(
        house, "Baseball", content, _hall(house)
    )
    assert (preview["state"], preview["seat_count"]) == ("ready", 12851)
    editor.call("ticket.seat.map.import", "action_import", [wizard])
    manager = house.staff("manager")
    sections = manager.call(
        "ticket.seat.section", "search", [[["seat_map_id", "=", seat_map]]]
    )
    plan = manager.call(
        "ticket.price.plan",
        "create",
        [
            [
                {
                    "name": "Baseball",
                    "seat_map_id": seat_map,
                    "zone_ids": [
                        (0, 0, {"name": "All", "code": "ALL", "section_ids": sections})
                    ],
                }
            ]
        ],
    )[0]
    [zone] = manager.call("ticket.zone", "search", [[["plan_id", "=", plan]]])
    manager.call(
        "ticket.price",
        "create",
        [[{"zone_id": zone, "type_id": adult(house), "amount": 350}]],
    )
    start = datetime.now() + timedelta(days=60)
    session = manager.call(
        "ticket.session",
        "create",
        [
            [
                {
                    "show_id": manager.call(
                        "ticket.show", "create", [[{"name": "Ball Game"}]]
                    )[0],
                    "hall_id": _hall(house),
                    "seat_map_id": seat_map,
                    "plan_id": plan,
                    "start": start.strftime("%Y-%m-%d 11:00:00"),
                }
            ]
        ],
    )
    manager.call("ticket.session", "action_open_sale", [session])
    assert house.query(
        "SELECT count(*) FROM ticket_place WHERE session_id = %s AND state = 'free'",
        session[0],
    ) == [(12851,)]


def test_01_a_plan_with_defects_is_imported_and_they_are_told(house):
    content = (DATA / "seatmap-canvas" / "two-floor-738.pretix.json").read_bytes()
    editor, seat_map, wizard, preview = _import(
        house, "Two floors", content, _hall(house)
    )
    assert (preview["state"], preview["seat_count"]) == ("ready", 738)
    assert preview["remark_count"] >= 126
    editor.call("ticket.seat.map.import", "action_import", [wizard])
    assert house.query(
        "SELECT count(*), count(DISTINCT key) FROM ticket_seat WHERE seat_map_id = %s",
        seat_map,
    ) == [(738, 738)]


def test_01_a_wrong_file_is_refused_with_the_line(house):
    lines = (
        (DATA / "tw-baseball" / "rakuten-taoyuan-seats.csv").read_bytes().splitlines()
    )
    lines[7] = b"x;y"
    editor, seat_map, wizard, preview = _import(
        house, "Broken", b"\n".join(lines), _hall(house)
    )
    assert preview["state"] == "refused"
    assert preview["remarks"].startswith("Line 8:")
    with pytest.raises(Refused, match="Nothing was imported"):
        editor.call("ticket.seat.map.import", "action_import", [wizard])
    assert house.query(
        "SELECT count(*) FROM ticket_seat WHERE seat_map_id = %s", seat_map
    ) == [(0,)]
