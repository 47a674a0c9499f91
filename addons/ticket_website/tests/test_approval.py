import re

from odoo import Command
from odoo.tests import JsonRpcException, new_test_user, tagged
from odoo.tools import mute_logger

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestApproval(TicketWebsiteCommon):
    """S13 on the website: nothing is paid before somebody approved."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ticket.approval.rule"].search([]).active = False
        cls.approver = new_test_user(
            cls.env, login="web_approver", groups="ticket_sale.group_ticket_manager"
        )
        cls.rule = cls.env["ticket.approval.rule"].create(
            {
                "name": "Groups",
                "min_count": 2,
                "step_ids": [
                    Command.create(
                        {"name": "House", "user_ids": [Command.set(cls.approver.ids)]}
                    )
                ],
            }
        )

    def _cart(self, *keys):
        self._as_customer()
        return self._fill_cart(*keys)

    def _ask(self):
        page = self.url_open("/shop/payment")
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
        return self.url_open("/shop/ticket/approval", {"csrf_token": token})

    @mute_logger("odoo.http")
    def test_cart_that_needs_approval_cannot_be_paid(self):
        order = self._cart("3-1", "3-2")
        with self.assertRaises(JsonRpcException):
            self._pay_route(order)
        self.assertFalse(order.transaction_ids)
        self.assertIn("/shop/ticket/approval", self.url_open("/shop/payment").text)

    def test_small_cart_is_paid_as_ever(self):
        order = self._cart("3-1")
        self.assertNotIn("/shop/ticket/approval", self.url_open("/shop/payment").text)
        self._pay_route(order)
        self.assertTrue(order.transaction_ids)

    def test_asking_keeps_the_seats_and_empties_the_cart(self):
        order = self._cart("3-1", "3-2")
        page = self._ask()
        self.assertIn(f"/my/orders/{order.id}", page.url)
        self.assertIn("We are looking at your order", page.text)
        order.invalidate_recordset()
        self.assertEqual(order.state, "sent")
        self.assertEqual(order.ticket_approval_state, "waiting")
        self.assertEqual(self._states("3-1", "3-2"), ["held", "held"])
        left = order.ticket_kept_until - order.ticket_approval_ids.requested_at
        self.assertGreater(left.total_seconds(), 20 * 3600)

    def test_approved_order_is_paid_by_its_link(self):
        order = self._cart("3-1", "3-2")
        self._ask()
        self.env.invalidate_all()
        order.ticket_approval_ids.with_user(self.approver).action_approve()
        self.assertTrue(order._has_to_be_paid())
        self.assertIn("was approved", self.url_open(order.get_portal_url()).text)
        self._paid(order)
        self.assertEqual(order.ticket_ids.mapped("state"), ["valid", "valid"])

    def test_rejected_order_frees_the_seats_and_tells_the_customer(self):
        order = self._cart("3-1", "3-2")
        self._ask()
        self.env.invalidate_all()
        approval = order.ticket_approval_ids.with_user(self.approver)
        approval._decide("rejected", "internal words")
        self.assertEqual(self._states("3-1", "3-2"), ["free", "free"])
        page = self.url_open(order.get_portal_url()).text
        self.assertIn("could not be accepted", page)
        self.assertNotIn("internal words", page)
