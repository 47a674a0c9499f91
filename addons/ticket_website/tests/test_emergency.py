from odoo.tests import JsonRpcException, tagged
from odoo.tools import mute_logger

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestEmergency(TicketWebsiteCommon):
    """While a venue is in an emergency its pages sell nothing, and carts stay."""

    def _raise(self, kind="emergency"):
        self.env.flush_all()
        self.venue._raise_alarm(kind)
        self.env.flush_all()

    def _page(self):
        return self.url_open(self.performance.website_url).text

    def test_pages_say_that_the_sale_is_interrupted(self):
        self._raise()
        self.assertIn("o_ticket_interrupted", self._page())
        self.assertEqual(self.performance._website_closed_state(), "paused")
        self.venue._end_alarm()
        self.env.flush_all()
        self.assertNotIn("o_ticket_interrupted", self._page())

    def test_drill_is_not_for_customers(self):
        self._raise("drill")
        self.assertNotIn("o_ticket_interrupted", self._page())
        self.assertTrue(self._ask_hold("1-1")["hold"])

    def test_seats_cannot_be_chosen_in_an_emergency(self):
        self._raise()
        answer = self._ask_hold("1-1")
        self.assertEqual(answer["error"]["code"], "sale_stopped")

    @mute_logger("odoo.http")
    def test_cart_cannot_be_paid_until_it_is_over(self):
        self._as_customer()
        order = self._fill_cart("1-1")
        self._raise()
        with self.assertRaises(JsonRpcException) as refused:
            self._pay_route(order)
        self.assertIn("SaleStopped", str(refused.exception))
        self.assertFalse(order.transaction_ids)
        self.venue._end_alarm()
        self.env.flush_all()
        self._pay_route(order)
        self.assertTrue(order.transaction_ids)
