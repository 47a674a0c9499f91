from odoo import fields
from odoo.tests import tagged

from ..controllers.cart import COOKIE
from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestCartKept(TicketWebsiteCommon):
    def _cookie(self):
        return self.opener.cookies.get(COOKIE)

    def _come_back(self, cookie):
        """The session has ended; the browser still has the cookie."""
        self._as_guest()
        self.opener.cookies.set(COOKIE, cookie)
        return self.url_open("/shop/cart").text

    def test_guest_finds_the_cart_again(self):
        self._fill_cart("2-1")
        self.url_open("/shop/cart")
        cookie = self._cookie()
        self.assertIn("Swan Lake", self._come_back(cookie))

    def test_forged_cookie_opens_nothing(self):
        self._fill_cart("2-1")
        self.url_open("/shop/cart")
        cookie = self._cookie()
        swapped = cookie[:-6] + ("AAAAAA" if cookie[-6:] != "AAAAAA" else "BBBBBB")
        for wrong in (swapped, "x", "1", ""):
            self.assertNotIn("Swan Lake", self._come_back(wrong))

    def test_cart_of_a_member_needs_the_login(self):
        order = self._fill_cart("2-1")
        self.url_open("/shop/cart")
        cookie = self._cookie()
        order.partner_id = self.portal_user.partner_id
        self.assertNotIn("Swan Lake", self._come_back(cookie))

    def test_paid_cart_does_not_come_back(self):
        order = self._fill_cart("2-1")
        self.url_open("/shop/cart")
        cookie = self._cookie()
        self._paid(order)
        self.assertNotIn("Swan Lake", self._come_back(cookie))

    def test_seats_that_are_gone_are_greyed_and_cannot_be_taken(self):
        order = self._fill_cart("2-1")
        self._expire_hold(order.order_line.ticket_hold_id)
        page = self.url_open("/shop/cart").text
        self.assertIn("o_ticket_retake", page)
        self.assertIn("o_ticket_to_favourites", page)
        self._sell("2-1")
        page = self.url_open("/shop/cart").text
        self.assertIn("o_ticket_line_lost", page)
        self.assertIn("these seats are gone", page)
        self.assertNotIn("o_ticket_retake", page)

    def test_cart_reads_by_the_time_of_the_sessions(self):
        later = self._create_session_on_sale(start=self.performance.end)
        hold = self._ask_hold("2-1", session=later)["hold"]
        self._ask_cart(hold)
        order = self._fill_cart("2-2")
        self.assertEqual(
            order.website_order_line.mapped("ticket_session_id").ids,
            [self.performance.id, later.id],
        )

    def test_guest_cart_is_kept_for_a_month(self):
        order = self._fill_cart("2-1")
        self._expire_hold(order.order_line.ticket_hold_id)
        hold = order.order_line.ticket_hold_id
        for days, state in ((29, "draft"), (31, "cancel")):
            hold.expires_at = self._days_ago(days)
            self._run_cron("ticket_sale.ir_cron_expire_ticket_orders")
            self.assertEqual(order.state, state)

    def _days_ago(self, days):
        return fields.Datetime.subtract(fields.Datetime.now(), days=days)
