"""Members at the counter of the demo: a card is scanned, money goes onto the e-wallet and
pays for tickets; a package is sold beside them."""

CARD = "04A22B7C"  # the demo's VIP


def _member(page, text):
    search = page.locator(".o_ticket_member_search")
    for _try in range(10):  # the act is there when the till has loaded what it needs
        page.keyboard.press("Alt+b")
        page.wait_for_timeout(1000)
        if search.count():
            break
    search.fill(text)
    page.keyboard.press("Enter")
    page.locator(".o_ticket_member_panel").wait_for()


def _pay(page):
    page.locator(".o_ticket_pay:enabled").click()
    page.locator(".payment-screen").wait_for()
    if page.locator(".paymentline").count() == 0:
        page.locator(".paymentmethod", has_text="Cash").first.click()
    page.locator(".validation-button, .button.next").first.click()
    page.locator(".receipt-screen").wait_for()
    page.locator(
        ".receipt-screen .validation, .receipt-screen .button.next"
    ).first.click()
    page.locator(".o_ticket_desk").wait_for()


def test_stored_value_is_charged_and_pays_beside_a_package(house):
    page = house.counter()
    _member(page, CARD)
    page.locator(".o_ticket_member_top_up", has_text="500").click()
    page.locator(".o_ticket_member").wait_for(state="detached")
    _pay(page)
    page.keyboard.press("Alt+q")
    page.locator(".o_ticket_package").first.click()
    page.locator(".o_ticket_package_take:enabled").click()
    page.locator(".o_ticket_cart_package").wait_for()
    _member(page, CARD)
    house.shoot(page, "till-member")
    page.locator(".o_ticket_member_pay").click()
    page.locator(".o_ticket_member").wait_for(state="detached")
    _pay(page)
    [[points]] = house.query(
        """SELECT card.points FROM loyalty_card card
             JOIN loyalty_program program ON program.id = card.program_id
             JOIN ticket_member_card plastic ON plastic.partner_id = card.partner_id
            WHERE program.program_type = 'ewallet' AND plastic.code = %s""",
        CARD,
    )
    assert points == 0
    [[sold]] = house.query(
        "SELECT count(*) FROM ticket_package_sale WHERE pos_order_id IS NOT NULL"
    )
    assert sold == 1
