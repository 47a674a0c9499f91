from odoo.tests import tagged

from ..exceptions import PriceChanged, RentalInvalid, RentalUnavailable
from .rental_common import TicketRentalCommon


@tagged("post_install", "-at_install")
class TestRentalTill(TicketRentalCommon):
    """Out with a deposit, back with a charge, through orders of the till."""

    def _balance(self, account):
        self.env.flush_all()
        return -sum(
            self.env["account.move.line"]
            .search([("account_id", "=", account.id), ("parent_state", "=", "posted")])
            .mapped("balance")
        )

    def _close(self):
        session = self._till().current_session_id
        session.post_closing_cash_details(session.cash_register_balance_end)
        session.close_session_from_ui()

    # --- scanning -------------------------------------------------------------

    def test_scan_tells_what_can_go_out(self):
        told = self._till().rental_scan("wc-001")
        self.assertEqual(
            (told["item"]["id"], told["item"]["deposit"]), (self.chair.id, 100)
        )

    def test_scan_of_something_else_is_no_rental(self):
        self.assertFalse(self._till().rental_scan("6901234567892"))

    def test_scan_finds_the_loan_by_item_card_and_slip(self):
        loan = self._lend(card="04A1B2")
        for code in ("WC-001", "04A1B2", loan.name):
            with self.subTest(code):
                told = self._till().rental_scan(code)
                self.assertEqual(told["loan"]["id"], loan.id)

    def test_scan_says_why_an_item_stays(self):
        self.chair.with_user(self.supervisor).action_send_to_repair()
        with self.assertRaises(RentalUnavailable):
            self._till().rental_scan("WC-001")

    def test_shelf_shows_what_is_in_and_what_is_out(self):
        other = self._create_item(name="Wheelchair 2", code="WC-002")
        loan = self._lend()
        shelf = self._till().rental_shelf()
        self.assertEqual([item["id"] for item in shelf["items"]], [other.id])
        self.assertEqual([out["id"] for out in shelf["loans"]], [loan.id])

    # --- out ------------------------------------------------------------------

    def test_paid_deposit_begins_the_loan(self):
        loan = self._lend(card="04A1B2")
        self.assertEqual(
            (loan.item_id, loan.state, loan.deposit, loan.card, loan.out_user_id),
            (self.chair, "out", 100, "04A1B2", self.cashier),
        )
        self.assertEqual(self.chair.state, "out")

    def test_deposit_is_the_items_not_the_tills(self):
        line = self._out_line()
        line["price_unit"] = 1
        with self.assertRaises(RentalInvalid):
            self._pay([line])

    def test_discount_on_a_deposit_is_refused(self):
        with self.assertRaises(RentalInvalid):
            self._pay([self._out_line() | {"discount": 50}])

    def test_deposit_with_another_tax_is_refused(self):
        tax = self.env["account.tax"].create(
            {"name": "Not asked", "amount": 15, "company_id": self.company.id}
        )
        with self.assertRaises(RentalInvalid):
            self._pay([self._out_line() | {"tax_ids": [(6, 0, tax.ids)]}])

    def test_total_is_what_the_lines_cost(self):
        with self.assertRaises(PriceChanged):
            self._pay([self._out_line()], amount_total=1)

    def test_item_without_a_photo_shows_its_categorys(self):
        [item] = self._till().rental_shelf()["items"]
        self.assertIn("ticket.rental.category", item["photo"])

    def test_same_item_twice_is_refused(self):
        with self.assertRaises(RentalUnavailable):
            self._pay([self._out_line(), self._out_line()])

    def test_nonsense_from_a_till_is_refused_in_words(self):
        line = self._out_line()
        for wish in ([1], "out", {"act": "out", "item_id": "1"}, {"act": "back"}):
            with self.subTest(wish), self.assertRaises(RentalInvalid):
                self._pay([line | {"ticket_rental": wish, "uuid": str(wish)}])

    def test_deposit_without_an_item_is_refused(self):
        with self.assertRaises(RentalInvalid):
            self._pay([self._line_values(self.products["out"], price_unit=100)])

    # --- back -----------------------------------------------------------------

    def test_charge_is_taken_and_deposit_given_back(self):
        loan = self._lend_for(135)
        order = self._bring_back(loan)
        self.assertEqual(order.amount_total, 20 - 100)
        self.assertEqual((loan.state, self.chair.state), ("done", "available"))
        self.assertEqual(loan.line_ids.order_id, order | loan.line_ids[0].order_id)

    def test_lost_item_costs_its_replacement(self):
        loan = self._lend_for(30)
        order = self._bring_back(loan, outcome="lost")
        self.assertEqual(order.amount_total, 10 + 800 - 100)
        self.assertEqual((loan.state, self.chair.state), ("lost", "lost"))

    def test_rental_in_a_cart_with_popcorn(self):
        loan = self._lend_for(30)
        reply = self._till().rental_back(loan.id)
        order = self._pay([*self._back_lines(reply), self._line_values(self.popcorn)])
        self.assertEqual(order.amount_total, 10 - 100 + 25)

    def test_charge_is_what_the_customer_pays_with_tax(self):
        self.products["charge"].taxes_id = self.env["account.tax"].create(
            {
                "name": "On top",
                "amount": 15,
                "company_id": self.company.id,
                "price_include_override": "tax_excluded",
            }
        )
        order = self._bring_back(self._lend_for(135))
        self.assertAlmostEqual(order.amount_total, 20 - 100, 2)

    def test_item_that_comes_back_goes_out_again_in_one_order(self):
        first = self._lend_for(30)
        reply = self._till().rental_back(first.id)
        order = self._pay([self._out_line(), *self._back_lines(reply)])
        second = order.lines.ticket_rental_loan_id - first
        self.assertEqual(order.amount_total, 100 + 10 - 100)
        self.assertEqual(
            (first.state, second.state, self.chair.state), ("done", "out", "out")
        )

    def test_cheaper_charge_is_refused(self):
        reply = self._till().rental_back(self._lend_for(135).id)
        reply["lines"][0]["price"] = 1
        with self.assertRaises(RentalInvalid):
            self._pay(self._back_lines(reply))

    def test_deposit_without_its_charge_is_refused(self):
        reply = self._till().rental_back(self._lend_for(135).id)
        with self.assertRaises(RentalInvalid):
            self._pay(self._back_lines(reply)[1:])

    def test_deposit_is_given_back_once(self):
        loan = self._lend_for(135)
        reply = self._till().rental_back(loan.id)
        self._pay(self._back_lines(reply))
        with self.assertRaises(RentalInvalid):
            self._pay(self._back_lines(reply))

    def test_loan_that_was_not_scanned_back_is_not_paid(self):
        loan = self._lend_for(135)
        reply = self._till().rental_back(loan.id)
        self._till().rental_resume(loan.id)
        with self.assertRaises(RentalInvalid):
            self._pay(self._back_lines(reply))

    # --- books ----------------------------------------------------------------

    def test_deposit_is_a_debt_until_the_item_is_back(self):
        account = self.company.ticket_rental_deposit_account_id
        self.assertEqual(account.account_type, "liability_current")
        loan = self._lend_for(135)
        self._close()
        self.assertAlmostEqual(self._balance(account), 100, 2)
        self._bring_back(loan)
        self._close()
        self.assertAlmostEqual(self._balance(account), 0, 2)

    def test_charge_is_income(self):
        deposits = self.company.ticket_rental_deposit_account_id
        income = (
            self.products["charge"]
            .with_company(self.company)
            .product_tmpl_id._get_product_accounts()["income"]
        )
        self.assertNotEqual(income, deposits)
        before = self._balance(income)
        self._bring_back(self._lend_for(135))
        self._close()
        self.assertAlmostEqual(self._balance(income) - before, 20, 2)
