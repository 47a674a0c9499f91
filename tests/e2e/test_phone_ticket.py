"""A ticket on a phone: bought, shown at the door without a network, and gone when its
buyer signs out."""

import re

from tests.e2e.house import read_codes
from tests.helpers.clients import Website

SCOPE = "/my/tickets/phone"


def _bought(house, count):
    """The order of some tickets that a guest buys on the website, and its link."""
    [[adult]] = house.query(
        "SELECT res_id FROM ir_model_data WHERE module = 'ticket_sale' "
        "AND name = 'ticket_type_adult'"
    )
    [[session]] = house.query(
        """SELECT session.id FROM ticket_session session
             JOIN ticket_show show ON show.id = session.show_id
            WHERE show.name ->> 'en_US' = 'Swan Lake' AND session.state = 'on_sale'
         ORDER BY session.start DESC LIMIT 1"""
    )
    Website(house.base_url).buy(session, adult, best={"count": count})
    [[order, token]] = house.query(
        """SELECT "order".id, "order".access_token FROM sale_order "order"
             JOIN sale_order_line line ON line.order_id = "order".id
             JOIN ticket_ticket ticket ON ticket.sale_line_id = line.id
            WHERE ticket.session_id = %s ORDER BY ticket.id DESC LIMIT 1""",
        session,
    )
    return order, f"{house.base_url}{SCOPE}/order/{order}?access_token={token}"


def _numbers(house, order):
    return {
        number
        for (number,) in house.query(
            """SELECT ticket.number FROM ticket_ticket ticket
                 JOIN sale_order_line line ON line.id = ticket.sale_line_id
                WHERE line.order_id = %s""",
            order,
        )
    }


def _shown_number(page):
    return re.sub(r"\D", "", page.locator(".o_phone_full_number").inner_text())


def test_tickets_open_at_the_door_without_a_network(house):
    order, address = _bought(house, 3)
    page = house.page(phone=True)
    page.goto(address)
    page.locator(".o_phone_status[data-state=saved]").wait_for()
    house.shoot(page, "phone-tickets")
    page.context.set_offline(True)
    page.reload()
    page.locator(".o_phone_status[data-state=offline]").wait_for()
    page.locator(".o_phone_code").first.click()
    codes, numbers = set(), set()
    for _turn in range(3):
        page.wait_for_timeout(500)
        codes.update(read_codes(page.screenshot()))
        numbers.add(_shown_number(page))
        page.keyboard.press("ArrowRight")
    house.shoot(page, "phone-ticket-full")
    assert len(codes) == 3
    assert all(code.startswith("T1") for code in codes)
    assert numbers == _numbers(house, order)
    page.context.close()


def test_tickets_can_be_taken_off_the_phone(house):
    _order, address = _bought(house, 1)
    page = house.page(phone=True)
    page.goto(address)
    page.locator(".o_phone_status[data-state=saved]").wait_for()
    page.locator(".o_phone_forget").click()
    page.locator(".o_phone_status[data-state=forgotten]").wait_for()
    assert page.evaluate("caches.keys()") == []
    page.context.close()


def test_tickets_leave_the_phone_when_their_owner_signs_out(house):
    [[partner]] = house.query("SELECT partner_id FROM res_users WHERE login = 'member'")
    order, _address = _bought(house, 1)
    house.query(
        """UPDATE ticket_ticket SET partner_id = %s WHERE sale_line_id IN (
               SELECT id FROM sale_order_line WHERE order_id = %s)""",
        partner,
        order,
    )
    page = house.page(phone=True, login="member")
    page.goto(house.base_url + SCOPE)
    page.locator(".o_phone_status[data-state=saved]").wait_for()
    assert any("-u" in name for name in page.evaluate("caches.keys()"))
    page.goto(house.base_url + "/web/session/logout")
    page.wait_for_function(
        "caches.keys().then(names => names.every(name => !/-u\\d+$/.test(name)))"
    )
    page.context.set_offline(True)
    page.goto(house.base_url + SCOPE)
    assert page.locator(".o_phone_card").count() == 0
    page.context.close()
