from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import JsonRpcException, tagged
from odoo.tools import mute_logger

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestPayment(TicketWebsiteCommon):
    def _cart_of_customer(self, *keys):
        self._as_customer()
        return self._fill_cart(*keys)

    def _steal(self, order):
        """The hold runs out and the box office sells the seats."""
        places = order.order_line.ticket_place_ids
        self._expire_hold(order.order_line.ticket_hold_id)
        held = self.Hold._hold(self.performance, "pos", place_ids=places.ids)
        self._order(held)

    def test_starting_to_pay_keeps_the_seats_longer(self):
        order = self._cart_of_customer("3-1")
        hold = order.order_line.ticket_hold_id
        hold.expires_at = fields.Datetime.add(fields.Datetime.now(), minutes=2)
        hold.place_ids.held_until = hold.expires_at
        self._pay_route(order)
        hold.invalidate_recordset()
        left = hold.expires_at - fields.Datetime.now()
        self.assertGreater(left.total_seconds(), 15 * 60)

    @mute_logger("odoo.http")
    def test_expired_and_stolen_seats_cannot_be_paid(self):
        order = self._cart_of_customer("3-1")
        self._steal(order)
        with self.assertRaises(JsonRpcException) as refused:
            self._pay_route(order)
        self.assertIn("ValidationError", str(refused.exception))
        self.assertFalse(order.transaction_ids)

    @mute_logger("odoo.http")
    def test_order_link_passes_the_same_check(self):
        order = self._cart_of_customer("3-1")
        self._steal(order)
        with self.assertRaises(JsonRpcException):
            self.make_jsonrpc_request(
                f"/my/orders/{order.id}/transaction",
                {
                    "access_token": order._portal_ensure_token(),
                    "provider_id": self.provider.id,
                    "payment_method_id": self.payment_method_id,
                    "token_id": None,
                    "amount": order.amount_total,
                    "flow": "direct",
                    "tokenization_requested": False,
                    "landing_route": "/my/orders",
                },
            )
        self.assertFalse(order.transaction_ids)

    def test_lost_seats_are_named_before_payment(self):
        order = self._cart_of_customer("3-1")
        self._steal(order)
        with self.assertRaisesRegex(UserError, "Row 3 · Seat 1"):
            order._check_cart_is_ready_to_be_paid()

    def test_payment_issues_tickets(self):
        order = self._cart_of_customer("3-1", "3-2")
        self._paid(order)
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.ticket_ids.mapped("state"), ["valid", "valid"])
        self.assertEqual(order.ticket_ids.mapped("channel"), ["website", "website"])
        self.assertEqual(self._states("3-1", "3-2"), ["sold", "sold"])

    def test_late_payment_takes_free_seats_again(self):
        order = self._cart_of_customer("3-1")
        self._expire_hold(order.order_line.ticket_hold_id)
        self._paid(order)
        self.assertEqual(order.ticket_ids.mapped("state"), ["valid"])

    def test_late_payment_for_stolen_seats_is_flagged_and_told(self):
        order = self._cart_of_customer("3-1")
        self._steal(order)
        messages = order.message_ids
        self._paid(order)
        self.assertFalse(order.ticket_ids)
        self.assertTrue(order.ticket_issue_error)
        self.assertFalse(order.pending_email_template_id)
        self.assertEqual(len(order.activity_ids), 1)
        told = order.message_ids - messages
        self.assertIn(order.partner_id, told.notified_partner_ids)
        self.assertFalse(told.filtered(lambda m: "You are going" in m.body))
        self.assertFalse(told.attachment_ids)

    def test_order_without_its_seats_is_not_invoiced(self):
        self.env["ir.config_parameter"].sudo().set_param("sale.automatic_invoice", True)
        order = self._cart_of_customer("3-1")
        self._steal(order)
        self._paid(order)
        self.assertTrue(order.ticket_issue_error)
        self.assertFalse(order.invoice_ids)
        served = self._fill_cart("3-2")
        self._paid(served)
        self.assertEqual(served.invoice_ids.mapped("amount_total"), [380])

    def test_confirmation_page_shows_tickets_with_codes(self):
        order = self._cart_of_customer("3-1", "3-2")
        self.url_open("/shop/checkout")
        self._pay_route(order)
        tx = order.transaction_ids
        tx._set_done()
        tx._post_process()
        self.url_open("/shop/payment/validate")
        page = self.url_open("/shop/confirmation").text
        self.assertEqual(page.count("o_ticket_stub_valid"), 2)
        self.assertEqual(page.count("QR code of ticket"), 2)
        for ticket in order.ticket_ids:
            self.assertIn(ticket.display_name, page)

    def test_second_notice_issues_nothing_twice(self):
        order = self._cart_of_customer("3-1")
        tx = self._paid(order)
        tx._post_process()
        self.assertEqual(len(order.ticket_ids), 1)
