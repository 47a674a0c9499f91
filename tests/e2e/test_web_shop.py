"""A customer buys in the web shop: on the phone and at a desk, as guest and as member,
in English and Chinese, by each way to have the tickets and each way to pay."""

import re
from dataclasses import dataclass

import pytest

from tests.e2e.house import read_codes
from tests.e2e.shopper import Shopper
from tests.helpers.axe import faults
from tests.helpers.clients import Website

CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Purchase:
    phone: bool
    login: str | None
    lang: str
    way: str
    provider: str
    also: tuple = ()  # what pays a part of it in the cart

    def __str__(self):
        words = [
            "phone" if self.phone else "desk",
            self.login or "guest",
            self.lang[:2],
            self.way,
            self.provider,
            *self.also,
        ]
        return "-".join(words)


PHONE, DESK, GUEST, MEMBER = True, False, None, "member"
EN, ZH = "en_US", "zh_CN"
CARD, BANK, CASH = "demo", "wire_transfer", "cash_on_delivery"
#: Each way to have tickets and each way to pay on both screens and in both languages;
#: what may be a guest's or a member's is each.
PURCHASES = [
    Purchase(PHONE, GUEST, ZH, "eticket", CARD, ("voucher",)),
    Purchase(DESK, GUEST, EN, "post", BANK),
    Purchase(PHONE, MEMBER, EN, "door", CASH),
    Purchase(DESK, MEMBER, ZH, "collect", CARD, ("wallet", "points")),
    Purchase(PHONE, GUEST, EN, "courier", CARD, ("gift",)),
    Purchase(DESK, MEMBER, EN, "eticket", CARD, ("voucher",)),
    Purchase(PHONE, MEMBER, ZH, "post", BANK),
    Purchase(DESK, GUEST, ZH, "door", CASH),
    Purchase(PHONE, MEMBER, EN, "collect", CARD, ("points", "wallet")),
    Purchase(DESK, MEMBER, ZH, "courier", CARD, ("gift",)),
]
SCREENS, LANGS, BUYERS = {PHONE, DESK}, {EN, ZH}, {GUEST, MEMBER}


def test_every_way_is_bought_on_every_screen_and_in_every_language():
    """The list above leaves nothing out, whoever changes it."""
    ways = {}
    for purchase in PURCHASES:
        for way in (purchase.way, purchase.provider, *purchase.also):
            ways.setdefault(way, []).append(purchase)
    assert set(ways) == {
        *("eticket", "post", "courier", "door", "collect"),
        *(CARD, BANK, CASH, "voucher", "gift", "wallet", "points"),
    }
    for way, purchases in ways.items():
        assert {one.phone for one in purchases} == SCREENS, way
        assert {one.lang for one in purchases} == LANGS, way
        if way not in ("wallet", "points", "collect"):  # a member's, and by a member
            assert {one.login for one in purchases} == BUYERS, way


class Purse:
    """What customers have in hand beside money; staff gives it to them."""

    def __init__(self, house):
        self.house = house
        self.admin = house.staff("admin")

    def fill(self, login):
        """Points and a wallet with something on them."""
        [[partner]] = self.house.query(
            "SELECT partner_id FROM res_users WHERE login = %s", login
        )
        for kind, points in (("ewallet", 60), ("loyalty", 100)):
            program = self._program(kind)
            known = [("program_id", "=", program), ("partner_id", "=", partner)]
            cards = self.admin.call("loyalty.card", "search", [known])
            values = {"program_id": program, "partner_id": partner, "points": points}
            if cards:
                self.admin.call("loyalty.card", "write", [cards, {"points": points}])
            else:
                self.admin.call("loyalty.card", "create", [values])

    def gift_card(self, amount):
        values = {"program_id": self._program("gift_card"), "points": amount}
        card = self.admin.call("loyalty.card", "create", [values])
        [[code]] = self.house.query("SELECT code FROM loyalty_card WHERE id = %s", card)
        return code

    def voucher(self):
        """A coupon that nobody has used yet."""
        [[code]] = self.house.query(
            """SELECT code FROM ticket_voucher
                WHERE state = 'open' AND sale_line_id IS NULL AND code LIKE 'CITY%%'
             ORDER BY id LIMIT 1"""
        )
        return code

    def reward(self, kind):
        [[reward]] = self.house.query(
            "SELECT id FROM loyalty_reward WHERE program_id = %s", self._program(kind)
        )
        return reward

    def _program(self, kind):
        found = self.house.query(
            "SELECT id FROM loyalty_program WHERE program_type = %s AND active LIMIT 1",
            kind,
        )
        return found[0][0] if found else self._points_program()

    def _points_program(self):
        """100 points are 10 off; an order earns one."""
        return self.admin.call(
            "loyalty.program",
            "create",
            [
                {
                    "name": "Points 积分",
                    "program_type": "loyalty",
                    "trigger": "auto",
                    "applies_on": "both",
                    "pos_ok": False,
                    "rule_ids": [(0, 0, {"reward_point_amount": 1})],
                    "reward_ids": [
                        (
                            0,
                            0,
                            {
                                "reward_type": "discount",
                                "discount": 10,
                                "discount_mode": "per_order",
                                "required_points": 100,
                            },
                        )
                    ],
                }
            ],
        )


@pytest.fixture(scope="module")
def purse(house):
    return Purse(house)


def _pay_a_part(buyer, purse, way):
    """Use a voucher, gift card, wallet or points in the cart."""
    before = buyer.total
    if way == "voucher":
        buyer.enter_code(purse.voucher())
    elif way == "gift":
        buyer.enter_code(purse.gift_card(50))
    else:
        buyer.claim(purse.reward({"wallet": "ewallet", "points": "loyalty"}[way]))
    off = {"wallet": 60, "points": 10, "gift": 50, "voucher": 280}[way]
    assert round(before - buyer.total, 2) == off


def _session(house):
    """A session on sale, far enough away for the post."""
    [[session]] = house.query(
        """SELECT session.id FROM ticket_session session
             JOIN ticket_show show ON show.id = session.show_id
            WHERE session.state = 'on_sale' AND session.inventory_open
              AND session.on_shelf AND show.is_published
              AND show.name ->> 'en_US' = 'Swan Lake'
         ORDER BY session.start DESC LIMIT 1"""
    )
    return session


def _places(house, order):
    """(place, seat, state) of an order."""
    return house.query(
        """SELECT place.id, place.seat_id, place.state FROM ticket_place place
             JOIN sale_order_line_ticket_place_rel rel ON rel.place_id = place.id
             JOIN sale_order_line line ON line.id = rel.line_id
            WHERE line.order_id = %s ORDER BY place.id""",
        order,
    )


def _run_out(house, order):
    """The time of an order's holds is over, as the clock would have it."""
    house.query(
        """UPDATE ticket_place SET held_until = now() - interval '1 minute'
            WHERE id = ANY(%s)""",
        [place for place, _seat, _state in _places(house, order)],
    )
    house.query(
        """UPDATE ticket_hold SET expires_at = now() - interval '1 minute'
            WHERE id IN (SELECT hold_id FROM ticket_place WHERE id = ANY(%s))""",
        [place for place, _seat, _state in _places(house, order)],
    )


def _seen(house, page, name, look=True):
    """A picture of the page; when looked at, nothing serious is wrong with it."""
    house.shoot(page, name)
    if look:
        page.wait_for_load_state("networkidle")
        found = faults(page, "main", but="#o_payment_form")
        assert found == [], found


@pytest.mark.parametrize("purchase", PURCHASES, ids=str)
def test_a_customer_buys(house, purse, purchase):
    name = None
    if purchase.login:
        purse.fill(purchase.login)
        [[name]] = house.query(
            """SELECT partner.name FROM res_users
                 JOIN res_partner partner ON partner.id = partner_id
                WHERE login = %s""",
            purchase.login,
        )
    buyer = Shopper.come(
        house,
        phone=purchase.phone,
        lang=purchase.lang,
        login=purchase.login,
        name=name or f"Guest {purchase}",
    )
    buyer.take_best(_session(house))
    for way in purchase.also:
        _pay_a_part(buyer, purse, way)
    _seen(house, buyer.page, f"shop-{purchase}-1-cart", look="voucher" in purchase.also)
    buyer.check_out()
    buyer.have_tickets(purchase.way)
    house.shoot(buyer.page, f"shop-{purchase}-2-payment")
    buyer.pay(purchase.provider)
    text = buyer.confirmed()
    house.shoot(buyer.page, f"shop-{purchase}-3-confirmation")
    if purchase.lang == "zh_CN":
        assert CHINESE.search(text)
        assert "Your " not in text
    if purchase.provider == "wire_transfer":  # a transfer: the seats wait for the money
        assert buyer.order[1] == "sent"
        assert not buyer.tickets()
    else:
        assert buyer.tickets() == ["valid", "valid"]
    codes = read_codes(buyer.page.screenshot(full_page=True))
    assert bool(codes) == (purchase.provider == "demo")
    envelopes = house.query(
        "SELECT state FROM ticket_delivery WHERE order_id = %s", buyer.order[0]
    )
    sent = (
        purchase.way in ("post", "courier", "door")
        and purchase.provider != "wire_transfer"
    )
    assert envelopes == ([("waiting",)] if sent else [])
    buyer.page.context.close()


def test_seats_lost_before_payment_are_not_paid(house):
    buyer = Shopper.come(house, phone=True, name="Too Late")
    buyer.take_best(_session(house))
    buyer.check_out()
    order = buyer.order[0]
    seats = [seat for _place, seat, _state in _places(house, order)]
    _run_out(house, order)
    Website(house.base_url).hold(_session(house), seat_ids=seats)
    buyer.pay()
    told = buyer.page.locator(".modal:visible, .alert:visible").first
    told.wait_for()
    house.shoot(buyer.page, "shop-lost-before-payment")
    assert "Nothing was charged" in told.inner_text()
    assert not house.query(
        "SELECT 1 FROM sale_order_transaction_rel WHERE sale_order_id = %s", order
    )
    buyer.go("/shop/cart")
    buyer.page.locator(".o_ticket_lost").first.wait_for()
    _seen(house, buyer.page, "shop-lost-cart")


def test_payment_that_is_refused_can_be_made_again(house):
    buyer = Shopper.come(house, phone=True, name="Empty Card")
    buyer.take_best(_session(house))
    buyer.check_out()
    buyer.pay(state="error")
    told = buyer.page.locator(".o_ticket_refused")
    told.wait_for()
    _seen(house, buyer.page, "shop-payment-refused")
    assert not buyer.tickets()
    buyer.pay("wire_transfer")
    buyer.confirmed()
    assert buyer.order[1] == "sent"
    assert {state for _place, _seat, state in _places(house, buyer.order[0])} <= {
        "held",
        "reserved",
    }


@pytest.mark.parametrize("taken", [False, True], ids=["free", "taken"])
def test_hold_that_ends_while_the_provider_works(house, taken):
    """The money lands late: the same seats, or the money back and a word about it."""
    buyer = Shopper.come(house, phone=True, name=f"Slow Bank {taken}")
    buyer.take_best(_session(house))
    buyer.check_out()
    buyer.pay(state="pending")
    buyer.page.wait_for_url("**/payment/status")
    order = buyer.order[0]
    assert not buyer.tickets()
    seats = [seat for _place, seat, _state in _places(house, order)]
    _run_out(house, order)
    if taken:
        Website(house.base_url).hold(_session(house), seat_ids=seats)
    [[transaction]] = house.query(
        "SELECT transaction_id FROM sale_order_transaction_rel WHERE sale_order_id = %s",
        order,
    )
    admin = house.staff("admin")
    admin.call("payment.transaction", "action_demo_set_done", [[transaction]])
    buyer.page.goto(f"{house.base_url}/shop/confirmation")
    _seen(house, buyer.page, f"shop-late-money-{'taken' if taken else 'free'}", taken)
    if taken:
        assert not buyer.tickets()
        words = buyer.page.locator("#wrap").inner_text()
        assert "your seats were gone" in words
        assert "Thank you" not in words
        assert not buyer.page.locator(".alert-success").count()
        [[refunded]] = house.query(
            """SELECT sum(amount) FROM payment_transaction
                WHERE source_transaction_id = %s""",
            transaction,
        )
        [[paid]] = house.query(
            "SELECT amount FROM payment_transaction WHERE id = %s", transaction
        )
        assert refunded == -paid
    else:
        assert buyer.tickets() == ["valid", "valid"]
