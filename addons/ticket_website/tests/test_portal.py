from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestPortal(TicketWebsiteCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mine = cls._sell("5-1", partner=cls.portal_user.partner_id)
        cls.others = cls._sell("5-2", partner=cls.customer)
        cls.stranger = cls.env["res.users"].create(
            {
                "name": "Stranger",
                "login": "stranger",
                "password": "stranger",
                "group_ids": [Command.set(cls.env.ref("base.group_portal").ids)],
            }
        )

    def _pdf_status(self, order, query=""):
        ticket = order.ticket_ids
        one = self.url_open(f"/my/tickets/{ticket.id}/pdf{query}")
        whole = self.url_open(f"/my/tickets/order/{order.id}/pdf{query}")
        return one.status_code, whole.status_code

    def test_my_tickets_lists_only_mine(self):
        self._as_customer()
        page = self.url_open("/my/tickets").text
        self.assertIn(self.mine.ticket_ids.display_name, page)
        self.assertNotIn(self.others.ticket_ids.display_name, page)

    def test_staff_see_only_their_own_in_the_account(self):
        self.internal_user.group_ids |= self.env.ref("ticket_sale.group_ticket_manager")
        self.authenticate(self.internal_user.login, self.internal_user.login)
        page = self.url_open("/my/tickets").text
        self.assertNotIn(self.mine.ticket_ids.display_name, page)

    def test_guest_must_sign_in(self):
        self.assertIn("/web/login", self.url_open("/my/tickets").url)

    def test_past_tickets_have_their_own_list(self):
        ended = fields.Datetime.subtract(fields.Datetime.now(), days=2)
        self.performance.write(
            {"start": ended, "end": ended.replace(hour=23, minute=59)}
        )
        self._as_customer()
        number = self.mine.ticket_ids.display_name
        self.assertNotIn(number, self.url_open("/my/tickets").text)
        self.assertIn(number, self.url_open("/my/tickets?past=1").text)

    def test_pdf_is_for_the_buyer(self):
        self._as_customer()
        self.assertEqual(self._pdf_status(self.mine), (200, 200))
        response = self.url_open(f"/my/tickets/{self.mine.ticket_ids.id}/pdf")
        self.assertTrue(response.content.startswith(b"%PDF-"))
        self.assertEqual(response.headers["Cache-Control"], "private, no-store")

    def test_pdf_of_another_is_not_found(self):
        self._as_customer()
        self.assertEqual(self._pdf_status(self.others), (404, 404))
        self._as_guest()
        self.assertEqual(self._pdf_status(self.mine), (404, 404))
        self.assertEqual(self.url_open("/my/tickets/999999/pdf").status_code, 404)
        self.authenticate("stranger", "stranger")
        self.assertEqual(self._pdf_status(self.mine), (404, 404))

    def test_link_of_the_order_opens_its_tickets_only(self):
        token = self.mine._portal_ensure_token()
        query = f"?access_token={token}"
        self.assertEqual(self._pdf_status(self.mine, query), (200, 200))
        self.assertEqual(self._pdf_status(self.others, query), (404, 404))
        self.assertEqual(self._pdf_status(self.mine, "?access_token=x"), (404, 404))

    def test_refunded_ticket_has_no_pdf(self):
        self.mine.ticket_ids._void("refunded", "test")
        self._as_customer()
        self.assertEqual(self._pdf_status(self.mine), (404, 404))

    def test_order_page_of_a_guest_shows_the_codes(self):
        token = self.others._portal_ensure_token()
        page = self.url_open(f"/my/orders/{self.others.id}?access_token={token}").text
        self.assertIn(self.others.ticket_ids.display_name, page)
        self.assertIn("QR code of ticket", page)

    def test_portal_user_reads_own_tickets_only(self):
        tickets = self.env["ticket.ticket"].with_user(self.portal_user)
        self.assertEqual(tickets.search([]), self.mine.ticket_ids)
        with self.assertRaises(AccessError):
            self.others.ticket_ids.with_user(self.portal_user).read(["number"])
        with self.assertRaises(AccessError):
            self.mine.ticket_ids.with_user(self.portal_user).write({"price": 0})

    def test_public_user_reads_no_ticket(self):
        with self.assertRaises(AccessError):
            self.env["ticket.ticket"].with_user(self.public_user).search([])
