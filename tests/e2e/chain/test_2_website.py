"""A guest on the website."""

import base64
import io
import time
from pathlib import Path

from pypdf import PdfReader

from tests.e2e.house import read_codes
from tests.helpers.clients import Lane

from .seen import the_session, ticket_numbers


def _pick_on_the_map(page):
    """Touch the map until a free seat is chosen, as a finger would."""
    box = page.locator(".o_ticket_seat_map canvas").first.bounding_box()
    for step in range(80):
        page.mouse.click(
            box["x"] + box["width"] * (0.5 + 0.01 * (step % 9)),
            box["y"] + box["height"] * (0.45 + 0.005 * step),
        )
        page.wait_for_timeout(150)
        if page.locator(".o_ticket_choice").count():
            return
    raise AssertionError("no seat could be chosen on the map")


def _check_out(page, name):
    page.locator("a[name=website_sale_main_button]:visible").first.click()
    page.wait_for_url("**/shop/address*")
    page.fill("input[name=name]", name)
    page.fill("input[name=email]", "ann.lee@example.com")
    page.fill("input[name=phone]", "+86 138 0000 0000")
    page.fill("input[name=street]", "1 Test Road")
    page.fill("input[name=city]", "Shanghai")
    page.select_option("select[name=country_id]", label="China")
    page.wait_for_timeout(1000)
    page.fill("input[name=zip]", "200000")
    if page.locator("select[name=state_id]:visible").count():
        page.select_option("select[name=state_id]", index=1)
    page.locator(
        "#save_address, a[name=website_sale_main_button]:visible"
    ).first.click()


def _pay(page):
    page.wait_for_url("**/shop/payment*")
    page.fill("#customer_input", "4242")
    page.locator("button[name=o_payment_submit_button]:visible").first.click()
    page.wait_for_url("**/shop/confirmation*", timeout=60_000)


def test_02_a_guest_chooses_a_seat_pays_and_has_a_ticket(house):
    before = ticket_numbers(house, "website")
    page = house.page()
    page.goto(house.base_url + "/shows")
    house.shoot(page, "shows")
    page.click("text=Swan Lake")
    page.locator("#sessions a.btn[href*='/session/']").first.click()
    page.wait_for_selector(".o_ticket_best_take")
    page.wait_for_timeout(1000)
    _pick_on_the_map(page)
    house.shoot(page, "seat-picker")
    [seat] = page.locator(".o_ticket_choice_seat span").all_inner_texts()
    page.click(".o_ticket_buy")
    page.wait_for_url("**/shop/cart*")
    assert seat in page.locator("#wrap").inner_text()
    house.shoot(page, "cart")
    _check_out(page, "Ann Lee")
    _pay(page)
    page.wait_for_timeout(500)
    house.shoot(page, "confirmation")
    [number] = ticket_numbers(house, "website")[len(before) :]
    text = page.locator("#wrap").inner_text().replace(" ", "")
    assert number in text
    [token] = read_codes(page.screenshot(full_page=True))
    with page.expect_download() as download:
        page.locator("a[href*='pdf']:visible").first.click()
    pdf = PdfReader(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert "Swan Lake" in pdf.pages[0].extract_text()
    house.seen |= {"web_number": number, "web_token": token, "web_seat": seat}


def test_02_the_token_in_the_picture_is_the_ticket_s(house):
    lane = Lane(house.base_url, house.told["gate"]["token"])
    answer = lane.scan(house.seen["web_token"], direction="in")
    assert answer["result"] == "admit"
    assert answer["ticket"]["number"] == house.seen["web_number"]
    assert answer["ticket"]["place"] == house.seen["web_seat"]


def test_02_the_mail_brings_the_ticket_as_pdf(house):
    admin = house.staff("admin")
    for _second in range(90):  # the worker is called when the order is paid
        rows = house.query(
            """SELECT attachment.id FROM ir_attachment attachment
                 JOIN sale_order_line line ON line.order_id = attachment.res_id
                 JOIN ticket_ticket ticket ON ticket.sale_line_id = line.id
                WHERE attachment.res_model = 'sale.order' AND ticket.number = %s
                  AND attachment.mimetype = 'application/pdf'""",
            house.seen["web_number"],
        )
        if rows:
            break
        time.sleep(1)
    assert rows, "no PDF was attached to the confirmation"
    [content] = admin.call("ir.attachment", "read", [rows[0][0]], fields=["datas"])
    pdf = PdfReader(io.BytesIO(base64.b64decode(content["datas"])))
    text = pdf.pages[0].extract_text()
    assert "Swan Lake" in text
    assert house.seen["web_number"] in text.replace(" ", "")


def test_02_the_picker_speaks_chinese_on_a_phone(house):
    page = house.page(phone=True)
    page.goto(f"{house.base_url}/zh_CN/session/{the_session(house)}")
    page.wait_for_selector(".o_ticket_seat_map canvas")
    page.wait_for_timeout(1500)
    house.shoot(page, "seat-picker-phone-zh")
    text = page.locator("#wrapwrap").inner_text()
    assert "天鹅湖" in text
    for english in ("Find", "Taken", "Choose", "Your choice"):
        assert english not in text
