from odoo.tests import tagged

from .shift_common import ShiftCommon


@tagged("post_install", "-at_install")
class TestShiftBooks(ShiftCommon):
    """The manager's report agrees with Accounting to the cent."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tax = cls.env["account.tax"].create(
            {
                "name": "6.7 %",
                "amount": 6.7,
                "price_include_override": "tax_included",
                "company_id": cls.company.id,
            }
        )
        cls.popcorn.taxes_id = cls.tax
        cls.popcorn.list_price = 9.99

    def _assert_ties(self, shifts):
        for label, till, books in shifts._shift_books():
            self.assertEqual(
                self.company.currency_id.compare_amounts(till, books),
                0,
                f"{label}: {till} at the till, {books} in the books",
            )

    def _mixed_sale(self, key, **values):
        lines = [
            *self._lines(self._take(key)),
            self._line_values(self.popcorn, qty=3),
            self._line_values(self.popcorn, qty=1, price_unit=4.44),
        ]
        return self._pay(lines, **values)

    def test_mixed_payments_and_a_price_override(self):
        self._mixed_sale("1-1", **self._payments((self.cash, 214.41), (self.card, 200)))
        self._mixed_sale("1-2")
        shift = self._close()
        self.assertEqual(shift.state, "closed")
        labels = [label for label, *_rest in shift._shift_books()]
        self.assertEqual(labels[2:], ["Till Cash", "Terminal"])
        self.assertEqual(shift._shift_books()[3][1:], (200, 200))
        self._assert_ties(shift)

    def test_taxes_rounded_once_an_order(self):
        self.company.tax_calculation_rounding_method = "round_globally"
        for key in ("1-1", "1-2", "1-3"):
            self._mixed_sale(key)
        self._assert_ties(self._close())

    def test_refund_in_a_later_shift(self):
        order = self._mixed_sale("1-1")
        first = self._close()
        self._refund(order)
        second = self._close()
        self._assert_ties(first)
        self._assert_ties(second)
        self._assert_ties(first | second)
        tickets = [
            row.amount for row in self._rows(first | second) if row.kind == "ticket"
        ]
        self.assertEqual(sum(tickets), 0)

    def test_cash_moves_and_differences(self):
        self._mixed_sale("1-1", **self._payments((self.cash, 214.41), (self.card, 200)))
        self._move("out", 100.05, self.to_safe)
        shift = self._close(
            cash=self._shift().cash_register_balance_end - 3.21,
            card_difference=1.5,
            reason_id=self.mistake.id,
        )
        self.assertEqual(shift.state, "closed")
        self.assertEqual(
            sorted(row.difference for row in self._rows(shift) if row.difference),
            [-3.21, 1.5],
        )
        self._assert_ties(shift)

    def test_invoiced_order(self):
        self._mixed_sale("1-1", partner=self.customer, to_invoice=True)
        self._mixed_sale("1-2")
        self._assert_ties(self._close())

    def test_cash_rounding(self):
        rounding = self.env["account.cash.rounding"].create(
            {
                "name": "To 5 cents",
                "rounding": 0.05,
                "strategy": "add_invoice_line",
                "rounding_method": "HALF-UP",
                "profit_account_id": self.cash.journal_id.profit_account_id.id,
                "loss_account_id": self.cash.journal_id.loss_account_id.id,
            }
        )
        self.config.write(
            {
                "cash_rounding": True,
                "rounding_method": rounding.id,
                "only_round_cash_method": True,
            }
        )
        self._mixed_sale(
            "1-1", **self._payments((self.cash, 414.40)), amount_paid=414.40
        )
        shift = self._close()
        row = self._rows(shift).filtered(lambda row: row.kind == "rounding")
        self.assertEqual(row.amount, -0.01)
        self._assert_ties(shift)
