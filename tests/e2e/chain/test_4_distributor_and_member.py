"""The distributor and the member."""

import pytest

from tests.helpers.clients import Client, Distributor, Lane, Refused, Website

from .seen import the_session


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
            WHERE template.service_tracking = 'ticket_membership'
              AND template.name ->> 'en_US' = 'VIP membership, one year'"""
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
        "product.product",
        "search",
        [[["service_tracking", "=", "ticket_membership"], ["name", "like", "VIP"]]],
    )
    order = manager.call(
        "sale.order",
        "create",
        [[{"partner_id": partner, "order_line": [(0, 0, {"product_id": fee})]}]],
    )
    manager.call("sale.order", "action_confirm", [order])
    [member] = manager.call("res.partner", "read", [partner], fields=["ticket_tier_id"])
    assert member["ticket_tier_id"][1] == "VIP"
