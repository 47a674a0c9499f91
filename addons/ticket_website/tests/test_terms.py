from odoo.tests import JsonRpcException, tagged
from odoo.tools import mute_logger

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestTerms(TicketWebsiteCommon):
    """Where the house asks for a tick, nobody pays without it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.website.ticket_terms_tick = True

    def _tick(self, accepted=True):
        return self.make_jsonrpc_request("/ticket/web/terms", {"accepted": accepted})

    def _cart(self):
        self._as_customer()
        return self._fill_cart("3-1")

    @mute_logger("odoo.http")
    def test_nobody_pays_without_the_tick(self):
        order = self._cart()
        with self.assertRaisesRegex(JsonRpcException, "ValidationError"):
            self._pay_route(order)
        self.assertFalse(order.transaction_ids)
        self._tick()
        self._pay_route(order)
        self.assertTrue(order.transaction_ids)

    @mute_logger("odoo.http")
    def test_tick_is_for_the_wording_that_was_read(self):
        order = self._cart()
        self._tick()
        self.env.company.invoice_terms = "Tickets are final."
        self.env.company.invoice_terms_html = "<p>Tickets are final.</p>"
        with self.assertRaises(JsonRpcException):
            self._pay_route(order)

    def test_tick_is_taken_back(self):
        order = self._cart()
        self.assertEqual(self._tick(), {"accepted": True})
        self.assertTrue(order.ticket_terms_at)
        self.assertEqual(self._tick(False), {"accepted": False})
        self.assertFalse(order.ticket_terms_at)

    def test_page_shows_the_tick_where_it_is_asked_for(self):
        self._cart()
        self.assertIn("o_ticket_terms_tick", self.url_open("/shop/payment").text)
        self.website.ticket_terms_tick = False
        self.assertNotIn("o_ticket_terms_tick", self.url_open("/shop/payment").text)
