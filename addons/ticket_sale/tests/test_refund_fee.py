from odoo.exceptions import UserError
from odoo.tests import tagged

from ..exceptions import RefundRefused
from .common_refund import TicketRefundCommon


@tagged("post_install", "-at_install")
class TestRefundFee(TicketRefundCommon):
    def test_the_fee_is_income_and_the_rest_goes_back(self):
        self._tenth()
        order = self._sell("1-1", "1-2")
        invoice = self._invoice(order)
        self._pay(invoice)
        advance, fees = self._balance(self.advance), self._balance(self.fees)
        note = order.ticket_ids[0]._refund("ill")
        self.assertEqual(note.amount_total, 342)
        self.assertEqual(note.amount_residual, 342)
        self.assertEqual(self._balance(self.advance) - advance, -380)
        self.assertEqual(self._balance(self.fees) - fees, 38)
        self.assertEqual(order.ticket_ids[0].fee_amount, 38)
        self.assertProven()

    def test_the_fee_is_a_line_of_the_order_and_is_invoiced_once(self):
        self._tenth()
        order = self._sell("1-1", "1-2")
        self._invoice(order)
        order.ticket_ids[0]._refund("ill")
        line = order.order_line.filtered(
            lambda item: item.product_id == self.fee_product
        )
        self.assertEqual((line.price_total, line.qty_to_invoice), (38, 0))
        self.assertEqual(sum(order.order_line.mapped("qty_to_invoice")), 0)

    def test_an_order_not_invoiced_yet_is_charged_the_fee_with_its_invoice(self):
        self._tenth()
        order = self._sell("1-1", "1-2")
        self.assertFalse(order.ticket_ids[0]._refund("ill"))
        invoice = self._invoice(order)
        self.assertEqual(invoice.amount_total, 380 + 38)
        self.assertEqual(self._balance(self.fees), 38)
        self.assertProven()

    def test_a_taxed_fee_costs_what_the_policy_says(self):
        self.fee_product.taxes_id = self.tax
        self._tenth()
        order = self._sell("1-1")
        self._invoice(order)
        note = order.ticket_ids._refund("ill")
        self.assertEqual(note.amount_total, 342)
        self.assertEqual(self._balance(self.fees), 33.04)
        self.assertProven()

    def test_a_fee_of_all_gives_nothing_back(self):
        self._create_policy(self._step(1, "fixed", amount=999))
        order = self._sell("1-1")
        self._invoice(order)
        note = order.ticket_ids._refund("ill")
        self.assertEqual((note.amount_total, note.state), (0, "posted"))
        self.assertEqual(self._balance(self.fees), 380)
        self.assertProven()

    def test_refunding_one_by_one_with_fees_keeps_every_cent(self):
        self._tenth()
        for tax in (self.tax, self.tax_included):
            self._set_price(self.adult, 9.99, tax)
            before = self._balance(self.advance)
            order = self._order_mixed(["1-1", "1-2", "1-3"], ["1-4", "1-5"])
            invoice = self._invoice(order)
            kept = 0
            for ticket in order.ticket_ids:
                note = ticket._refund("ill")
                kept += ticket.fee_amount
                self.assertAlmostEqual(
                    note.amount_total, ticket.price - ticket.fee_amount, 2
                )
                self.assertProven()
            self.assertEqual(self._balance(self.advance), before)
            back = sum(invoice.reversal_move_ids.mapped("amount_total"))
            self.assertAlmostEqual(back + kept, invoice.amount_total, 2)

    def test_tickets_of_uneven_prices_are_credited_exactly(self):
        order = self._sell("1-1", "1-2", "1-3")
        self._invoice(order)
        for ticket, price in zip(order.ticket_ids, (3.34, 3.33, 3.33), strict=True):
            ticket.sudo().write({"price": price, "net_amount": price})
        self.assertAlmostEqual(order.ticket_ids._refund("ill").amount_total, 10.0, 2)

    def test_never_twice(self):
        self._tenth()
        order = self._sell("1-1")
        self._invoice(order)
        order.ticket_ids._refund("ill")
        with self.assertRaises(UserError):
            order.ticket_ids._refund("ill")
        self.assertEqual(len(order.invoice_ids.filtered("reversed_entry_id")), 1)
        self.assertEqual(self._balance(self.fees), 38)

    def test_tickets_voided_meanwhile_are_not_paid_back(self):
        order = self._sell("1-1")
        order.ticket_ids._void("cancelled", "elsewhere")
        with self.assertRaises(RefundRefused):
            order.ticket_ids._void_all("refunded", "ill")

    def test_money_goes_to_the_e_wallet(self):
        self._tenth()
        program = self._create_wallet_program()
        order = self._sell("1-1")
        self._invoice(order)
        wallets = self._balance(self.company.ticket_stored_value_account_id)
        note = order.ticket_ids._refund("ill", money="wallet")
        [card] = program.coupon_ids
        self.assertEqual((card.partner_id, card.points), (self.customer, 342))
        self.assertEqual(card.history_ids.issued, 342)
        self.assertEqual((note.amount_total, note.state), (0, "posted"))
        self.assertEqual(
            self._balance(self.company.ticket_stored_value_account_id) - wallets, 342
        )
        self.assertProven()

    def test_e_wallet_of_an_order_not_invoiced_is_in_its_invoice(self):
        program = self._create_wallet_program()
        order = self._sell("1-1", "1-2")
        order.ticket_ids[0]._refund("ill", money="wallet")
        order.ticket_ids[1]._refund("ill", money="wallet")
        self.assertEqual(program.coupon_ids.points, 760)
        self.assertEqual(self._invoice(order).amount_total, 760)
        self.assertEqual(
            self._balance(self.company.ticket_stored_value_account_id), 760
        )

    def test_without_a_program_there_is_no_e_wallet(self):
        order = self._sell("1-1")
        self.assertFalse(self._wizard(order.ticket_ids).can_refund_wallet)
        with self.assertRaisesRegex(UserError, "no e-wallet"):
            order.ticket_ids._refund("ill", money="wallet")

    def test_wizard_shows_the_fee_before_the_act(self):
        self._tenth()
        order = self._sell("1-1", "1-2")
        wizard = self._wizard(order.ticket_ids)
        self.assertEqual((wizard.price, wizard.fee, wizard.amount), (760, 76, 684))
        self.assertIn("10 %", wizard.rules)
        self.assertFalse(wizard.refusal)
        wizard.waive = True
        self.assertEqual((wizard.fee, wizard.amount), (0, 760))

    def test_wizard_says_why_it_is_refused(self):
        self._create_policy(self._step(90, "free"))
        wizard = self._wizard(self._sell("1-1").ticket_ids)
        self.assertIn("90 days before", wizard.refusal)
        self.assertEqual(wizard.amount, 0)
