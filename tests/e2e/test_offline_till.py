"""The line is cut, the tab is killed: the till goes on selling, and nothing is lost."""

BANNER = ".o_ticket_offline_banner"


def _keep(page):
    page.keyboard.press("Alt+l")
    page.locator(".o_ticket_lease_keep").click()
    page.locator(".o_ticket_lease_row").first.wait_for()
    page.locator(".modal-footer").get_by_text("Close").click()


def _sell_two(page):
    page.locator(".o_ticket_zones button:has(.fa-bolt):not([disabled])").first.click()
    page.locator(".o_ticket_pay:enabled").click()
    page.locator(".paymentmethod").filter(has_text="Cash").click()
    page.get_by_text("Validate").first.click()
    page.locator(".o_ticket_offline_print").wait_for()


def test_a_till_sells_offline_is_killed_and_comes_back(house):
    page = house.counter()
    _keep(page)
    page.reload()  # its service worker has the page from now on
    page.locator(".o_ticket_desk").wait_for()
    page.wait_for_timeout(3000)

    page.add_locator_handler(  # Odoo's own word that the line is down
        page.get_by_text("Continue with limited functionality"),
        lambda button: button.click(),
    )
    page.context.set_offline(True)
    page.locator(BANNER).wait_for()
    house.shoot(page, "offline-till")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.locator(".o_ticket_desk").wait_for()
    _sell_two(page)
    page.evaluate("window.print = () => {}")
    page.locator(".o_ticket_offline_print").click()
    page.locator(".o_ticket_offline_confirm").click()
    page.locator(".o_ticket_offline_printed").wait_for()
    house.shoot(page, "offline-tickets")

    context = page.context
    page.close(run_before_unload=False)  # the tab is killed
    page = context.new_page()
    page.goto(f"{house.base_url}/pos/ui/{house.till}")
    page.locator(".o_ticket_offline_waiting").wait_for()
    assert "1" in page.locator(".o_ticket_offline_waiting").inner_text()
    context.set_offline(False)
    page.locator(BANNER).wait_for(state="detached")

    rows = house.query(
        """SELECT ticket.state, ticket.print_count
             FROM pos_order
             JOIN pos_order_line line ON line.order_id = pos_order.id
             JOIN ticket_ticket ticket ON ticket.pos_order_line_id = line.id
            WHERE pos_order.ticket_offline"""
    )
    assert rows == [("valid", 1)] * 2
    [[jobs]] = house.query(
        """SELECT count(*) FROM ticket_print_job job
             JOIN ticket_lease_slip slip ON slip.ticket_id = job.ticket_id"""
    )
    assert jobs == 0, "printed offline, and again by the server"
    context.close()
