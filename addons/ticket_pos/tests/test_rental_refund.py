from odoo.tests import tagged

from ..exceptions import ApprovalMissing, RentalInvalid, RentalUnavailable
from .common_approval import TicketApprovalCommon
from .rental_common import TicketRentalCommon


@tagged("post_install", "-at_install")
class TestRentalRefund(TicketApprovalCommon, TicketRentalCommon):
    """Deposits and charges that are paid back, and by whose word."""

    def _refund_lines(self, lines, user=None, grant=None, **values):
        """A refund order of the till."""
        return self._pay(
            [
                self._line_values(
                    line.product_id,
                    **{
                        "qty": -line.qty,
                        "price_unit": line.price_unit,
                        "refunded_orderline_id": line.id,
                    }
                    | values,
                )
                for line in lines
            ],
            user=user or self.supervisor,
            is_refund=True,
            ticket_grants=grant and {"rental": grant},
        )

    def _line_of(self, loan, act):
        return loan.line_ids.filtered(
            lambda line: (
                line._rental_wish().get("act") == act and not line.refunded_orderline_id
            )
        )

    def _approve(self, lines):
        return self._grant("rental", "pos.order.line", lines.ids)

    def test_refunded_deposit_cancels_the_loan(self):
        loan = self._lend()
        self._refund_lines(loan.line_ids)
        self.assertEqual((loan.state, self.chair.state), ("cancelled", "available"))

    def test_cashier_alone_refunds_no_deposit(self):
        loan = self._lend()
        with self.assertRaises(ApprovalMissing):
            self._refund_lines(loan.line_ids, user=self.cashier)

    def test_cashier_refunds_with_a_supervisors_pin_and_both_are_named(self):
        loan = self._lend()
        grant = self._approve(loan.line_ids)
        self._refund_lines(loan.line_ids, user=self.cashier, grant=grant)
        entry = self._noted("rental")
        self.assertEqual(
            (entry.user_id, entry.supervisor_id, entry.state, entry.amount),
            (self.cashier, self.supervisor, "used", -100),
        )
        self.assertEqual(loan.state, "cancelled")

    def test_pin_for_one_deposit_pays_back_no_other(self):
        loan = self._lend()
        other = self._lend(self._create_item(name="Wheelchair 2", code="WC-002"))
        grant = self._approve(loan.line_ids)
        with self.assertRaises(ApprovalMissing):
            self._refund_lines(other.line_ids, user=self.cashier, grant=grant)

    def test_deposit_of_a_finished_loan_is_not_refunded(self):
        loan = self._lend_for(135)
        out = self._line_of(loan, "out")
        self._bring_back(loan)
        with self.assertRaises(RentalUnavailable):
            self._refund_lines(out)

    def test_deposit_is_not_given_back_twice(self):
        loan = self._lend_for(135)
        self._bring_back(loan)
        with self.assertRaises(RentalInvalid):
            self._refund_lines(self._line_of(loan, "deposit"))

    def test_more_than_was_paid_is_refused(self):
        loan = self._lend()
        for values in ({"price_unit": 500}, {"qty": -2}, {"discount": 50}):
            with self.subTest(**values), self.assertRaises(RentalInvalid):
                self._refund_lines(loan.line_ids, **values)

    def test_charge_is_paid_back_once(self):
        loan = self._lend_for(135)
        self._bring_back(loan)
        charge = self._line_of(loan, "charge")
        order = self._refund_lines(charge)
        self.assertEqual((order.amount_total, loan.state), (-20, "done"))
        with self.assertRaises(RentalInvalid):
            self._refund_lines(charge)

    # --- loss -----------------------------------------------------------------

    def test_lost_item_costs_its_replacement(self):
        loan = self._lend_for(135)
        order = self._bring_back(loan, outcome="lost")
        self.assertEqual(order.amount_total, 20 + 800 - 100)
        self.assertEqual((loan.state, self.chair.state), ("lost", "lost"))

    def test_deposit_is_kept_when_nobody_comes_back(self):
        loan = self._lend_for(135)
        order = self._bring_back(loan, outcome="gone")
        self.assertEqual(order.amount_total, 0)
        self.assertEqual((loan.charge, loan.compensation), (20, 80))
        self.assertEqual(loan.still_owed, 20 + 800 - 100)
        self.assertEqual((loan.state, self.chair.state), ("lost", "lost"))

    def test_kept_deposit_never_exceeds_the_deposit(self):
        loan = self._lend_for(5 * 1440)
        order = self._bring_back(loan, outcome="gone")
        self.assertEqual(order.amount_total, 0)
        self.assertEqual((loan.charge, loan.compensation), (100, 0))
        self.assertEqual(loan.still_owed, 5 * 40 + 800 - 100)

    def test_item_that_turns_up_goes_back_to_the_shelf_with_its_refund(self):
        loan = self._lend_for(135)
        self._bring_back(loan, outcome="lost")
        order = self._refund_lines(self._line_of(loan, "compensation"))
        self.assertEqual(order.amount_total, -800)
        self.assertEqual((loan.state, loan.outcome), ("done", "found"))
        self.assertEqual(self.chair.state, "available")

    def test_refund_for_damage_leaves_the_item_in_repair(self):
        loan = self._lend_for(135)
        self._bring_back(loan, outcome="damaged", compensation=30, note="Brake")
        self._refund_lines(self._line_of(loan, "compensation"))
        self.assertEqual((loan.outcome, self.chair.state), ("damaged", "service"))

    # --- slip -----------------------------------------------------------------

    def test_receipt_tells_number_and_terms_when_it_goes_out(self):
        loan = self._lend()
        slip = self._line_of(loan, "out").ticket_rental_slip
        self.assertEqual((slip["number"], slip["deposit"]), (loan.name, 100))
        self.assertIn("WC-001", slip["item"])
        self.assertNotIn("end", slip)

    def test_receipt_tells_time_and_charge_when_it_comes_back(self):
        loan = self._lend_for(135)
        self._bring_back(loan)
        slip = self._line_of(loan, "charge").ticket_rental_slip
        self.assertEqual((slip["minutes"], slip["charge"]), (135, 20))
        self.assertFalse(self._line_of(loan, "deposit").ticket_rental_slip)
