from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.account_payment.models.payment_transaction import PaymentTransaction
from odoo.addons.sale.models.sale_order import SaleOrder

from .common import TicketWebsiteCommon

LOGGER = "odoo.addons.ticket_website.models.payment_transaction_books"
WORKER = "ticket_website.ir_cron_ticket_books"


@tagged("post_install", "-at_install")
class TestBooks(TicketWebsiteCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enable_post_process_patcher = False  # the books are what this is about
        cls.env["ir.config_parameter"].sudo().set_param("sale.automatic_invoice", True)

    def setUp(self):
        super().setUp()
        # The provider of the tests has no journal: invoices stay open.
        self.patch(PaymentTransaction, "_create_payment", lambda tx: None)

    def _transaction(self, order):
        return self._create_transaction(
            "direct",
            amount=order.amount_total,
            currency_id=order.currency_id.id,
            partner_id=order.partner_id.id,
            sale_order_ids=[(6, 0, order.ids)],
            reference=f"{order.name}-landed",
        )

    def _landed(self, order):
        """The provider's notice has landed, and nothing else happened."""
        tx = self._transaction(order)
        tx._set_done()
        return tx

    def _cart(self, *keys):
        self._as_customer()
        return self._fill_cart(*keys)

    def test_tickets_are_there_when_the_payment_lands(self):
        order = self._cart("3-1", "3-2")
        tx = self._landed(order)
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.ticket_ids.mapped("state"), ["valid", "valid"])
        self.assertFalse(order.invoice_ids)
        self.assertFalse(tx.is_post_processed)

    def test_payment_that_lands_asks_little_of_the_database(self):
        order = self._cart("3-1", "3-2")
        tx = self._transaction(order)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(90):  # 150 with chatter, programs and sales team
            tx._set_done()
        self.assertEqual(len(order.ticket_ids), 2)

    def test_cart_and_payment_are_no_correspondence(self):
        order = self._cart("3-1")
        self._landed(order)
        self.assertFalse(order.message_ids)
        self.assertFalse(order.message_follower_ids)

    def test_worker_makes_books_and_mail_once(self):
        order = self._cart("3-1")
        tx = self._landed(order)
        messages = order.message_ids
        for _time in range(2):
            self._run_cron(WORKER)
        self.assertTrue(tx.is_post_processed)
        self.assertEqual(order.invoice_ids.mapped("state"), ["posted"])
        self.assertEqual(order.invoice_ids.amount_total, 380)
        mails = (order.message_ids - messages).filtered("attachment_ids")
        self.assertEqual(len(mails), 1)
        self.assertFalse(order.pending_email_template_id)

    def test_books_asked_for_again_are_not_made_again(self):
        order = self._cart("3-1")
        tx = self._landed(order)
        tx._post_process()
        invoice = order.invoice_ids
        tx._post_process()
        self.assertEqual(order.invoice_ids, invoice)
        self.assertEqual(tx.invoice_ids, invoice)

    def test_buyer_who_looks_waits_for_no_books(self):
        order = self._cart("3-1")
        self._pay_route(order)
        tx = order.transaction_ids
        tx._set_done()
        answer = self.make_jsonrpc_request("/payment/status/poll", {})
        self.assertEqual(answer["state"], "done")
        self.assertEqual(len(order.ticket_ids), 1)
        self.assertFalse(tx.is_post_processed)

    def test_without_a_worker_books_are_made_at_once(self):
        self.env.ref(WORKER).active = False
        order = self._cart("3-1")
        self._pay_route(order)
        tx = order.transaction_ids
        tx._set_done()
        self.make_jsonrpc_request("/payment/status/poll", {})
        self.assertTrue(tx.is_post_processed)
        self.assertEqual(order.invoice_ids.mapped("state"), ["posted"])

    @mute_logger(LOGGER)
    def test_failing_tickets_do_not_undo_the_notice(self):
        order = self._cart("3-1")
        with patch.object(SaleOrder, "_action_confirm", side_effect=ValueError):
            tx = self._landed(order)
        self.assertEqual(tx.state, "done")
        self.assertEqual(order.state, "draft")
        tx._post_process()
        self.assertEqual(order.ticket_ids.mapped("state"), ["valid"])

    @mute_logger(LOGGER)
    def test_failing_books_stop_nobody_else_and_are_told_when_late(self):
        first, second = self._cart("3-1"), None
        broken = self._landed(first)
        second = self._fill_cart("3-2")
        fine = self._landed(second)
        broken.last_state_change = fields.Datetime.now() - timedelta(hours=1)
        make = SaleOrder._create_invoices

        def create_invoices(orders, *args, **kwargs):
            if orders == first:
                raise ValueError("broken")
            return make(orders, *args, **kwargs)

        with patch.object(SaleOrder, "_create_invoices", create_invoices):
            for _time in range(2):
                self._run_cron(WORKER)
        self.assertTrue(fine.is_post_processed)
        self.assertFalse(broken.is_post_processed)
        self.assertEqual(len(first.activity_ids), 1)
        self.assertFalse(second.activity_ids)

    def test_books_that_met_a_scan_are_made_again_at_once(self):
        order = self._cart("3-1")
        tx = self._landed(order)
        make, tries = SaleOrder._create_invoices, []

        def create_invoices(orders, *args, **kwargs):
            tries.append(orders)
            if len(tries) == 1:
                raise SerializationFailure("could not serialize access")
            return make(orders, *args, **kwargs)

        with (
            patch.object(SaleOrder, "_create_invoices", create_invoices),
            self.assertNoLogs(LOGGER, "ERROR"),
        ):
            self._run_cron(WORKER)
        self.assertEqual(len(tries), 2)
        self.assertTrue(tx.is_post_processed)

    def test_ticket_refunded_before_its_books_is_booked_first(self):
        order = self._cart("3-1")
        self._landed(order)
        notes = order.ticket_ids._refund("ill")
        self.assertEqual(order.ticket_ids.state, "refunded")
        self.assertEqual(notes.mapped("amount_total"), [380])
