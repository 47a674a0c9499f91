"""A kiosk: paired by hand, it sells to whoever touches it, and forgets whoever leaves."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.house import read_codes

PORTRAIT = {"width": 1080, "height": 1920}


@pytest.fixture(scope="module")
def screen(house):
    """The kiosk's screen, paired with the code from the back office."""
    manager = house.staff("manager")
    [kiosk] = manager.call("ticket.kiosk", "search", [[]], limit=1)
    action = manager.call("ticket.kiosk", "action_pair", [[kiosk]])
    context = house.browser.new_context(viewport=PORTRAIT, has_touch=True)
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(house.base_url + "/kiosk")
    for key in action["context"]["default_code"]:
        page.locator(".o_kiosk_key").get_by_text(key, exact=True).click()
    page.locator(".o_kiosk_pairing .o_kiosk_primary").click()
    page.locator(".o_kiosk_welcome").wait_for()
    yield page
    context.close()


def _choose_two(page):
    page.locator("[name=buy]").click()
    _choose_seats(page, 2)


def _choose_seats(page, count, show=""):
    page.locator(".o_kiosk_show", has_text=show).first.click()
    page.locator(".o_kiosk_session:enabled").nth(1).click()
    page.locator(".o_seat_map_stage").wait_for()
    page.locator(".o_kiosk_best button").nth(count - 1).click()
    expect(page.locator(".o_kiosk_chosen .o_kiosk_chip")).to_have_count(count)


def _type(page, text):
    for key in text:
        page.locator(".o_kiosk_key").get_by_text(key, exact=True).click()


def _pay_by_telephone(house, page):
    page.locator("[name=online]").click()
    page.locator(".o_kiosk_qr").wait_for()
    [address] = read_codes(page.screenshot())
    phone = house.page(phone=True)
    link = urlsplit(address)  # the demo calls itself localhost
    phone.goto(f"{house.base_url}{link.path}?{link.query}")
    phone.locator("button[name=o_payment_submit_button]:enabled").click()
    page.locator(".o_kiosk_thanks").wait_for()
    phone.context.close()


def _state_of(house, coupon):
    [[state, visit]] = house.query(
        "SELECT state, visit_id FROM ticket_voucher WHERE code = %s", coupon
    )
    return state, visit


def _held(house):
    [[count]] = house.query(
        "SELECT count(*) FROM ticket_place WHERE state = 'held' AND held_until > now()"
        " AT TIME ZONE 'UTC'"
    )
    return count


def test_two_tickets_are_paid_by_telephone_and_come_out(house, screen):
    _choose_two(screen)
    screen.locator("[name=continue]").click()
    with screen.expect_response("**/kiosk/types"):  # what it costs is drawn anew
        screen.locator(".o_kiosk_seat .o_kiosk_type").nth(1).click()
    house.shoot(screen, "kiosk-review")
    _pay_by_telephone(house, screen)
    tickets = house.printer.wait_for(2)
    assert len({code for ticket in tickets for code in ticket.codes}) == 2
    house.shoot(screen, "kiosk-thanks")
    screen.locator(".o_kiosk_thanks .o_kiosk_primary").click()
    screen.locator(".o_kiosk_welcome").wait_for()


def test_coupon_becomes_a_ticket_and_the_rest_is_paid(house, screen):
    coupon = house.told["vouchers"][1]
    before = len(house.printer.wait_for(0))
    screen.locator("[name=voucher]").click()
    _type(screen, coupon[::-1])
    screen.locator("[name=redeem]").click()
    expect(screen.locator(".o_kiosk_notice")).to_have_text(re.compile("do not know"))
    screen.locator(".o_kiosk_quit").click()  # entered wrong: nothing is in hand

    screen.locator("[name=voucher]").click()
    _type(screen, coupon)
    screen.locator("[name=redeem]").click()
    expect(screen.locator(".o_kiosk_in_hand")).to_contain_text("City Deals")
    house.shoot(screen, "kiosk-voucher")
    state, visit = _state_of(house, coupon)
    assert (state, bool(visit)) == ("open", True)
    screen.locator(".o_kiosk_quit").click()
    screen.locator(".o_kiosk_welcome").wait_for()
    expect(screen.locator(".o_kiosk_in_hand")).to_have_count(0)

    screen.locator("[name=voucher]").click()
    _type(screen, coupon)
    screen.locator("[name=redeem]").click()
    screen.locator("[name=choose]").click()
    _choose_seats(screen, 1, show="Swan Lake")
    screen.locator("[name=continue]").click()
    expect(screen.locator(".o_kiosk_in_hand .o_kiosk_price")).to_contain_text("280")
    house.shoot(screen, "kiosk-voucher-review")
    _pay_by_telephone(house, screen)
    assert len(house.printer.wait_for(before + 1)) == before + 1
    assert _state_of(house, coupon) == ("redeemed", None)
    screen.locator(".o_kiosk_thanks .o_kiosk_primary").click()
    screen.locator(".o_kiosk_welcome").wait_for()


def test_where_nobody_has_a_seat_one_says_how_many(house, screen):
    screen.locator("[name=buy]").click()
    screen.locator(".o_kiosk_show", has_text="Garden of Lanterns").click()
    screen.locator(".o_kiosk_session:enabled").nth(1).click()
    expect(screen.locator(".o_kiosk_best")).to_contain_text("How many tickets?")
    screen.locator(".o_kiosk_best button").nth(2).click()
    expect(screen.locator(".o_kiosk_chosen .o_kiosk_chip")).to_have_count(3)
    house.shoot(screen, "kiosk-garden")
    screen.locator(".o_kiosk_quit").click()
    screen.locator(".o_kiosk_welcome").wait_for()


def test_another_language_keeps_what_was_chosen(house, screen):
    _choose_two(screen)
    screen.locator(".o_kiosk_language[lang=zh-CN]").click()
    expect(screen.locator(".o_kiosk_chip")).to_have_count(2)
    expect(screen.locator("html")).to_have_attribute("lang", "zh-CN")
    screen.locator(".o_kiosk_quit").click()
    screen.locator(".o_kiosk_welcome").wait_for()
    expect(screen.locator("html")).to_have_attribute("lang", "en-US")


def test_who_leaves_gives_the_seats_back(house, screen):
    before = _held(house)
    _choose_two(screen)
    assert _held(house) == before + 2
    house.query("UPDATE ticket_kiosk SET idle_seconds = 20")
    screen.evaluate("window.dispatchEvent(new Event('pointerdown'))")
    screen.locator(".o_kiosk_dialog").wait_for(timeout=90_000)
    screen.locator(".o_kiosk_welcome").wait_for(timeout=30_000)
    expect(screen.locator(".o_kiosk_chip")).to_have_count(0)
    for _tenth in range(100):  # the screen does not wait for the server's answer
        if _held(house) == before:
            break
        screen.wait_for_timeout(100)
    assert _held(house) == before


def test_wrong_words_find_no_tickets(house, screen):
    screen.locator("[name=collect]").click()
    screen.locator(".o_kiosk_tab[name=order]").click()
    _type(screen, "S99999")
    screen.locator("[name=phone]").click()
    _type(screen, "13800138000")
    screen.locator("[name=find]").click()
    notice = screen.locator(".o_kiosk_notice")
    expect(notice).to_have_text(re.compile("found no tickets"))
    screen.locator(".o_kiosk_quit").click()


def test_no_paper_no_sale(house, screen):
    house.printer.change(paper="out")
    screen.locator(".o_kiosk_blocked").wait_for(timeout=90_000)
    house.shoot(screen, "kiosk-paper")
    house.printer.change(paper="ok")
    screen.locator(".o_kiosk_welcome").wait_for(timeout=90_000)


def test_a_screen_without_network_says_so(house, screen):
    screen.context.set_offline(True)
    screen.locator(".o_kiosk_blocked").wait_for(timeout=60_000)
    screen.context.set_offline(False)
    screen.locator(".o_kiosk_welcome").wait_for(timeout=60_000)
