import json

from odoo import fields
from odoo.tests import tagged

from .common import TicketWebsiteCommon

PHONE = "/my/tickets/phone"


@tagged("post_install", "-at_install")
class TestPhone(TicketWebsiteCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mine = cls._sell("5-1", "5-2", partner=cls.portal_user.partner_id)
        cls.others = cls._sell("5-3", partner=cls.customer)

    def test_phone_page_shows_the_codes_of_ones_own_tickets_only(self):
        self._as_customer()
        page = self.url_open(PHONE)
        for ticket in self.mine.ticket_ids:
            self.assertIn(ticket.token, page.text)
        self.assertNotIn(self.others.ticket_ids.token, page.text)
        self.assertEqual(page.headers["X-Ticket-Owner"], f"u{self.portal_user.id}")
        self.assertEqual(page.headers["Cache-Control"], "private, no-store")

    def test_phone_page_is_forgotten_after_the_session(self):
        self._as_customer()
        until = int(self.url_open(PHONE).headers["X-Ticket-Until"])
        end = fields.Datetime.to_datetime(self.performance.end)
        self.assertEqual(until, self.mine.ticket_ids._phone_until())
        self.assertGreater(until, end.timestamp())

    def test_phone_page_asks_a_guest_to_sign_in(self):
        self.assertIn("/web/login", self.url_open(PHONE).url)

    def test_link_of_an_order_shows_its_tickets_on_the_phone(self):
        token = self.others._portal_ensure_token()
        address = f"{PHONE}/order/{self.others.id}"
        page = self.url_open(f"{address}?access_token={token}")
        self.assertIn(self.others.ticket_ids.token, page.text)
        self.assertEqual(page.headers["X-Ticket-Owner"], "link")
        self.assertEqual(self.url_open(address).status_code, 404)
        self.assertEqual(self.url_open(f"{address}?access_token=x").status_code, 404)
        other = f"{PHONE}/order/{self.mine.id}?access_token={token}"
        self.assertEqual(self.url_open(other).status_code, 404)

    def test_used_ticket_shows_its_state_instead_of_a_code(self):
        used = self.mine.ticket_ids[0]
        used.state = "used"
        self._as_customer()
        page = self.url_open(PHONE).text
        self.assertNotIn(used.token, page)
        self.assertIn(used.display_name, page)

    def test_code_of_the_page_says_nothing_about_the_holder(self):
        ticket = self.others.ticket_ids
        self.assertEqual(json.loads(ticket._phone_code_json())["token"], ticket.token)
        self.assertNotIn(self.customer.name, ticket._phone_code_json())

    def test_worker_looks_after_ticket_pages_only(self):
        worker = self.url_open(f"{PHONE}/worker.js")
        self.assertEqual(worker.headers["Service-Worker-Allowed"], PHONE)
        self.assertIn("javascript", worker.headers["Content-Type"])
