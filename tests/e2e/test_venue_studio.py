"""A theatre of 1,200 seats is drawn on an empty map and put on sale.

The walk keeps to what the screen says: buttons and fields by their words, the mouse on
the map. Nothing is looked up in a manual, and nothing is written past the interface.
"""

from datetime import datetime, timedelta

import pytest

from .studio import Studio

SEATS = {"Stalls": 800, "Circle": 360, "Boxes": 40}


@pytest.fixture(scope="module")
def drawn(house):
    """The id of the map that the tests of this file look at."""
    page = house.page(login="editor")
    seat_map = _create_map(house, page)
    studio = Studio(page)
    _draw_stage_and_stalls(house, page, studio)
    _draw_circle(house, page, studio)
    _draw_boxes(house, page, studio)
    _number(house, page, studio)
    _check(house, page, studio)
    page.get_by_role("button", name="Back").click()
    page.locator(".o_form_view canvas").wait_for()
    house.shoot(page, "studio-7-form")
    page.context.close()
    return seat_map


def _create_map(house, page):
    page.goto(f"{house.base_url}/odoo/action-ticket_venue.ticket_seat_map_action/new")
    page.get_by_role("textbox", name="Name").fill("Grand Opera 大剧院")
    page.locator("[name=hall_id] input").click()
    page.locator(".o-autocomplete--dropdown-item", has_text="Opera House").first.click()
    page.get_by_role("button", name="Draw", exact=True).click()
    page.get_by_text("Start with the stage, then draw rows").wait_for()
    house.shoot(page, "studio-1-empty")
    return int(page.url.split("/")[-2])


def _draw_stage_and_stalls(house, page, studio):
    page.get_by_role("button", name="1. Stage").click()
    studio.drag((0.36, 0.05), (0.64, 0.13))
    page.get_by_role("button", name="Draw rows").click()
    studio.fill(name_of_the_section="Stalls", rows=20, seats_in_a_row=40)
    studio.fill(curve=30, aisles=2)
    studio.move(0.5, 0.22)
    house.shoot(page, "studio-2-ghost")
    studio.click(0.5, 0.22)
    studio.has(800)
    studio.show_all()
    house.shoot(page, "studio-3-stalls")


def _draw_circle(house, page, studio):
    studio.take("Arc of rows")
    studio.choose_section("Circle")
    studio.fill(angle=80, rows=8, seats_in_a_row=45)
    studio.click(0.5, 0.92)
    studio.has(1160)
    studio.show_all()
    house.shoot(page, "studio-4-circle")


def _draw_boxes(house, page, studio):
    """Five on the left, and their mirrored copy on the right."""
    studio.take("Rows")
    studio.choose_section("Boxes")
    studio.fill(rows=1, seats_in_a_row=4, curve=0, aisles=0, turned_by=-90)
    for down in (0.2, 0.28, 0.36, 0.44, 0.52):
        studio.click(0.2, down)
    studio.has(1180)
    studio.choose("Boxes")
    page.get_by_role("button", name="mirrored copy").click()
    studio.has(1200)
    studio.show_all()
    house.shoot(page, "studio-5-boxes")


def _number(house, page, studio):
    for section in ("Stalls", "Circle"):
        studio.choose(section)
        page.get_by_role("button", name="Number these seats").click()
        panel = page.locator(".o_numbering_dialog")
        panel.get_by_role("radio", name="Odd left, even right").check(force=True)
        house.shoot(page, f"studio-6-numbers-{section.lower()}")
        panel.get_by_role("button", name="Number Seats").click()
        panel.wait_for(state="detached")


def _check(house, page, studio):
    page.get_by_role("button", name="Check").click()
    page.get_by_text("Nothing wrong was found").wait_for()
    studio.saved()
    house.shoot(page, "seat-map-editor")


def _row(house, seat_map, section, row):
    """The numbers of a row from left to right."""
    rows = house.query(
        """SELECT seat.number FROM ticket_seat seat
             JOIN ticket_seat_section section ON section.id = seat.section_id
            WHERE seat.seat_map_id = %s AND section.name ->> 'en_US' = %s
              AND seat.row = %s ORDER BY seat.x""",
        seat_map,
        section,
        row,
    )
    return [int(number) for [number] in rows]


def test_a_new_user_draws_a_theatre_of_1200_seats(house, drawn):
    counts = dict(
        house.query(
            """SELECT section.name ->> 'en_US', count(*) FROM ticket_seat seat
                 JOIN ticket_seat_section section ON section.id = seat.section_id
                WHERE seat.seat_map_id = %s GROUP BY 1""",
            drawn,
        )
    )
    assert counts == SEATS


@pytest.mark.parametrize(("section", "seats"), [("Stalls", 40), ("Circle", 45)])
def test_odd_seats_are_left_and_even_ones_right(house, drawn, section, seats):
    numbers = _row(house, drawn, section, "1")
    odd = sorted((n for n in range(1, seats + 1) if n % 2), reverse=True)
    even = [n for n in range(1, seats + 1) if not n % 2]
    assert numbers == odd + even


def test_the_stalls_are_curved(house, drawn):
    [[ends, middle]] = house.query(
        """SELECT max(y) FILTER (WHERE number IN ('39', '40')),
                  min(y) FILTER (WHERE number IN ('1', '2'))
             FROM ticket_seat seat
             JOIN ticket_seat_section section ON section.id = seat.section_id
            WHERE seat.seat_map_id = %s AND seat.row = '1'
              AND section.name ->> 'en_US' = 'Stalls'""",
        drawn,
    )
    assert middle - ends > 100


def test_a_session_of_it_opens_for_sale(house, drawn):
    manager = house.staff("manager")
    sections = manager.call(
        "ticket.seat.section", "search", [[["seat_map_id", "=", drawn]]]
    )
    [adult] = house.query(
        "SELECT res_id FROM ir_model_data WHERE module = 'ticket_sale' "
        "AND name = 'ticket_type_adult'"
    )[0]
    zone = {"name": "All", "code": "ALL", "section_ids": sections}
    [plan] = manager.call(
        "ticket.price.plan",
        "create",
        [[{"name": "Opera", "seat_map_id": drawn, "zone_ids": [(0, 0, zone)]}]],
    )
    [zone] = manager.call("ticket.zone", "search", [[["plan_id", "=", plan]]])
    price = {"zone_id": zone, "type_id": adult, "amount": 480}
    manager.call("ticket.price", "create", [[price]])
    [[hall]] = house.query("SELECT hall_id FROM ticket_seat_map WHERE id = %s", drawn)
    [show] = manager.call("ticket.show", "create", [[{"name": "Turandot"}]])
    start = datetime.now() + timedelta(days=90)
    values = {
        "show_id": show,
        "hall_id": hall,
        "seat_map_id": drawn,
        "plan_id": plan,
        "start": start.strftime("%Y-%m-%d 03:00:00"),
    }
    session = manager.call("ticket.session", "create", [[values]])
    manager.call("ticket.session", "action_open_sale", [session])
    places = house.query(
        "SELECT count(*) FROM ticket_place WHERE session_id = %s AND state = 'free'",
        session[0],
    )
    assert places == [(1200,)]


def test_the_map_in_use_is_only_looked_at(house, drawn):
    page = house.page(login="editor")
    page.goto(
        f"{house.base_url}/odoo/action-ticket_venue.ticket_seat_map_action/{drawn}"
    )
    page.get_by_role("button", name="Look at Drawing").click()
    page.get_by_text("Sessions use this map, so it cannot change").wait_for()
    assert page.get_by_role("navigation", name="Tools").count() == 0
    house.shoot(page, "studio-8-in-use")
    page.context.close()
