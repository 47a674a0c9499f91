"""What customers do with tickets they have: exchange them and pay or get the difference,
give them to a friend, sell them on the board, tell how it was and ask for no more mails."""

import re

import pytest

from tests.e2e.shopper import Shopper
from tests.helpers.axe import faults
from tests.helpers.clients import Lane, Website

CHINESE = re.compile("[\u4e00-\u9fff]")
SHOW = "The Teahouse by the River"  # its policy lets customers exchange
FEE = 20  # for each ticket


def _session(house, last=True):
    """A session on sale: the last one, or the first."""
    [[session]] = house.query(
        f"""SELECT session.id FROM ticket_session session
              JOIN ticket_show show ON show.id = session.show_id
             WHERE show.name ->> 'en_US' = %s AND session.state = 'on_sale'
               AND session.start > now()
          ORDER BY session.start {"DESC" if last else ""} LIMIT 1""",
        SHOW,
    )
    return session


def _zone(house, name):
    [[zone]] = house.query(
        "SELECT id FROM ticket_zone WHERE name ->> 'en_US' = %s ORDER BY id LIMIT 1",
        name,
    )
    return zone


def _bought(house, zone="Stalls", login=None, last=True):
    """Two tickets for adults, paid with the demo provider.

    :return: the order and the end of its link
    """
    buyer = Website(house.base_url)
    if login:
        buyer.login(house.database, login, login)
    [[adult]] = house.query(
        "SELECT res_id FROM ir_model_data WHERE module = 'ticket_sale' "
        "AND name = 'ticket_type_adult'"
    )
    session = _session(house, last)
    hold = buyer.hold(session, best={"count": 2, "zone_id": _zone(house, zone)})
    buyer.add_to_cart(hold, adult)
    if login:
        buyer.pay(buyer.get("/shop/payment").text)
    else:
        buyer.pay(buyer.check_out("Kim Guest", "kim@example.com"))
    [[order, token]] = house.query(
        """SELECT "order".id, "order".access_token FROM sale_order "order"
             JOIN sale_order_line line ON line.order_id = "order".id
             JOIN ticket_ticket ticket ON ticket.sale_line_id = line.id
            WHERE ticket.session_id = %s ORDER BY ticket.id DESC LIMIT 1""",
        session,
    )
    return order, f"access_token={token}"


def _states(house, order):
    return [
        state
        for [state] in house.query(
            """SELECT ticket.state FROM ticket_ticket ticket
                 JOIN sale_order_line line ON line.id = ticket.sale_line_id
                WHERE line.order_id = %s ORDER BY ticket.id""",
            order,
        )
    ]


def _numbers(house, order):
    """The numbers of all tickets an order ever had."""
    return [
        number
        for [number] in house.query(
            """SELECT ticket.number FROM ticket_ticket ticket
                 JOIN sale_order_line line ON line.id = ticket.sale_line_id
                WHERE line.order_id = %s ORDER BY ticket.id""",
            order,
        )
    ]


def _seen(house, shopper, name):
    """A picture of the page, which has no serious fault, in the reader's language."""
    page = shopper.page
    page.wait_for_load_state("networkidle")
    house.shoot(page, name)
    assert faults(page, "main", but="#o_payment_form") == []
    if shopper.lang == "zh_CN":
        assert CHINESE.search(page.locator("main h1, main h2").first.inner_text())


def _send(page, form):
    page.locator(f"form[action*='{form}'] button[type=submit]").first.click()


def _choose_exchange(house, guest, order, link, zone):
    """From the tickets to the price of other places on the same day."""
    page = guest.page
    guest.go(f"/my/tickets/order/{order}/exchange?{link}")
    _seen(house, guest, f"exchange-{guest.lang}-1-which")
    page.locator(f"input[name=session][value='{_session(house)}']").check()
    page.locator("form[method=get].o_exchange button[type=submit]").click()
    page.locator(f"input[name=zone][value='{_zone(house, zone)}']").check()
    _seen(house, guest, f"exchange-{guest.lang}-2-where")
    page.locator("form[method=post].o_exchange button[type=submit]").click()
    page.locator(".o_exchange_sum").wait_for()
    _seen(house, guest, f"exchange-{guest.lang}-3-price")


def test_better_places_are_paid_before_the_exchange(house):
    order, link = _bought(house, "Circle")
    guest = Shopper.come(house, phone=True, lang="zh_CN")
    _choose_exchange(house, guest, order, link, "Stalls")
    assert _states(house, order) == ["valid", "valid"]
    guest.pay()
    guest.page.locator(".o_ticket_empty .fa-check-circle").wait_for(timeout=60_000)
    _seen(house, guest, "exchange-zh_CN-4-done")
    assert _states(house, order) == ["exchanged", "exchanged", "valid", "valid"]
    assert house.query(
        """SELECT transaction.state, transaction.amount FROM payment_transaction transaction
             JOIN ticket_exchange_request asked ON asked.id = ticket_exchange_id
            WHERE asked.order_id = %s""",
        order,
    ) == [("done", 2 * (680 - 280 + FEE))]
    guest.page.locator(".o_ticket_empty .btn-primary").click()
    guest.page.locator(".o_phone_code").first.wait_for()
    guest.page.context.close()


def _choose_seats(page, section, count):
    """Free seats of a section, in the list beside the map."""
    page.locator(".o_seat_map_controls button").last.click()
    page.locator(f".o_seat_map_sections > li > .o_line:has-text('{section}')").click()
    page.locator(".o_seat_map_rows .o_line").first.click()
    for _seat in range(count):
        page.locator(
            ".o_seat_map_seats button:enabled:not([aria-pressed=true])"
        ).first.click()
    page.locator(".o_seat_map_back").click()


def test_dearer_seats_of_the_map_are_paid_and_the_old_codes_die(house):
    order, link = _bought(house, "Circle")
    old = _numbers(house, order)
    guest = Shopper.come(house, phone=True, lang="zh_CN")
    page = guest.page
    guest.go(f"/my/tickets/order/{order}/exchange?{link}")
    page.locator(f"input[name=session][value='{_session(house)}']").check()
    page.locator("form[method=get].o_exchange button[type=submit]").click()
    page.locator("#where .btn-primary").click()
    page.locator(".o_seat_map_stage canvas").wait_for()
    assert page.locator(".o_ticket_exchange_from span").count() == 2
    _seen(house, guest, "exchange-map-1-seats")
    _choose_seats(page, "池座", 2)
    _seen(house, guest, "exchange-map-2-chosen")
    page.locator(".o_ticket_buy").click()
    page.locator(".o_exchange_sum").wait_for()
    _seen(house, guest, "exchange-map-3-price")
    guest.pay()
    page.locator(".o_ticket_empty .fa-check-circle").wait_for(timeout=60_000)
    _seen(house, guest, "exchange-map-4-done")
    assert _states(house, order) == ["exchanged", "exchanged", "valid", "valid"]
    assert house.query(
        """SELECT transaction.state, transaction.amount FROM payment_transaction transaction
             JOIN ticket_exchange_request asked ON asked.id = ticket_exchange_id
            WHERE asked.order_id = %s""",
        order,
    ) == [("done", 2 * (680 - 280 + FEE))]
    gate = Lane(house.base_url, house.told["gate"]["token"])
    assert {gate.scan(number)["reason"] for number in old} == {"exchanged"}
    page.locator(".o_ticket_empty .btn-primary").click()
    page.locator(".o_phone_code").first.wait_for()
    _seen(house, guest, "exchange-map-5-tickets")
    page.context.close()


def test_cheaper_places_give_money_back(house):
    order, link = _bought(house, "Stalls")
    guest = Shopper.come(house)
    _choose_exchange(house, guest, order, link, "Circle")
    guest.page.locator("input[name=money][value=online]").check()
    guest.page.locator("form:has([name=due]) .o_exchange_go").click()
    guest.page.locator(".o_ticket_empty .fa-check-circle").wait_for()
    _seen(house, guest, "exchange-en_US-4-done")
    assert _states(house, order) == ["exchanged", "exchanged", "valid", "valid"]
    assert house.query(
        """SELECT refund.state, refund.amount FROM payment_transaction refund
             JOIN payment_transaction paid ON paid.id = refund.source_transaction_id
             JOIN sale_order_transaction_rel rel ON rel.transaction_id = paid.id
            WHERE rel.sale_order_id = %s""",
        order,
    ) == [("done", -2 * (680 - 280 - FEE))]
    guest.page.context.close()


@pytest.mark.parametrize("taker", [None, "member"], ids=["guest", "member"])
def test_a_friend_accepts_a_ticket(house, taker):
    order, link = _bought(house)
    phone, lang = (True, "zh_CN") if taker is None else (False, "en_US")
    [[ticket]] = house.query(
        """SELECT min(ticket.id) FROM ticket_ticket ticket
             JOIN sale_order_line line ON line.id = ticket.sale_line_id
            WHERE line.order_id = %s""",
        order,
    )
    giver = Shopper.come(house, phone=phone, lang=lang)
    giver.go(f"/my/tickets/{ticket}/transfer?{link}")
    _seen(house, giver, f"transfer-{lang}-1-offer")
    giver.page.fill("#transfer_name", "小林")
    giver.page.fill("#transfer_email", "lin@example.com")
    giver.page.fill("#transfer_note", "一起去看吧！")
    _send(giver.page, "/transfer")
    giver.page.locator("#transfer_address").wait_for()
    _seen(house, giver, f"transfer-{lang}-2-link")
    address = giver.page.locator("#transfer_address").input_value()
    friend = Shopper.come(house, phone=phone, lang=lang, login=taker)
    friend.go(re.sub(r"^.*?//[^/]*", "", address))
    _seen(house, friend, f"transfer-{lang}-3-friend")
    if not taker:
        friend.page.fill("#transfer_taker", "林小")
        friend.page.fill("#transfer_taker_email", "lin@example.com")
    _send(friend.page, "/accept")
    friend.page.wait_for_url(
        "**/my/tickets*" if taker else "**/my/tickets/phone/link/*"
    )
    _seen(house, friend, f"transfer-{lang}-4-accepted")
    giver.page.reload()
    assert not giver.page.locator("#transfer_address").count()
    _seen(house, giver, f"transfer-{lang}-5-given")
    assert house.query(
        """SELECT old.state, new.state, holder.name FROM ticket_transfer transfer
             JOIN ticket_transfer_ticket_rel given ON given.transfer_id = transfer.id
             JOIN ticket_ticket old ON old.id = given.ticket_id
             JOIN ticket_transfer_successor_rel got ON got.transfer_id = transfer.id
             JOIN ticket_ticket new ON new.id = got.ticket_id
             JOIN res_partner holder ON holder.id = new.partner_id
            WHERE old.id = %s""",
        ticket,
    ) == [("exchanged", "valid", "Max Reed" if taker else "林小")]
    giver.page.context.close()
    friend.page.context.close()


def test_a_ticket_is_sold_on_the_board_and_its_seller_paid(house):
    order, _link = _bought(house, login="member")
    [[ticket, session]] = house.query(
        """SELECT min(ticket.id), min(ticket.session_id) FROM ticket_ticket ticket
             JOIN sale_order_line line ON line.id = ticket.sale_line_id
            WHERE line.order_id = %s""",
        order,
    )
    seller = Shopper.come(house, login="member")
    seller.go(f"/my/tickets/{ticket}/sell")
    _seen(house, seller, "resale-1-sell")
    seller.page.locator("input[name=payout][value=wallet]").check()
    _send(seller.page, "/sell")
    seller.page.wait_for_url("**/my/resale")
    _seen(house, seller, "resale-2-offered")
    [[resale, price]] = house.query(
        "SELECT id, price FROM ticket_resale WHERE ticket_id = %s", ticket
    )
    buyer = Shopper.come(house, phone=True, lang="zh_CN", name="Bo Ard")
    buyer.go(f"/session/{session}/resale")
    _seen(house, buyer, "resale-3-board")
    _send(buyer.page, f"/resale/{resale}/buy")
    buyer.page.wait_for_url("**/shop/cart*")
    house.shoot(buyer.page, "resale-4-cart")
    buyer.check_out()
    house.shoot(buyer.page, "resale-5-pay")
    buyer.pay()
    text = buyer.confirmed()
    house.shoot(buyer.page, "resale-6-bought")
    assert CHINESE.search(text)
    assert house.query(
        """SELECT resale.state, old.state, new.state, holder.name
             FROM ticket_resale resale
             JOIN ticket_ticket old ON old.id = resale.ticket_id
             JOIN ticket_ticket new ON new.id = resale.successor_id
             JOIN res_partner holder ON holder.id = new.partner_id
            WHERE resale.id = %s""",
        resale,
    ) == [("sold", "exchanged", "valid", "Bo Ard")]
    seller.page.locator("body").click()
    for _try in range(60):  # the payout is booked by a job of its own
        seller.page.reload()
        if seller.page.locator(f"#resale_{resale} small", has_text="e-wallet").count():
            break
        seller.page.wait_for_timeout(500)
    _seen(house, seller, "resale-7-paid-out")
    assert (
        house.query(
            """SELECT resale.payout_state, history.issued FROM ticket_resale resale
             JOIN loyalty_history history ON history.order_id = resale.id
              AND history.order_model = 'ticket.resale'
            WHERE resale.id = %s AND resale.price = %s""",
            resale,
            price,
        )[0][0]
        == "paid"
    )
    seller.page.context.close()
    buyer.page.context.close()


def _links(house, address, words):
    """The links in the latest mail to somebody that has these words in it."""
    [[body]] = house.query(
        """SELECT body_html FROM mail_mail
            WHERE email_to LIKE %s AND body_html LIKE %s ORDER BY id DESC LIMIT 1""",
        f"%{address}%",
        f"%{words}%",
    )
    return re.findall(r'href="([^"]+)"', body)


def _played(house, order):
    """The tickets of an order are of a session that is over since yesterday."""
    house.query(
        """UPDATE ticket_session SET start = now() - interval '30 hours',
                  "end" = now() - interval '28 hours' WHERE id = (
           SELECT min(ticket.session_id) FROM ticket_ticket ticket
             JOIN sale_order_line line ON line.id = ticket.sale_line_id
            WHERE line.order_id = %s)""",
        order,
    )


def _served_where_mails_say(house):
    admin = house.staff("admin")
    sites = admin.call("website", "search", [[["domain", "=", "http://localhost"]]])
    admin.call("website", "write", [sites, {"domain": house.base_url}])
    admin.call("ir.config_parameter", "set_param", ["web.base.url", house.base_url])


def _send_messages(house):
    house.query("UPDATE ticket_message SET hour_from = 0, hour_to = 24")
    admin = house.staff("admin")
    [job] = admin.call(
        "ir.cron", "search", [[["cron_name", "=", "Ticketing: messages to customers"]]]
    )
    admin.run_job(job)


def test_who_was_there_reviews_and_wants_no_more_mails(house):
    _served_where_mails_say(house)  # before a mail can be written by the worker
    order, _link = _bought(house, last=False)
    _played(house, order)
    _send_messages(house)
    links = _links(house, "kim@example.com", "/unsubscribe")
    [farewell] = {link for link in links if link.endswith("/unsubscribe")}
    invitation = next(link for link in links if link != farewell)
    guest = Shopper.come(house, phone=True, lang="zh_CN")
    page = guest.page
    page.goto(invitation)
    _seen(house, guest, "review-1-form")
    page.locator("input[name=stars][value='4']").check(force=True)
    page.fill("#review_text", "舞美很好，座位也舒服。")
    page.fill("#review_signed", "小金")
    _send(page, "/review")
    page.locator(".o_ticket_empty .fa-heart-o").wait_for()
    _seen(house, guest, "review-2-thanks")
    [[review, state]] = house.query(
        "SELECT id, ticket_state FROM rating_rating ORDER BY id DESC LIMIT 1"
    )
    assert state == "waiting"
    _moderate(house, review)
    guest.go(
        house.query(
            """SELECT '/show/x-' || ticket_show_id FROM rating_rating WHERE id = %s""",
            review,
        )[0][0]
        + "/reviews"
    )
    _seen(house, guest, "review-5-published")
    article = page.locator(".o_ticket_review", has_text="舞美很好")
    assert "谢谢您" in article.inner_text()
    page.goto(farewell)
    _seen(house, guest, "unsubscribe-1-ask")
    _send(page, "/unsubscribe")
    page.locator("input[name=again]").wait_for(state="attached")
    _seen(house, guest, "unsubscribe-2-done")
    assert house.query(
        "SELECT ticket_no_reviews FROM res_partner WHERE email = 'kim@example.com' "
        "AND ticket_no_reviews"
    )
    page.context.close()


def _moderate(house, review):
    """The house reads, replies and publishes."""
    [[action]] = house.query(
        "SELECT res_id FROM ir_model_data WHERE module = 'ticket_website' "
        "AND name = 'ticket_review_action'"
    )
    desk = house.page(login="manager")
    desk.goto(f"{house.base_url}/odoo/action-{action}")
    desk.locator(".o_list_view .o_data_row").first.wait_for()
    house.shoot(desk, "review-3-queue")
    desk.goto(f"{house.base_url}/odoo/action-{action}/{review}")
    reply = desk.locator("[name=publisher_comment] textarea")
    reply.fill("谢谢您，欢迎再来！")
    desk.locator("button[name=action_publish]").click()
    desk.locator("button[name=action_reward]").wait_for()
    house.shoot(desk, "review-4-published")
    desk.context.close()
