"""A customer buys in the web shop: on the phone and at a desk, as guest and as member,
in English and Chinese, by each way to have the tickets and each way to pay."""

import re
from dataclasses import dataclass

import pytest

from tests.e2e.house import read_codes
from tests.e2e.shopper import Shopper
from tests.helpers.clients import Website

CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Purchase:
    phone: bool
    login: str | None
    lang: str
    way: str
    provider: str

    def __str__(self):
        words = [
            "phone" if self.phone else "desk",
            self.login or "guest",
            self.lang[:2],
            self.way,
            self.provider,
        ]
        return "-".join(words)


PURCHASES = [
    Purchase(True, None, "zh_CN", "eticket", "demo"),
    Purchase(False, None, "en_US", "post", "wire_transfer"),
    Purchase(True, "member", "en_US", "door", "cash_on_delivery"),
    Purchase(False, "member", "zh_CN", "collect", "demo"),
    Purchase(True, None, "en_US", "courier", "demo"),
    Purchase(False, "member", "en_US", "eticket", "wire_transfer"),
]


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


@pytest.mark.parametrize("purchase", PURCHASES, ids=str)
def test_a_customer_buys(house, purchase):
    name = None
    if purchase.login:
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
    house.shoot(buyer.page, f"shop-{purchase}-1-cart")
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
    house.shoot(buyer.page, "shop-lost-cart")
    buyer.page.locator(".o_ticket_lost").first.wait_for()


def test_payment_that_is_refused_can_be_made_again(house):
    buyer = Shopper.come(house, phone=True, name="Empty Card")
    buyer.take_best(_session(house))
    buyer.check_out()
    buyer.pay(state="error")
    told = buyer.page.locator(".o_ticket_refused")
    told.wait_for()
    house.shoot(buyer.page, "shop-payment-refused")
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
    house.shoot(buyer.page, f"shop-late-money-{'taken' if taken else 'free'}")
    if taken:
        assert not buyer.tickets()
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
