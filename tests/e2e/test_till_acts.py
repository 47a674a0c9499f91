"""What needs a supervisor, at a cashier's till: the PIN, both names, and the money."""

import re

PIN = "508214"


def _take_best(page, count):
    page.locator(".o_ticket_best_count", has_text=re.compile(f"^{count}$")).click()
    page.locator(".o_ticket_cart_seat").nth(count - 1).wait_for()


def _approve(page, pin=PIN):
    page.locator(".o_ticket_supervisor input[type=password]").fill(pin)
    page.locator(".o_ticket_supervisor_confirm").click()


def _pay(page):
    page.locator(".payment-screen").wait_for()
    if not page.locator(".paymentline").count():
        method = page.locator(".paymentmethod", has_text="Cash")
        if page.locator(".payment-screen .total").inner_text().strip("$¥€ 0.,"):
            method.first.click()
    page.locator(".payment-screen .next, .validation-button").first.click()
    page.locator(".receipt-screen").wait_for()


def _last(house, act):
    [[row]] = house.query(
        """SELECT row_to_json(done) FROM (
             SELECT approval.state, approval.reason, approval.amount, cashier.login AS
                    cashier, supervisor.login AS supervisor
               FROM ticket_till_approval approval
               JOIN res_users cashier ON cashier.id = approval.user_id
               JOIN res_users supervisor ON supervisor.id = approval.supervisor_id
              WHERE approval.act = %s ORDER BY approval.id DESC LIMIT 1) done""",
        act,
    )
    return row


def test_price_is_changed_with_the_supervisors_pin(house):
    page = house.counter()
    _take_best(page, 2)
    page.keyboard.press("Alt+o")
    page.locator(".o_ticket_price_value").fill("25")
    page.locator(".o_ticket_price_reason").fill("Pillar in the view")
    house.shoot(page, "pos-change-price")
    page.locator(".o_ticket_price_confirm").click()
    page.locator(".o_ticket_cart_discount").wait_for()
    page.locator(".o_ticket_pay").click()
    _approve(page, "111222")
    page.locator(".o_ticket_supervisor [role=alert]").wait_for()
    house.shoot(page, "pos-supervisor-pin")
    _approve(page)
    _pay(page)
    done = _last(house, "price")
    assert (done["cashier"], done["supervisor"]) == ("cashier", "supervisor")
    assert (done["state"], done["reason"]) == ("used", "Pillar in the view")
    assert done["amount"] < 0


def test_tickets_are_exchanged_and_the_difference_is_paid(house):
    page = house.counter()
    _take_best(page, 1)
    page.locator(".o_ticket_pay").click()
    _pay(page)
    [[ticket]] = house.query("SELECT max(id) FROM ticket_ticket")
    page.goto(page.url)
    page.locator(".orders-button").click()
    page.locator(".ticket-screen .filter").click()
    page.get_by_text("Paid", exact=True).first.click()
    page.locator(".ticket-screen .order-row").first.click()
    page.locator(".o_ticket_start_exchange").click()
    page.get_by_role("button", name="Choose new seats").click()
    page.locator(".o_ticket_exchange").wait_for()
    _take_best(page, 1)
    house.shoot(page, "pos-exchange")
    page.locator(".o_ticket_pay").click()
    _approve(page)
    _pay(page)
    [[state, successor]] = house.query(
        """SELECT old.state, new.state FROM ticket_ticket old
             JOIN ticket_ticket new ON new.replaces_id = old.id WHERE old.id = %s""",
        ticket,
    )
    assert (state, successor) == ("exchanged", "valid")
    assert _last(house, "exchange")["supervisor"] == "supervisor"
