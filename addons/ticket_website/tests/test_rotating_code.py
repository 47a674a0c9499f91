import json

from odoo.tests import tagged

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestRotatingCode(TicketWebsiteCommon):
    """Only the phone page shows the code of a ticket whose code changes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls._sell("5-1", partner=cls.customer)
        cls.ticket = cls.order.ticket_ids
        cls.performance.rotating_code = True

    def _page(self, address):
        token = self.order._portal_ensure_token()
        return self.url_open(f"{address}?access_token={token}")

    def test_phone_page_gets_the_key_and_no_fixed_picture(self):
        page = self._page(f"/my/tickets/phone/order/{self.order.id}").text
        self.assertIn(self.ticket._phone_code()["key"], page)
        self.assertNotIn("QR code of ticket", page)
        self.performance.rotating_code = False
        page = self._page(f"/my/tickets/phone/order/{self.order.id}").text
        self.assertNotIn("&#34;key&#34;", page)
        self.assertIn("QR code of ticket", page)

    def test_order_page_leads_to_the_phone_instead_of_showing_a_dead_code(self):
        page = self._page(f"/my/orders/{self.order.id}").text
        self.assertIn("changes every few seconds", page)
        self.assertNotIn("QR code of ticket", page)
        self.performance.rotating_code = False
        page = self._page(f"/my/orders/{self.order.id}").text
        self.assertNotIn("changes every few seconds", page)
        self.assertIn("QR code of ticket", page)

    def test_pdf_is_given_only_where_the_session_admits_it(self):
        address = f"/my/tickets/order/{self.order.id}/pdf"
        self.assertEqual(self._page(address).status_code, 404)
        self.performance.rotating_pdf = True
        self.assertEqual(self._page(address).status_code, 200)

    def test_key_of_a_page_is_the_ticket_s_own(self):
        told = json.loads(self.ticket._phone_code_json())
        self.assertEqual(told.keys(), {"token", "key", "step", "now"})
        other = self._sell("5-2", partner=self.customer).ticket_ids
        self.assertNotEqual(other._phone_code()["key"], told["key"])
