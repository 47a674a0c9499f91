"""One seat from map to gate: the whole chain, seen from outside.

The steps build on each other and run in the order of the file: a map is imported and
put on sale; seats are sold on the website, at the box office and by a distributor; they
are printed, torn, refunded; finance and management find every cent. Each step checks its
result from outside: the picture that was printed, the ledger, the text of the PDF.
"""

import base64
import io
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.e2e.house import read_codes
from tests.helpers.clients import (
    Client,
    Distributor,
    Lane,
    Refused,
    Till,
    Website,
)

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "venues"


def the_session(house):
    """The theatre session that begins in two hours."""
    if "session" not in house.seen:
        [[house.seen["session"]]] = house.query(
            """SELECT session.id FROM ticket_session session
                 JOIN ticket_venue venue ON venue.id = session.venue_id
                WHERE venue.kind = 'theatre' AND session.state = 'on_sale'
             ORDER BY session.start LIMIT 1"""
        )
    return house.seen["session"]


def adult(house):
    return house.query("SELECT id FROM ticket_type WHERE code = 'adult'")[0][0]


def ticket_numbers(house, channel):
    return [
        number
        for (number,) in house.query(
            "SELECT number FROM ticket_ticket WHERE channel = %s ORDER BY id", channel
        )
    ]


# --- 1: from a file of seats to a sale ------------------------------------------------


def _import(house, name, content, hall):
    editor = house.staff("editor")
    seat_map = editor.call(
        "ticket.seat.map", "create", [[{"name": name, "hall_id": hall}]]
    )[0]
    wizard = editor.call(
        "ticket.seat.map.import",
        "create",
        [
            [
                {
                    "seat_map_id": seat_map,
                    "file": base64.b64encode(content).decode(),
                    "file_name": name,
                }
            ]
        ],
    )
    [preview] = editor.call(
        "ticket.seat.map.import",
        "read",
        [wizard],
        fields=["state", "seat_count", "remark_count", "remarks"],
    )
    return editor, seat_map, wizard, preview


def _hall(house):
    return house.query(
        "SELECT hall.id FROM ticket_hall hall JOIN ticket_venue venue ON "
        "venue.id = hall.venue_id WHERE venue.kind = 'stadium'"
    )[0][0]


def test_01_a_stadium_is_imported_and_put_on_sale(house):
    content = (DATA / "tw-baseball" / "rakuten-taoyuan-seats.csv").read_bytes()
    editor, seat_map, wizard, preview = _import(
        house, "Baseball", content, _hall(house)
    )
    assert (preview["state"], preview["seat_count"]) == ("ready", 12851)
    editor.call("ticket.seat.map.import", "action_import", [wizard])
    manager = house.staff("manager")
    sections = manager.call(
        "ticket.seat.section", "search", [[["seat_map_id", "=", seat_map]]]
    )
    plan = manager.call(
        "ticket.price.plan",
        "create",
        [
            [
                {
                    "name": "Baseball",
                    "seat_map_id": seat_map,
                    "zone_ids": [
                        (0, 0, {"name": "All", "code": "ALL", "section_ids": sections})
                    ],
                }
            ]
        ],
    )[0]
    [zone] = manager.call("ticket.zone", "search", [[["plan_id", "=", plan]]])
    manager.call(
        "ticket.price",
        "create",
        [[{"zone_id": zone, "type_id": adult(house), "amount": 350}]],
    )
    start = datetime.now() + timedelta(days=60)
    session = manager.call(
        "ticket.session",
        "create",
        [
            [
                {
                    "show_id": manager.call(
                        "ticket.show", "create", [[{"name": "Ball Game"}]]
                    )[0],
                    "hall_id": _hall(house),
                    "seat_map_id": seat_map,
                    "plan_id": plan,
                    "start": start.strftime("%Y-%m-%d 11:00:00"),
                }
            ]
        ],
    )
    manager.call("ticket.session", "action_open_sale", [session])
    assert house.query(
        "SELECT count(*) FROM ticket_place WHERE session_id = %s AND state = 'free'",
        session[0],
    ) == [(12851,)]


def test_01_a_plan_with_defects_is_imported_and_they_are_told(house):
    content = (DATA / "seatmap-canvas" / "two-floor-738.pretix.json").read_bytes()
    editor, seat_map, wizard, preview = _import(
        house, "Two floors", content, _hall(house)
    )
    assert (preview["state"], preview["seat_count"]) == ("ready", 738)
    assert preview["remark_count"] >= 126
    editor.call("ticket.seat.map.import", "action_import", [wizard])
    assert house.query(
        "SELECT count(*), count(DISTINCT key) FROM ticket_seat WHERE seat_map_id = %s",
        seat_map,
    ) == [(738, 738)]


def test_01_a_wrong_file_is_refused_with_the_line(house):
    lines = (
        (DATA / "tw-baseball" / "rakuten-taoyuan-seats.csv").read_bytes().splitlines()
    )
    lines[7] = b"x;y"
    editor, seat_map, wizard, preview = _import(
        house, "Broken", b"\n".join(lines), _hall(house)
    )
    assert preview["state"] == "refused"
    assert preview["remarks"].startswith("Line 8:")
    with pytest.raises(Refused, match="Nothing was imported"):
        editor.call("ticket.seat.map.import", "action_import", [wizard])
    assert house.query(
        "SELECT count(*) FROM ticket_seat WHERE seat_map_id = %s", seat_map
    ) == [(0,)]


# --- 2: the website -------------------------------------------------------------------


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
    page = house.page()
    page.goto(house.base_url + "/shows")
    house.shoot(page, "shows")
    page.click("text=Swan Lake")
    page.locator("a[href*='/session/']").first.click()
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
    [number] = ticket_numbers(house, "website")
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
    cron = admin.call(
        "ir.model.data", "check_object_reference", ["sale", "send_pending_emails_cron"]
    )[1]
    admin.call("ir.cron", "method_direct_trigger", [[cron]])
    rows = house.query(
        """SELECT attachment.id FROM ir_attachment attachment
             JOIN sale_order_line line ON line.order_id = attachment.res_id
             JOIN ticket_ticket ticket ON ticket.sale_line_id = line.id
            WHERE attachment.res_model = 'sale.order' AND ticket.number = %s
              AND attachment.mimetype = 'application/pdf'""",
        house.seen["web_number"],
    )
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


# --- 3: the box office ----------------------------------------------------------------


def _open_till(house, login="cashier"):
    page = house.page(login=login)
    [config] = house.query("SELECT id FROM pos_config WHERE ticket_selling")
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


# --- 4: the gate ----------------------------------------------------------------------


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


# --- 5: the distributor ---------------------------------------------------------------


def test_05_a_booking_is_charged_net_and_refunded(house):
    reseller = Distributor(house.base_url, **house.told["distributor"])
    before = float(reseller.ask("GET", "wallet")["balance"])
    sessions = reseller.ask("GET", "sessions")["sessions"]
    session = next(one for one in sessions if one["id"] == the_session(house))
    places = reseller.ask("GET", f"sessions/{session['id']}/places")["places"]
    chosen = [place for place in places if place["state"] == "free"][-2:]
    order = reseller.ask(
        "POST",
        "orders",
        {
            "reference": "E2E-1",
            "session": session["id"],
            "lines": [{"type": "adult", "place": place["id"]} for place in chosen],
        },
    )["order"]
    assert order["state"] == "locked"
    amount = sum(float(place["prices"]["adult"]) for place in chosen)
    assert float(order["amount"]) == pytest.approx(amount)
    order = reseller.ask("POST", f"orders/{order['id']}/confirm")["order"]
    tickets = order["tickets"]
    assert float(reseller.ask("GET", "wallet")["balance"]) == pytest.approx(
        before - amount
    )
    reseller.ask(
        "POST", f"orders/{order['id']}/refund", {"tickets": [tickets[0]["number"]]}
    )
    half = float(tickets[0]["price"])
    assert float(reseller.ask("GET", "wallet")["balance"]) == pytest.approx(
        before - amount + half
    )
    lane = Lane(house.base_url, house.told["gate"]["token"])
    assert lane.scan(tickets[0]["token"])["result"] == "refuse"
    assert lane.scan(tickets[1]["token"])["result"] == "admit"


def test_05_refusals_have_codes_and_hold_nothing(house):
    reseller = Distributor(house.base_url, **house.told["distributor"])
    taken = house.query(
        "SELECT id FROM ticket_place WHERE session_id = %s AND state = 'sold' LIMIT 1",
        the_session(house),
    )[0][0]
    body = {
        "reference": "E2E-2",
        "session": the_session(house),
        "lines": [{"type": "adult", "place": taken}],
    }
    with pytest.raises(Refused) as refusal:
        reseller.ask("POST", "orders", body)
    assert refusal.value.code == "places_unavailable"
    with pytest.raises(Refused) as refusal:
        reseller.ask("GET", "wallet", X_Ticket_Signature="0" * 64)
    assert refusal.value.code == "bad_signature"
    with pytest.raises(Refused) as refusal:
        reseller.ask(
            "POST",
            "orders",
            {
                "reference": "E2E-3",
                "session": the_session(house),
                "best": {"type": "adult", "count": 100, "zone": "BOX"},
            },
        )
    assert refusal.value.code == "wallet_insufficient"
    assert house.query(
        "SELECT count(*) FROM ticket_place WHERE session_id = %s AND state = 'held'",
        the_session(house),
    ) == [(0,)]


# --- 6: the member --------------------------------------------------------------------


def test_06_a_vip_pays_less_and_buys_before_everybody_else(house):
    [[presale]] = house.query(
        "SELECT id FROM ticket_session WHERE state = 'presale' LIMIT 1"
    )
    stranger = Client(house.base_url)
    answer = stranger.rpc(
        "/ticket/web/hold", session_id=presale, best={"count": 1, "zone_id": None}
    )
    assert answer["error"]["code"] == "sale_closed"
    page = house.page(login="member")
    page.goto(f"{house.base_url}/session/{presale}")
    page.click(".o_ticket_best_take")
    page.wait_for_selector(".o_ticket_choice")
    house.shoot(page, "member-presale")
    page.click(".o_ticket_buy")
    page.wait_for_url("**/shop/cart*")
    [[base, paid]] = house.query(
        """SELECT line.ticket_base_price * line.product_uom_qty, line.price_total
             FROM sale_order_line line WHERE line.ticket_session_id = %s""",
        presale,
    )
    assert float(paid) == pytest.approx(float(base) * 0.9)


def test_06_the_fee_is_sold_in_the_web_shop(house):
    [[product, template]] = house.query(
        """SELECT product.id, template.id FROM product_product product
             JOIN product_template template ON template.id = product.product_tmpl_id
            WHERE template.service_tracking = 'ticket_membership'"""
    )
    guest = Website(house.base_url)
    guest.rpc(
        "/shop/cart/add",
        product_template_id=template,
        product_id=product,
        quantity=1,
    )
    guest.pay(guest.check_out("Vera Lin", "vera.lin@example.com"))
    assert house.query(
        """SELECT membership.state FROM ticket_membership membership
             JOIN res_partner partner ON partner.id = membership.partner_id
            WHERE partner.email = 'vera.lin@example.com'"""
    ) == [("active",)]


def test_06_the_fee_makes_a_member(house):
    manager = house.staff("admin")
    partner = manager.call("res.partner", "create", [[{"name": "New Member"}]])[0]
    [fee] = manager.call(
        "product.product", "search", [[["service_tracking", "=", "ticket_membership"]]]
    )
    order = manager.call(
        "sale.order",
        "create",
        [[{"partner_id": partner, "order_line": [(0, 0, {"product_id": fee})]}]],
    )
    manager.call("sale.order", "action_confirm", [order])
    [member] = manager.call("res.partner", "read", [partner], fields=["ticket_tier_id"])
    assert member["ticket_tier_id"][1] == "VIP"


# --- 7: the money ---------------------------------------------------------------------


def test_07_the_advance_account_equals_the_unplayed_tickets(house):
    _close_the_shift(house)
    [[worth]] = house.query(
        """SELECT sum(net_amount) FROM ticket_ticket ticket
             JOIN ticket_session session ON session.id = ticket.session_id
            WHERE ticket.state IN ('valid', 'used') AND session.state != 'played'"""
    )
    assert house.balance("ticket_advance_account_id") == -round(float(worth), 2)
    [[wallets]] = house.query("SELECT sum(balance) FROM ticket_distributor")
    assert house.balance("ticket_wallet_account_id") == -round(float(wallets), 2)


def _close_the_shift(house):
    admin = house.staff("admin")
    [[session]] = house.query("SELECT id FROM pos_session WHERE state != 'closed'")
    answer = admin.call(
        "pos.session", "action_pos_session_closing_control", [[session]]
    )
    [closed] = admin.call("pos.session", "read", [[session]], fields=["state"])
    assert closed["state"] == "closed", answer


def test_07_finance_sees_the_proof(house):
    page = house.page(login="finance")
    finance = house.staff("finance")
    proof = finance.call("ticket.advance.proof", "create", [[{}]])[0]
    [figures] = finance.call(
        "ticket.advance.proof", "read", [[proof]], fields=["difference", "proven"]
    )
    assert figures["proven"]
    assert figures["difference"] == 0
    page.goto(f"{house.base_url}/odoo/action-ticket_sale.ticket_advance_proof_action")
    page.wait_for_timeout(3000)
    house.shoot(page, "advance-proof")


def test_07_playing_the_session_moves_it_to_income(house):
    session = the_session(house)
    [[worth]] = house.query(
        "SELECT sum(net_amount) FROM ticket_ticket "
        "WHERE session_id = %s AND state IN ('valid', 'used')",
        session,
    )
    advance = house.balance("ticket_advance_account_id")
    income = house.balance("ticket_income_account_id")
    house.query(
        """UPDATE ticket_session SET start = start - interval '1 day',
                  "end" = "end" - interval '1 day' WHERE id = %s""",
        session,
    )
    house.staff("finance").call("ticket.session", "action_play", [[session]])
    moved = round(float(worth), 2)
    assert house.balance("ticket_advance_account_id") == pytest.approx(advance + moved)
    assert house.balance("ticket_income_account_id") == pytest.approx(income - moved)


# --- 8: the manager -------------------------------------------------------------------


def test_08_the_report_equals_an_independent_figure(house):
    manager = house.staff("manager")
    for field, column in (
        ("channel", "channel"),
        ("session_id", "session_id"),
        ("zone_id", "zone_id"),
        ("type_id", "type_id"),
        ("user_id", "user_id"),
    ):
        rows = manager.call(
            "ticket.sale.report",
            "formatted_read_group",
            [[["state", "in", ["valid", "used"]]]],
            groupby=[field],
            aggregates=["amount:sum"],
        )
        reported = sorted(round(row["amount:sum"], 2) for row in rows)
        truth = house.query(
            f"SELECT sum(price) FROM ticket_ticket WHERE state IN ('valid', 'used') "
            f"GROUP BY {column}"
        )
        assert reported == sorted(round(float(amount), 2) for (amount,) in truth), field


def test_08_the_report_tells_how_each_channel_was_paid(house):
    rows = house.staff("manager").call(
        "ticket.sale.report",
        "formatted_read_group",
        [[]],
        groupby=["channel", "payment_method"],
        aggregates=["sold:sum"],
    )
    assert {row["channel"]: row["payment_method"] for row in rows} == {
        "website": "Demo",
        "pos": "Cash 现金",
        "distributor": "Distributor wallet",
    }


def test_08_the_report_is_exported_to_a_spreadsheet(house):
    manager = house.staff("manager")
    page = manager.get("/odoo").text
    token = page.split('csrf_token: "')[1].split('"')[0]
    reply = manager.http.post(
        house.base_url + "/web/export/xlsx",
        data={
            "csrf_token": token,
            "data": json.dumps(
                {
                    "model": "ticket.sale.report",
                    "fields": [
                        {
                            "name": name,
                            "label": name,
                            "type": kind,
                            "store": True,
                        }
                        for name, kind in (
                            ("session_id", "many2one"),
                            ("channel", "selection"),
                            ("amount", "monetary"),
                        )
                    ],
                    "ids": False,
                    "domain": [],
                    "groupby": [],
                    "context": {},
                    "import_compat": False,
                }
            ),
        },
        timeout=60,
    )
    assert reply.status_code == 200
    assert reply.content[:2] == b"PK"


def test_08_the_manager_s_day_on_one_page(house):
    page = house.page(login="manager")
    page.goto(f"{house.base_url}/odoo/action-ticket_sale.ticket_today_action")
    page.wait_for_timeout(3500)
    house.shoot(page, "today")
    [[takings]] = house.query(
        "SELECT sum(price) FROM ticket_ticket WHERE state IN ('valid', 'used')"
    )
    assert f"{float(takings):,.2f}" in page.locator("body").inner_text()


def test_08_each_role_sees_its_own(house):
    cashier = house.staff("cashier")
    with pytest.raises(Refused, match=r"AccessError|access"):
        cashier.call("ticket.distributor", "search_read", [[]], fields=["balance"])
    gate = house.staff("gate")
    with pytest.raises(Refused, match=r"AccessError|access"):
        gate.call("ticket.ticket", "search_read", [[]], fields=["price"])
    editor = house.staff("editor")
    with pytest.raises(Refused, match=r"AccessError|access"):
        editor.call("ticket.price", "create", [[{"amount": 1}]])
