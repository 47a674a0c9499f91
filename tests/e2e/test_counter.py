"""Two tills on one session: each sees at once what the other takes, and a till that dies
gives its seats back."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error

DESK = "posmodel.ticketDesk"
HELD = 1


def open_till(house):
    """A new browser at the seats of the box office, where it hears the bus."""
    page = house.counter()
    page.wait_for_function(f"{DESK}.live.pause > 5000")
    return page


def seats_in_cart(page):
    return page.evaluate("posmodel.getOrder().ticketSeats.map((seat) => seat.seat_id)")


def states_of(page, seats):
    return page.evaluate(
        f"(ids) => ids.map((id) => {DESK}.states[{DESK}.map.ids.indexOf(id)])", seats
    )


def wait_for_states(page, seats, state, timeout):
    page.wait_for_function(
        f"""([ids, state]) => ids.every(
                (id) => {DESK}.states[{DESK}.map.ids.indexOf(id)] === state)""",
        arg=[seats, state],
        timeout=timeout,
    )


@pytest.fixture(scope="module")
def tills(house):
    return open_till(house), open_till(house)


def test_a_till_hears_at_once_what_another_takes(house, tills):
    one, other = tills
    one.keyboard.press("2")
    one.locator(".o_ticket_cart_seat").nth(1).wait_for()
    seats = seats_in_cart(one)
    wait_for_states(other, seats, HELD, timeout=2_000)  # asking would take 15 seconds
    assert other.evaluate(f"{DESK}.live.words") > 0
    house.shoot(other, "till-live-seats")
    one.keyboard.press("Delete")
    wait_for_states(other, seats[1:], 0, timeout=2_000)


def test_two_adults_and_a_child_by_keys(house, tills):
    _one, other = tills
    other.keyboard.press("3")
    other.locator(".o_ticket_cart_seat").nth(2).wait_for()
    other.keyboard.press("Shift+Digit2")
    other.locator(".o_ticket_cart_line").nth(1).wait_for()
    counts = other.locator(".o_ticket_type_count").all_inner_texts()
    assert counts == ["2", "1"]
    house.shoot(other, "till-type-split")


def test_a_killed_till_gives_its_seats_back(house, tills):
    one, other = tills
    seats = seats_in_cart(other)
    with suppress(Error):  # a page that has crashed answers nothing
        other.goto("chrome://crash", timeout=5_000)
    wait_for_states(one, seats, HELD, timeout=2_000)
    house.query(
        """UPDATE ticket_place SET held_until = now() AT TIME ZONE 'UTC'
                                                - interval '1 second'
            WHERE seat_id = ANY(%s) AND state = 'held'""",
        seats,
    )
    wait_for_states(one, seats, 0, timeout=20_000)
    one.keyboard.press("3")
    one.locator(".o_ticket_cart_seat").nth(2).wait_for()
    assert set(seats_in_cart(one)) & set(seats)


def test_an_amount_typed_fast_is_money_and_back_leads_to_the_seats(house):
    page = open_till(house)
    page.keyboard.press("2")
    page.locator(".o_ticket_cart_seat").nth(1).wait_for()
    page.keyboard.press("Alt+p")
    page.locator(".paymentmethod", has_text="Cash").click()
    page.locator(".paymentline").wait_for()
    page.keyboard.type("5000", delay=40)  # as fast as a scanner
    page.locator(".paymentline", has_text="5,000").wait_for()
    assert not page.locator(".o_notification", has_text="5000").count()
    page.locator(".payment-screen .back-button").click()
    page.locator(".o_ticket_desk_map canvas").wait_for()
    page.keyboard.press("Alt+p")
    page.locator(".payment-screen .validation-button").click()
    total = page.locator(".receipt-total .pos-receipt-right-align").inner_text()
    change = 5000 - float(total.strip("¥ \xa0").replace(",", ""))
    assert f"{change:,.2f}" in page.locator(".o_ticket_change").inner_text()
    page.context.close()
