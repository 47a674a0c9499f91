"""The counter finds what customers bring: a web order is handed out once, a coupon
becomes a ticket."""

from tests.helpers.clients import Website

NUMBER = "SELECT number FROM ticket_ticket WHERE id = %s"


def _session(house):
    [[session]] = house.query(
        """SELECT session.id FROM ticket_session session
             JOIN ticket_venue venue ON venue.id = session.venue_id
            WHERE session.state = 'on_sale' AND venue.kind = 'theatre'
              AND session.start > now() ORDER BY session.id LIMIT 1"""
    )
    return session


def _adult(house):
    [[adult]] = house.query("SELECT id FROM ticket_type WHERE code = 'adult'")
    return adult


def _web_order(house, count=2):
    """A guest buys on the website; return the order's number and its tickets' ids."""
    Website(house.base_url).buy(
        _session(house), _adult(house), name="Chen Jiayi", best={"count": count}
    )
    rows = house.query(
        """SELECT sale_order.name, ticket.id FROM ticket_ticket ticket
             JOIN sale_order_line line ON line.id = ticket.sale_line_id
             JOIN sale_order ON sale_order.id = line.order_id
         ORDER BY ticket.id DESC LIMIT %s""",
        count,
    )
    return rows[0][0], sorted(ticket for _name, ticket in rows)


def _scan(page, code):
    """What a barcode reader does: a keyboard that types very fast, then Enter."""
    page.evaluate(
        """code => {
            for (const key of [...code, "Enter"]) {
                document.body.dispatchEvent(
                    new KeyboardEvent("keydown", { key, bubbles: true })
                );
            }
        }""",
        code,
    )


def test_web_order_is_handed_out_once(house):
    order, tickets = _web_order(house)
    page = house.counter()
    before = len(house.printer.tickets)
    page.locator(".o_ticket_navbar_find").click()
    page.locator(".o_ticket_find_input").fill(order)
    page.locator(".o_ticket_find_input").press("Enter")
    card = page.locator(f".o_ticket_find_card[data-reference='{order}']")
    card.wait_for()
    assert "Chen Jiayi" not in card.inner_text()
    house.shoot(page, "pos-find")
    card.locator(".o_ticket_find_act_pickup").click()
    page.locator(".o_ticket_pickup_text").fill("0001")
    page.locator(".o_ticket_pickup_confirm").click()
    page.locator(".o_ticket_pickup_refused").wait_for()
    page.locator(".o_ticket_pickup_text").fill("0000")  # the web shop's test buyer
    house.shoot(page, "pos-hand-out")
    page.locator(".o_ticket_pickup_confirm").click()
    page.locator(".o_ticket_pickup [data-state=printed]").nth(1).wait_for()
    house.printer.wait_for(before + 2)
    house.shoot(page, "pos-handed-out")
    page.locator(".modal-footer button", has_text="Done").click()
    card.locator(".o_ticket_find_all_collected").wait_for()
    assert card.locator(".o_ticket_find_act_pickup").count() == 0
    [[count]] = house.query(
        "SELECT count(*) FROM ticket_ticket WHERE pickup_id IS NOT NULL AND id = ANY(%s)",
        tickets,
    )
    assert count == 2
    page.context.close()


def test_scanned_ticket_is_verified_anywhere(house):
    order, tickets = _web_order(house, 1)
    [[number]] = house.query(NUMBER, tickets[0])
    page = house.counter()
    _scan(page, number)
    page.locator(".o_ticket_find_verdict.alert-success").wait_for()
    page.locator(f".o_ticket_find_card[data-reference='{order}']").wait_for()
    page.locator(".o_ticket_find_act_pickup").click()
    page.locator(".o_ticket_pickup_confirm").click()  # the code is the proof
    page.locator(".o_ticket_pickup_done").wait_for()
    page.context.close()


def test_coupon_of_a_platform_becomes_a_ticket(house):
    coupon = house.told["vouchers"][0]
    page = house.counter()
    page.locator(".o_ticket_desk").wait_for()
    page.locator(".o_ticket_best_count").first.click()
    page.locator(".o_ticket_cart_seat").wait_for()
    _scan(page, coupon)
    page.locator(".o_notification", has_text="City Deals").wait_for()
    page.locator(".o_ticket_pay").click()
    page.locator(".payment-screen .paymentlines", has_text="Voucher").wait_for()
    house.shoot(page, "pos-voucher")
    page.locator(".paymentmethod", has_text="Cash").click()
    page.locator(".payment-screen button.validation-button.next").click()
    page.locator(".receipt-screen").wait_for()
    [[state]] = house.query("SELECT state FROM ticket_voucher WHERE code = %s", coupon)
    assert state == "redeemed"
    page.context.close()
