from odoo.tests import tagged

from .common_money import TicketMoneyCommon
from .common_reservation import TicketReservationCommon


@tagged("post_install", "-at_install")
class TestReservationDeposit(TicketReservationCommon, TicketMoneyCommon):
    """A deposit keeps the places; the tickets come with the rest of the money."""

    def setUp(self):
        super().setUp()
        self.reservation = self._reserve("1-1", "1-2", deposit_percent=30)
        types = dict.fromkeys(self.reservation.place_ids.ids, self.adult.id)
        self.env.flush_all()
        self.order = self.reservation._make_order(types)

    def _invoice_by(self, method, **values):
        wizard = self.env["sale.advance.payment.inv"].create(
            {
                "sale_order_ids": self.order.ids,
                "advance_payment_method": method,
                **values,
            }
        )
        invoice = wizard._create_invoices(self.order)
        invoice.action_post()
        return invoice

    def _pay(self, invoice):
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        ).create({})._create_payments()

    def _proof(self):
        self.env.flush_all()
        proof = self.env["ticket.advance.proof"].create({})
        return proof.proven

    def test_deposit_asks_for_a_part_online(self):
        self.assertTrue(self.order.require_payment)
        self.assertEqual(self.order._get_prepayment_required_amount(), 228.0)

    def test_deposit_confirms_the_order_without_tickets(self):
        self.order.action_confirm()
        self.assertFalse(self.order.ticket_ids)
        self.assertTrue(self.order.ticket_balance_due)
        self.assertEqual(self._states("1-1", "1-2"), ["reserved", "reserved"])

    def test_tickets_come_when_the_rest_is_paid(self):
        self.order.action_confirm()
        deposit = self._invoice_by("percentage", amount=30)
        self._pay(deposit)
        self.assertFalse(self.order.ticket_ids)
        rest = self._invoice_by("delivered")
        self.assertEqual(rest.amount_total, 532.0)
        self._pay(rest)
        self.assertEqual(len(self.order.ticket_ids), 2)
        self.assertEqual(self.reservation.state, "sold")
        self.assertFalse(self.order.ticket_balance_due)

    def test_deposit_is_no_advance_ticket_sale(self):
        self.order.action_confirm()
        deposit = self._invoice_by("percentage", amount=30)
        self.assertNotIn(self.advance, deposit.line_ids.account_id)
        self._pay(deposit)
        self.assertTrue(self._proof())
        self._pay(self._invoice_by("delivered"))
        self.assertTrue(self._proof())
        self.assertEqual(sum(self.order.ticket_ids.mapped("advance_amount")), 760.0)

    def test_supervisor_issues_before_the_rest_is_paid(self):
        self.order.action_confirm()
        self.order.action_ticket_issue()
        self.assertEqual(len(self.order.ticket_ids), 2)

    def test_passed_deadline_with_a_deposit_asks_somebody(self):
        self.order.action_confirm()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ticket_reservation SET deadline = now() - interval '1 hour'"
        )
        self._run_cron("ticket_sale.ir_cron_reservations")
        self.assertEqual(self.order.state, "sale")
        self.assertIn("deposit", self.order.activity_ids.summary)
        self.assertEqual(self._states("1-1"), ["free"])
