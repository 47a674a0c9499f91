from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.payment.models.payment_provider import PaymentProvider

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestPaymentTruth(TicketWebsiteCommon):
    """Whatever a provider tells, when and how often: a buyer has tickets or money."""

    def setUp(self):
        super().setUp()
        self._as_customer()

        def support(providers):
            providers.support_refund = "partial"
            providers.support_manual_capture = None
            providers.support_express_checkout = False
            providers.support_tokenization = False

        self._patch = patch.object(
            PaymentProvider, "_compute_feature_support_fields", support
        )
        self._patch.start()
        self.addCleanup(self._patch.stop)

    def _tx(self, order, reference, amount=None):
        return self._create_transaction(
            "redirect",
            amount=amount or order.amount_total,
            currency_id=order.currency_id.id,
            partner_id=order.partner_id.id,
            sale_order_ids=[(6, 0, order.ids)],
            reference=f"{order.name}-{reference}",
        )

    def _land(self, tx, *states):
        """Notices of the provider, one after the other."""
        for state in states:
            getattr(tx, f"_set_{state}")()
            tx._post_process()

    def _cancel_by_clock(self, order):
        self._expire_hold(order.order_line.ticket_hold_id)
        order._ticket_expire()

    def _refunded(self, tx):
        return -sum(tx._ticket_refunds().mapped("amount"))

    def _told(self, order, words):
        found = order.message_ids.filtered(lambda message: words in message.body)
        return found.filtered(lambda m: order.partner_id in m.notified_partner_ids)

    def test_delayed_notice_issues_the_tickets_when_the_money_is_here(self):
        order = self._fill_cart("4-1")
        tx = self._tx(order, "a")
        self._land(tx, "pending")
        self.assertFalse(order.ticket_ids)
        self._land(tx, "done")
        self.assertEqual(order.ticket_ids.mapped("state"), ["valid"])

    def test_notice_that_comes_twice_counts_once(self):
        order = self._fill_cart("4-1")
        tx = self._tx(order, "a")
        self._land(tx, "done", "done")
        self.assertEqual(len(order.ticket_ids), 1)
        self.assertFalse(self._refunded(tx))

    @mute_logger("odoo.addons.payment.models.payment_transaction")
    def test_pending_that_overtakes_done_changes_nothing(self):
        order = self._fill_cart("4-1")
        tx = self._tx(order, "a")
        self._land(tx, "done", "pending")
        self.assertEqual((tx.state, order.state), ("done", "sale"))
        self.assertEqual(order.ticket_ids.mapped("state"), ["valid"])

    def test_done_after_cancelled_is_believed(self):
        order = self._fill_cart("4-1")
        tx = self._tx(order, "a")
        self._land(tx, "canceled", "done")
        self.assertEqual(order.ticket_ids.mapped("state"), ["valid"])

    def test_second_payment_of_an_order_goes_back(self):
        order = self._fill_cart("4-1")
        first, second = self._tx(order, "a"), self._tx(order, "b")
        self._land(first, "done")
        self._land(second, "done")
        self.assertEqual((self._refunded(first), self._refunded(second)), (0, 380))
        self.assertEqual(len(order.ticket_ids), 1)
        self.assertEqual(len(self._told(order, "paid already")), 1)

    def test_second_payment_is_given_back_once(self):
        order = self._fill_cart("4-1")
        first, second = self._tx(order, "a"), self._tx(order, "b")
        self._land(first, "done")
        self._land(second, "done", "done")
        self.assertEqual(len(second._ticket_refunds()), 1)

    def test_payment_after_the_clock_takes_free_seats_again(self):
        order = self._fill_cart("4-1")
        tx = self._tx(order, "a")
        self._cancel_by_clock(order)
        self.assertEqual(order.state, "cancel")
        self._land(tx, "done")
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.ticket_ids.mapped("state"), ["valid"])
        self.assertFalse(self._refunded(tx))

    def test_payment_after_the_clock_for_sold_seats_goes_back(self):
        order = self._fill_cart("4-1")
        tx = self._tx(order, "a")
        self._cancel_by_clock(order)
        self._sell("4-1")
        self._land(tx, "done")
        self.assertFalse(order.ticket_ids)
        self.assertTrue(order.ticket_issue_error)
        self.assertEqual(self._refunded(tx), 380)

    def test_payment_of_an_order_that_staff_cancelled_goes_back(self):
        order = self._fill_cart("4-1")
        tx = self._tx(order, "a")
        order._action_cancel()
        self._land(tx, "done")
        self.assertEqual((order.state, self._refunded(tx)), ("cancel", 380))
        self.assertEqual(len(self._told(order, "cancelled before")), 1)
        self.assertEqual(self._states("4-1"), ["free"])

    def test_payment_after_a_cancelled_session_goes_back(self):
        order = self._fill_cart("4-1")
        tx = self._tx(order, "a")
        self._cancel_by_clock(order)
        self.performance.state = "cancelled"
        self._land(tx, "done")
        self.assertEqual((order.state, self._refunded(tx)), ("cancel", 380))

    def test_payment_for_a_cart_that_grew_meanwhile_goes_back(self):
        order = self._fill_cart("4-1")
        tx = self._tx(order, "a")
        self._ask_cart(self._ask_hold("4-3")["hold"])
        self.assertEqual(order.amount_total, 760)
        self._land(tx, "done")
        self.assertFalse(order.ticket_ids)
        self.assertEqual(self._refunded(tx), 380)
        self.assertEqual(len(self._told(order, "changed while you paid")), 1)

    def test_money_that_cannot_go_back_by_itself_is_somebodys_task(self):
        self._patch.stop()
        order = self._fill_cart("4-1")
        first, second = self._tx(order, "a"), self._tx(order, "b")
        self._land(first, "done")
        self._land(second, "done")
        self._patch.start()
        self.assertEqual(len(order.activity_ids), 1)
        self.assertIn("380", order.activity_ids.summary)

    def test_terms_are_accepted_when_payment_begins(self):
        order = self._fill_cart("4-1")
        self.assertFalse(order.ticket_terms_at)
        self.env.company.invoice_terms_html = "<p>Tickets are final.</p>"
        self._pay_route(order)
        self.assertTrue(order.ticket_terms_at)
        mark = order.ticket_terms_mark
        self.env.company.invoice_terms_html = "<p>Tickets are exchanged.</p>"
        order._ticket_accept_terms()
        self.assertNotEqual(order.ticket_terms_mark, mark)
