"""The box office and the gate."""

import pytest

from tests.helpers.clients import Lane, Refused, Till

from .seen import adult, the_session, ticket_numbers


def _open_till(house, login="cashier"):
    page = house.page(login=login)
    [config] = house.query(
        "SELECT min(id) FROM pos_config WHERE ticket_selling AND active"
    )
    page.goto(f"{house.base_url}/pos/ui/{config[0]}")
    page.locator("text=Open Register").first.click()
    page.wait_for_timeout(2000)
    if page.locator(".modal:visible").count():
        page.locator(".modal button.btn-primary:visible").first.click()
    if not page.locator(".o_ticket_desk").count():
        page.click(".o_ticket_navbar")
    page.wait_for_selector(".o_ticket_seat_map canvas")
    return page


def test_03_the_cashier_sells_two_seats_and_they_are_printed(house):
    page = _open_till(house)
    taps = 0
    page.locator(".o_ticket_best_count").nth(1).click()
    taps += 1
    page.wait_for_selector(".o_ticket_cart_seat")
    page.wait_for_timeout(800)
    house.shoot(page, "pos-seat-screen")
    page.click(".o_ticket_pay")
    taps += 1
    page.locator(".paymentmethod").first.click()
    taps += 1
    page.locator("button.validation-button:visible, .button.next:visible").first.click()
    taps += 1
    tickets = house.printer.wait_for(2)
    page.wait_for_selector(".o_ticket_print_row[data-state=printed]")
    house.shoot(page, "pos-receipt")
    house.shots.mkdir(parents=True, exist_ok=True)
    tickets[0].image.save(house.shots / "printed-ticket.png")
    assert taps <= 5
    numbers = ticket_numbers(house, "pos")
    assert len(numbers) == 2
    lane = Lane(house.base_url, house.told["gate"]["token"])
    scanned = [lane.scan(code) for ticket in tickets for code in ticket.codes]
    assert sorted(answer["ticket"]["number"] for answer in scanned) == sorted(numbers)
    assert {answer["result"] for answer in scanned} == {"admit"}


def test_03_a_dead_printer_does_not_stop_the_sale(house):
    house.query("UPDATE ticket_printer SET port = 9")
    till = Till(house.base_url).open(house.database)
    till.pay(till.hold(the_session(house), adult(house), {"best": {"count": 1}}))
    [[state]] = house.query(
        "SELECT state FROM ticket_print_job ORDER BY id DESC LIMIT 1"
    )
    assert state in ("waiting", "sent")
    assert len(ticket_numbers(house, "pos")) == 3
    house.query("UPDATE ticket_printer SET port = %s", house.printer.port)


def test_04_the_gate_page_admits_once(house):
    till = Till(house.base_url).open(house.database)
    till.pay(till.hold(the_session(house), adult(house), {"best": {"count": 1}}))
    number = ticket_numbers(house, "pos")[-1]
    page = house.page(phone=True)
    page.goto(f"{house.base_url}/gate#{house.told['gate']['token']}")
    page.wait_for_selector("input[name=code]")
    house.shoot(page, "gate")
    page.fill("input[name=code]", number)
    page.click(".o_gate_typed button")
    page.wait_for_selector(".o_gate_result.o_gate_green[data-reason=ok]")
    house.shoot(page, "gate-admitted")
    page.click(".o_gate_close")
    page.fill("input[name=code]", number)
    page.click(".o_gate_typed button")
    refused = page.wait_for_selector(".o_gate_result.o_gate_red")
    assert refused.get_attribute("data-reason") == "already_used"
    assert "Lane 1" in refused.inner_text()
    house.shoot(page, "gate-refused")


def test_04_altered_and_forged_tokens_are_refused(house):
    lane = Lane(house.base_url, house.told["gate"]["token"])
    token = house.seen["web_token"]
    altered = token[:60] + ("0" if token[60] != "0" else "1") + token[61:]
    assert lane.scan(altered)["reason"] == "forged"
    assert lane.scan(token)["reason"] == "already_used"
    assert lane.scan("1000000000000008")["result"] == "refuse"


def test_04_a_wrong_device_token_opens_nothing(house):
    with pytest.raises(Refused):
        Lane(house.base_url, "NOT-A-TOKEN").scan(house.seen["web_token"])
