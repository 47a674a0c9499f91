"""What's on in a browser: the listing, the calendar, and what is offered while typing."""

from tests.helpers.axe import faults


def test_the_listing_and_the_calendar_have_no_serious_fault(house):
    for phone in (False, True):
        page = house.page(phone=phone)
        for path in ("/shows", "/shows/calendar", "/shows?search=nothing-of-it"):
            page.goto(f"{house.base_url}{path}")
            assert faults(page, "#wrap") == [], path
        page.context.close()


def test_a_show_is_found_by_its_initials_and_opened_by_keyboard(house):
    page = house.page(phone=True)
    page.goto(f"{house.base_url}/shows")
    field = page.get_by_role("combobox", name="Search shows")
    field.press_sequentially("teh")
    page.get_by_role("option", name="Swan Lake").wait_for()
    assert faults(page, "#wrap") == []
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/show/swan-lake-*")


def test_filters_say_only_what_was_chosen(house):
    page = house.page(phone=True)
    page.goto(f"{house.base_url}/shows")
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("When").select_option("month")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**/shows?when=month")
    page.locator(".o_ticket_card").first.wait_for()
