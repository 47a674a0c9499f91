from datetime import date, timedelta

from odoo import fields
from odoo.tests import JsonRpcException, tagged
from odoo.tools import mute_logger

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestWebsitePrice(TicketWebsiteCommon):
    """The web shop sells at the session's prices."""

    def _override(self, amount):
        self.env["ticket.session.price"].create(
            {
                "session_id": self.performance.id,
                "zone_id": self.zone_a.id,
                "type_id": self.adult.id,
                "amount": amount,
            }
        )

    def test_cart_and_ticket_have_the_price_of_the_session(self):
        self._override(410)
        order = self._fill_cart("2-1")
        self.assertEqual(order.amount_total, 410)
        self._paid(order)
        self.assertEqual(order.ticket_ids.list_price, 410)

    def test_the_page_says_the_lowest_price_of_the_session(self):
        [price] = self.performance._website_prices().values()
        self.assertEqual(price[0], 120)
        self.env["ticket.session.price"].create(
            {
                "session_id": self.performance.id,
                "zone_id": self.zone_f.id,
                "type_id": self.adult.id,
                "amount": 99,
            }
        )
        [price] = self.performance._website_prices().values()
        self.assertEqual(price[0], 99)

    def test_a_change_moves_the_offer(self):
        self.env["ticket.price.change"].create(
            {
                "session_id": self.performance.id,
                "starts_at": fields.Datetime.now() - timedelta(minutes=1),
                "effect": "percent",
                "percent": -50,
            }
        )
        offer = self.performance._offer("website")
        zone = next(z for z in offer["zones"] if z["id"] == self.zone_a.id)
        self.assertEqual(zone["prices"][str(self.adult.id)], 190)

    @mute_logger("odoo.http")
    def test_a_type_out_of_its_days_is_not_in_the_shop(self):
        self.child.valid_to = date(2020, 1, 1)
        hold = self._ask_hold("2-1")["hold"]
        answer = self._ask_cart(hold, self.child)
        self.assertNotIn("redirect", answer)

    @mute_logger("odoo.http")
    def test_the_least_of_a_type_is_asked_before_the_payment(self):
        self.adult.order_min = 2
        order = self._fill_cart("2-1")
        with self.assertRaisesRegex(JsonRpcException, "TypeCount"):
            self._pay_route(order)
