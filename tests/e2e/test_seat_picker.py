"""The seat picker on a phone: prices, best seats, a lost connection, a reload."""

import re

from tests.helpers.axe import faults

FREE_SEAT = ".o_seat_map_seats button:enabled"


def _session(house):
    """A session on sale of a hall whose sections have pictures."""
    [[session]] = house.query(
        """SELECT session.id FROM ticket_session session
            WHERE session.state = 'on_sale' AND session.inventory_open
              AND EXISTS (SELECT 1 FROM ticket_seat_section section
                           WHERE section.seat_map_id = session.seat_map_id
                             AND section.has_view)
         ORDER BY session.start DESC LIMIT 1"""
    )
    return session


def _picker(house, prefix="", **options):
    page = house.page(**options)
    page.goto(f"{house.base_url}{prefix}/session/{_session(house)}")
    page.locator(".o_seat_map_stage canvas").wait_for()
    return page


def _choose_one(page):
    """Take the first free seat by the list, and close the list again."""
    page.locator(".o_seat_map_controls button").last.click()
    page.locator(
        ".o_seat_map_sections > li > .o_line:has(small:text-matches('^[1-9]'))"
    ).first.click()
    page.locator(".o_seat_map_rows .o_line").first.click()
    page.locator(FREE_SEAT).first.click()
    page.locator(".o_seat_map_back").click()


def test_prices_best_seats_and_more_on_a_phone_in_chinese(house):
    page = _picker(house, prefix="/zh_CN", phone=True)
    chips = page.locator(".o_ticket_price")
    chips.nth(1).tap()
    assert chips.nth(1).get_attribute("aria-pressed") == "true"
    assert faults(page, "#wrap") == []
    page.locator(".o_ticket_best_take").tap()
    page.locator(".o_ticket_clock").wait_for()
    assert page.locator(".o_ticket_chips li").count() == 2
    page.locator(".o_ticket_view_small").wait_for()
    assert faults(page, "#wrap") == []
    house.shoot(page, "picker-phone-zh")
    page.locator(".o_ticket_change").tap()
    page.locator(".o_ticket_clock").wait_for(state="detached")
    page.context.close()


def test_choice_outlives_a_lost_connection_and_a_reload(house):
    page = _picker(house, phone=True)
    _choose_one(page)
    seat = page.locator(".o_ticket_chips li span").inner_text()
    page.context.set_offline(True)
    page.locator(".o_ticket_told .alert-warning").wait_for()
    page.locator(".o_ticket_buy").tap()
    page.locator(".o_ticket_notice .alert-danger").wait_for()
    page.context.set_offline(False)
    page.reload()
    chip = page.locator(".o_ticket_chips li span")
    chip.wait_for()
    assert chip.inner_text() == seat
    page.locator(".o_ticket_buy").tap()
    page.wait_for_url(re.compile("/shop/cart"))
    page.context.close()


def test_view_from_the_section_is_shown_large(house):
    page = _picker(house)
    _choose_one(page)
    page.locator(".o_ticket_view_small").click()
    page.locator("dialog[open] img").wait_for()
    assert faults(page, "dialog[open]") == []
    house.shoot(page, "picker-view")
    page.keyboard.press("Escape")
    page.locator("dialog[open]").wait_for(state="detached")
    page.context.close()
