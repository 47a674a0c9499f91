from odoo.tests import tagged

from .common import TicketPosCommon


@tagged("post_install", "-at_install")
class TestPosTicketAccounting(TicketPosCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company._ticket_setup_accounts()
        cls.advance = cls.company.ticket_advance_account_id

    def _close(self):
        session = self._till().current_session_id
        session.post_closing_cash_details(session.cash_register_balance_end)
        session.close_session_from_ui()
        return session

    def _advance_balance(self):
        self.env.flush_all()
        return -sum(
            self.env["account.move.line"]
            .search(
                [("account_id", "=", self.advance.id), ("parent_state", "=", "posted")]
            )
            .mapped("balance")
        )

    def test_closing_credits_advance_ticket_sales(self):
        before = self._advance_balance()
        order = self._sell_at_till("1-1", "1-2")
        session = self._close()
        self.assertEqual(session.state, "closed")
        self.assertAlmostEqual(self._advance_balance() - before, 760, 2)
        self.assertEqual(order.ticket_ids.mapped("booked"), [True, True])

    def test_merchandise_is_not_on_the_advance_account(self):
        before = self._advance_balance()
        self._pay(
            [*self._lines(self._take("1-1")), self._line_values(self.popcorn, qty=2)]
        )
        self._close()
        self.assertAlmostEqual(self._advance_balance() - before, 380, 2)

    def test_refund_in_the_same_shift_leaves_nothing(self):
        before = self._advance_balance()
        order = self._sell_at_till("1-1")
        self._refund(order)
        self._close()
        self.assertAlmostEqual(self._advance_balance() - before, 0, 2)
        self.assertFalse(order.ticket_ids.booked)

    def test_refund_in_a_later_shift_takes_it_out_again(self):
        before = self._advance_balance()
        order = self._sell_at_till("1-1", "1-2")
        self._close()
        self._refund(order, tickets=order.ticket_ids[:1], qty=1)
        self._close()
        self.assertAlmostEqual(self._advance_balance() - before, 380, 2)
        live = order.ticket_ids.filtered(lambda t: t.state == "valid")
        self.assertTrue(live.booked)
        self.assertFalse((order.ticket_ids - live).booked)

    def test_invoiced_order_is_booked_with_its_invoice(self):
        before = self._advance_balance()
        order = self._pay(
            self._lines(self._take("1-1")), partner=self.customer, to_invoice=True
        )
        self.assertEqual(order.account_move.state, "posted")
        self.assertTrue(order.ticket_ids.booked)
        self.assertAlmostEqual(self._advance_balance() - before, 380, 2)
        self._close()
        self.assertAlmostEqual(self._advance_balance() - before, 380, 2)
