"""A ticket whose code changes: bought, shown without the network, and let in once.

The steps run in order, on the house of this file.
"""

from datetime import UTC, datetime, timedelta

from tests.e2e.house import read_codes
from tests.helpers.clients import Lane, Website

CODE = "button.o_phone_code"


def test_01_a_manager_switches_it_on_for_one_session(house):
    [[session]] = house.query(
        """SELECT session.id FROM ticket_session session
             JOIN ticket_venue venue ON venue.id = session.venue_id
            WHERE venue.kind = 'theatre' AND session.state = 'on_sale'
         ORDER BY session.start LIMIT 1"""
    )
    page = house.page(login="manager")
    page.goto(f"{house.base_url}/odoo/ticket.session/{session}")
    page.click("[name=rotating_code] input")
    page.wait_for_selector(".o_form_saved [name=rotating_paper]")  # saves by itself
    house.shoot(page, "rotating-session")
    [[told]] = house.query(
        "SELECT rotating_code FROM ticket_session WHERE id = %s", session
    )
    assert told
    house.seen["session"] = session


def test_02_the_phone_shows_a_code_that_changes_without_the_network(house):
    [[adult]] = house.query("SELECT id FROM ticket_type WHERE code = 'adult'")
    Website(house.base_url).buy(
        house.seen["session"], adult, best={"count": 1, "zone_id": None}
    )
    [[order, token, number]] = house.query(
        """SELECT sale.id, sale.access_token, ticket.number FROM ticket_ticket ticket
             JOIN sale_order_line line ON line.id = ticket.sale_line_id
             JOIN sale_order sale ON sale.id = line.order_id
         ORDER BY ticket.id DESC LIMIT 1"""
    )
    page = house.page(phone=True)
    page.goto(f"{house.base_url}/my/tickets/phone/order/{order}?access_token={token}")
    page.wait_for_selector(f"{CODE}[data-step]")
    page.wait_for_timeout(500)
    [first] = read_codes(page.screenshot())
    house.shoot(page, "rotating-phone")
    page.context.set_offline(True)
    step = page.get_attribute(CODE, "data-step")
    page.wait_for_selector(f"{CODE}:not([data-step='{step}'])", timeout=20_000)
    [second] = read_codes(page.screenshot())
    assert first[:2] == second[:2] == "T2"
    assert first[:146] == second[:146]
    assert first != second
    house.seen |= {"first": first, "second": second, "number": number}


def test_03_the_gate_refuses_a_picture_and_lets_the_live_code_in_once(house):
    lane = Lane(house.base_url, house.told["gate"]["token"])
    later = (datetime.now(UTC) + timedelta(minutes=2)).isoformat()
    assert lane.scan(house.seen["second"], scanned_at=later)["reason"] == "stale_code"
    bare = "T1" + house.seen["second"][2:146]
    assert lane.scan(bare)["reason"] == "live_code_needed"
    assert lane.scan(house.seen["number"])["reason"] == "live_code_needed"
    assert lane.scan(house.seen["second"])["reason"] == "ok"
    assert lane.scan(house.seen["first"])["reason"] in ("already_used", "stale_code")
