"""The seat map without a mouse and without eyes, and what axe-core says of its screens."""

import re

from tests.helpers.axe import faults

#: Odoo's own dialogs have no name; what is inside them is ours but for its menus.
DIALOG = ".modal-content"
ODOO_MENU = ".o_select_menu, .o-dropdown"
#: Sections of the list in which a seat is left.
FREE_SECTION = ".o_seat_map_sections > li > .o_line:has(small:text-matches('^[1-9]'))"


def _session(house):
    """The next session on sale in a house of theatre size."""
    [[session]] = house.query(
        """SELECT session.id FROM ticket_session session
            WHERE session.state = 'on_sale' AND session.inventory_open
              AND (SELECT count(*) FROM ticket_seat seat
                    WHERE seat.seat_map_id = session.seat_map_id)
                  BETWEEN 500 AND 5000
         ORDER BY session.start LIMIT 1"""
    )
    return session


def _picker(house, **options):
    page = house.page(**options)
    page.goto(f"{house.base_url}/session/{_session(house)}")
    page.locator(".o_seat_map_stage canvas").wait_for()
    page.locator(".o_ticket_picker_side").wait_for()
    return page


TWO_FRAMES = (
    "() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))"
)


def _press(page, *keys):
    """Press keys one by one, each when the page shows what came of the one before."""
    for key in keys:
        page.keyboard.press(key)
        page.evaluate(TWO_FRAMES)


def test_seat_picker_has_no_serious_fault(house):
    for phone in (False, True):
        page = _picker(house, phone=phone)
        assert faults(page, "#wrap") == []
        page.get_by_role("button", name="Seats as a list").click()
        page.locator(FREE_SECTION).first.click()
        page.locator(".o_seat_map_rows .o_line").first.click()
        page.locator(".o_seat_map_seats button:enabled").first.click()
        page.locator(".o_seat_map_seats [aria-pressed=true]").wait_for()
        assert faults(page, "#wrap") == []
        page.context.close()


def test_a_seat_is_chosen_by_keyboard_on_the_map(house):
    page = _picker(house)
    stage = page.get_by_role("application", name=re.compile("Arrow keys move"))
    said = page.locator(".o_ticket_seat_map > [aria-live=polite]")
    stage.focus()
    _press(page, "ArrowDown", "ArrowDown", "ArrowRight")
    assert "Seat" in said.inner_text()
    for step in range(1, 100):  # on to the first seat that is free
        _press(page, "Enter")
        said.filter(has_text=re.compile("chosen$")).wait_for(state="attached")
        if "cannot" not in said.inner_text():
            break
        _press(page, "ArrowRight" if step < 10 else "PageDown")
    page.locator(".o_ticket_picker_side").get_by_text("1 seat").wait_for()
    _press(page, "Enter")
    page.get_by_text("Choose seats on the map.").wait_for()


def test_a_seat_is_chosen_by_keyboard_in_the_list(house):
    page = _picker(house)
    page.get_by_role("button", name="Seats as a list").focus()
    _press(page, "Enter")
    page.locator(".o_seat_map_back:focus").wait_for()
    free = page.locator(f"{FREE_SECTION}:focus")
    for _step in range(40):
        _press(page, "ArrowDown")
        if free.count():
            break
    _press(page, "Enter")
    page.locator(".o_seat_map_rows .o_line").first.wait_for()
    _press(page, "ArrowDown", "Enter")
    page.locator(".o_seat_map_seats").wait_for()
    _press(page, "ArrowDown", "Enter")
    page.locator(".o_seat_map_seats [aria-pressed=true]:focus").wait_for()
    page.locator(".o_ticket_picker_side").get_by_text("1 seat").wait_for()
    _press(page, "Escape")
    page.locator("button[aria-label='Seats as a list']:focus").wait_for()


def test_small_seats_come_closer_before_a_finger_takes_one(house):
    page = _picker(house, phone=True)
    box = page.locator(".o_seat_map_stage").bounding_box()
    whole = page.get_by_role("button", name="Show the whole map")
    assert whole.is_disabled()
    for share in (0.35, 0.5, 0.65, 0.8):  # until there is a seat under the finger
        page.touchscreen.tap(
            box["x"] + box["width"] / 2, box["y"] + box["height"] * share
        )
        page.wait_for_timeout(600)
        if whole.is_enabled():
            break
    assert whole.is_enabled()
    assert page.locator(".o_ticket_picker_side").get_by_text("1 seat").count() == 0


def test_high_contrast_and_forced_colours_are_followed(house):
    page = _picker(house)
    ground = "() => getComputedStyle(document.querySelector('.o_ticket_seat_map'))"
    ground += ".getPropertyValue('--seat-map-ground').trim()"
    before = page.evaluate(ground)
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    assert before != "#ffffff"
    assert page.evaluate(ground) == "#ffffff"
    page.get_by_role("button", name="Zoom in").click()  # at once, without a flight
    page.locator("button[aria-label='Show the whole map']:enabled").wait_for()
    house.shoot(page, "picker-forced-colours")


def test_staff_screens_have_no_serious_fault(house):
    page = house.page(login="admin")
    session = _session(house)
    page.goto(
        f"{house.base_url}/odoo/action-ticket_venue.ticket_session_action/{session}"
    )
    page.locator(".o_session_map canvas").wait_for()
    modes = page.locator(".o_colour_bar > .btn-group button")
    for mode in range(modes.count()):
        modes.nth(mode).click()
        page.locator(
            f".o_colour_bar button:nth-child({mode + 1}).active"
        ).first.wait_for()
        assert faults(page, ".o_session_map") == []
    house.shoot(page, "session-heat-map")
    page.locator(".o_seat_map_stage").focus()
    _press(page, "ArrowDown", "Enter")
    page.get_by_role("button", name="Lock", exact=True).click()
    page.locator(".modal-footer button").first.wait_for()
    found = faults(page, DIALOG, but=ODOO_MENU)
    assert found == [], found


def test_the_map_of_a_hall_has_no_serious_fault(house):
    page = house.page(login="admin")
    [[seat_map]] = house.query(
        "SELECT seat_map_id FROM ticket_session WHERE id = %s", _session(house)
    )
    page.goto(
        f"{house.base_url}/odoo/action-ticket_venue.ticket_seat_map_action/{seat_map}"
    )
    page.locator(".o_seat_map_widget canvas").wait_for()
    assert faults(page, ".o_seat_map_widget") == []
