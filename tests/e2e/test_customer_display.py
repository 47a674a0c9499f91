"""The customer's side of the counter: their seats in the hall, the total, thanks."""


def _open_display(house, page, size):
    [[token]] = house.query(
        "SELECT access_token FROM pos_config WHERE id = %s", house.till
    )
    display = page.context.new_page()
    display.set_viewport_size({"width": size[0], "height": size[1]})
    display.goto(f"{house.base_url}/pos_customer_display/{house.till}/{token}")
    display.locator(".o_display_next").wait_for()
    return display


def _fits(display):
    """Nothing of the page is beyond its glass."""
    return display.evaluate(
        "document.documentElement.scrollWidth <= innerWidth"
        " && document.querySelector('.o_ticket_display').scrollHeight <= innerHeight"
    )


def test_customer_follows_the_sale_in_another_language(house):
    house.query("UPDATE pos_config SET ticket_display_lang = 'zh_CN'")
    page = house.counter()
    display = _open_display(house, page, (1024, 768))
    small = _open_display(house, page, (800, 480))
    house.shoot(display, "display-idle")
    page.bring_to_front()
    page.locator(".o_ticket_best_count").nth(1).click()
    for glass, name in ((display, "display-cart"), (small, "display-cart-small")):
        glass.bring_to_front()
        glass.locator(".o_display_ring").first.wait_for()
        assert glass.locator(".o_display_ticket").count() == 1
        assert "座" in glass.locator(".o_display_seats").first.inner_text()
        assert _fits(glass)
        house.shoot(glass, name)
    page.bring_to_front()
    page.keyboard.press("Alt+p")
    page.locator(".paymentmethod").first.click()
    page.locator(".payment-screen .validation-button").click()
    display.bring_to_front()
    display.locator(".o_display_thank").wait_for()
    assert display.locator(".o_display_visits .o_display_seats").count() == 1
    assert _fits(display)
    house.shoot(display, "display-thanks")
