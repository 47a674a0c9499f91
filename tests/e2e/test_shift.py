"""A shift from its first sale to its report: cash out with a reason, a count that is off,
the slip on the ticket printer, and the manager who looks at it beside the books."""

from tests.helpers.clients import Till


def _sell(house, count):
    """Sell with another screen of the same till; return the till."""
    [[session]] = house.query(
        """SELECT session.id FROM ticket_session session
             JOIN ticket_venue venue ON venue.id = session.venue_id
            WHERE session.state = 'on_sale' AND venue.kind = 'theatre'
              AND session.start > now() ORDER BY session.id LIMIT 1"""
    )
    [[adult]] = house.query("SELECT id FROM ticket_type WHERE code = 'adult'")
    till = Till(house.base_url).open(house.database)
    till.pay(till.hold(session, adult, {"best": {"count": count}}))
    return till


def _menu(page, option):
    page.locator(".pos-rightheader button:has(.fa-bars)").click()
    page.locator(".pos-burger-menu-items").get_by_text(option, exact=True).click()


def _expected_cash(till):
    [shift] = till.call(
        "pos.session",
        "read",
        [[till.config["current_session_id"][0]], ["cash_register_balance_end"]],
    )
    return shift["cash_register_balance_end"]


def _open_again(house):
    """Leave the till as it was found: the browser may have begun a shift already."""
    till = Till(house.base_url).open(house.database)
    shift = till.config["current_session_id"][0]
    [new] = till.call("pos.session", "read", [[shift], ["state"]])
    if new["state"] == "opening_control":
        till.call("pos.session", "set_opening_control", [shift, 0, ""])


def test_shift_is_closed_with_a_difference_and_reported(house):
    till = _sell(house, 2)
    shift = till.config["current_session_id"][0]
    papers = len(house.printer.tickets)
    page = house.counter()

    _menu(page, "Cash In/Out")
    page.locator(".modal .input-amount input").fill("100")
    page.locator(".o_ticket_cash_reason", has_text="safe").click()
    page.locator(".modal .cash-reason").fill("Bag 4711")
    house.shoot(page, "pos-cash-out")
    page.locator(".modal-footer .confirm").click()
    page.locator(".modal").wait_for(state="detached")

    page.keyboard.press("Alt+h")
    moves = page.locator(".o_ticket_shift [data-part=moves]")
    moves.wait_for()
    assert "Bag 4711" in moves.inner_text()
    house.shoot(page, "pos-shift-report")
    page.locator(".modal-footer").get_by_text("Close", exact=True).click()

    counted = _expected_cash(till) - 20
    _menu(page, "Close Register")
    page.locator(".close-pos-popup .cash-input input").fill(str(counted))
    if page.locator(".o_ticket_closing_told").count():  # prints of other tests
        page.locator(".o_ticket_closing_told").check()
    house.shoot(page, "pos-shift-closing")
    page.get_by_role("button", name="Close Register").click()
    page.locator(".o_ticket_difference_reason", has_text="Wrong change").click()
    house.shoot(page, "pos-shift-difference")
    page.locator(".o_ticket_difference_close").click()
    for _half_second in range(120):
        page.wait_for_timeout(500)
        if house.query(
            "SELECT 1 FROM pos_session WHERE state = 'closed' AND id = %s", shift
        ):
            break
    house.printer.wait_for(papers + 1)

    [[state, reason]] = house.query(
        """SELECT shift.state, reason.name ->> 'en_US' FROM pos_session shift
             JOIN ticket_cash_reason reason
               ON reason.id = shift.ticket_difference_reason_id
            WHERE shift.id = %s""",
        shift,
    )
    assert (state, reason) == ("closed", "Wrong change given")
    page.context.close()
    _open_again(house)

    manager = house.page(login="manager")
    manager.goto(f"{house.base_url}/odoo/pos-sessions/{shift}")
    books = manager.locator(".o_ticket_shift_page", has_text="In the books")
    books.wait_for()
    house.shoot(manager, "shift-report-manager")
    section = manager.locator(".o_ticket_shift_page section", has_text="In the books")
    gaps = section.locator("tbody tr td:last-child").all_inner_texts()
    assert gaps
    assert all(set(gap) <= set("0.$¥ \xa0") for gap in gaps), gaps
    pdf = manager.request.get(f"{house.base_url}/ticket/shifts.pdf?ids={shift}")
    assert pdf.body().startswith(b"%PDF")
