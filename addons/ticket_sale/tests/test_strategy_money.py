from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_strategy import TicketStrategyCommon


@tagged("post_install", "-at_install")
class TestStrategyMoney(TicketStrategyCommon):
    """Strategies in the books: advance sales prove to the cent, whatever the taxes."""

    def _bundle(self, tax=None, amount=380):
        self._set_price(self.adult, amount, tax or self.tax)
        self._strategy(buy_count=3, get_count=1)
        order = self._cart("1-1", "1-2", "1-3", "1-4")
        order.action_confirm()
        return order

    def test_invoice_puts_what_tickets_are_worth_on_the_advance_account(self):
        order = self._bundle(amount=99.99)
        invoice = self._invoice(order)
        self.assertEqual(invoice.amount_total, order.amount_total)
        self.assertEqual(self._balance(self.advance), 299.97)
        self.assertEqual(self._tickets_worth(order.ticket_ids), 299.97)
        self.assertEqual(sum(order.ticket_ids.mapped("price")), order.amount_total)
        self.assertProven()

    def test_a_refund_of_one_gives_back_what_it_cost(self):
        order = self._bundle(self.tax_included)
        self._invoice(order)
        [note] = order.ticket_ids[0]._refund("ill")
        self.assertEqual(note.amount_total, 285)
        self.assertProven()

    def test_refunds_one_by_one_give_back_everything(self):
        order = self._bundle(amount=33.37)
        invoice = self._invoice(order)
        notes = self.env["account.move"]
        for ticket in order.ticket_ids:
            notes |= ticket._refund("ill")
            self.assertProven()
        self.assertEqual(sum(notes.mapped("amount_total")), invoice.amount_total)
        self.assertEqual(self._balance(self.advance), 0)

    def test_what_is_refunded_before_the_invoice_is_not_invoiced(self):
        order = self._bundle(self.tax_included)
        order.ticket_ids[0]._refund("ill")
        invoice = self._invoice(order)
        self.assertEqual(invoice.amount_total, 3 * 285)
        self.assertProven()

    def test_an_order_refunded_before_its_invoice_has_nothing_to_invoice(self):
        order = self._bundle()
        order.ticket_ids._refund("ill")
        self.assertEqual(sum(order.order_line.mapped("qty_to_invoice")), 0)

    def test_two_taxes_in_one_bundle(self):
        self._set_price(self.adult, 100.01, self.tax)
        self._set_price(self.child, 50.03, self.tax_included)
        self._strategy(buy_count=3, get_count=1)
        order = self._cart("1-1", "1-2", "1-3")
        self._add(order, "1-4", ticket_type=self.child)
        order.action_confirm()
        invoice = self._invoice(order)
        paid = self.company.currency_id.round(sum(order.ticket_ids.mapped("price")))
        self.assertEqual(paid, invoice.amount_total)
        self.assertProven()

    def test_code_and_bundle_together(self):
        self._set_price(self.adult, 77.77, self.tax)
        self._strategy(buy_count=3, get_count=1)
        self._strategy("code", code="TEN", is_combinable=True, sequence=20)
        order = self._cart("1-1", "1-2", "1-3", "1-4")
        self._enter_code(order, "TEN")
        order.action_confirm()
        self._invoice(order)
        order.ticket_ids[1]._refund("ill")
        self.assertProven()

    def test_the_played_session_earns_what_was_paid(self):
        order = self._bundle(amount=99.99)
        self._invoice(order)
        self.session.action_play()
        self.assertEqual(self._balance(self.income), 299.97)
        self.assertProven()

    def test_a_promotion_of_the_shop_on_tickets_and_drinks(self):
        """10 % on the order, made in Odoo: its ticket part is booked with the tickets."""
        self._set_price(self.adult, 99.99, self.tax)
        drink = self.env["product.product"].create(
            {
                "name": "Drink",
                "list_price": 5.55,
                "taxes_id": self.tax.ids,
                "invoice_policy": "order",
            }
        )
        self.env["loyalty.program"].create(
            {
                "name": "Ten percent",
                "program_type": "promotion",
                "trigger": "auto",
                "applies_on": "current",
                "reward_ids": [(5, 0, 0), (0, 0, {"discount": 10})],
                "rule_ids": [(5, 0, 0), (0, 0, {"minimum_qty": 1})],
            }
        )
        order = self._cart("1-1", "1-2", "1-3")
        order.order_line = [(0, 0, {"product_id": drink.id})]
        order._update_programs_and_rewards()
        for coupon, rewards in order._get_claimable_rewards().items():
            order._apply_program_reward(rewards, coupon)
        order.action_confirm()
        self._invoice(order)
        tickets = sum(order.ticket_ids.mapped("net_amount"))
        self.assertEqual(self.company.currency_id.round(tickets), 269.97)
        self.assertProven()
        order.ticket_ids[0]._refund("ill")
        self.assertProven()

    def test_a_discount_by_hand_is_booked_with_the_tickets(self):
        self._set_price(self.adult, 99.99, self.tax)
        order = self._cart("1-1", "1-2", "1-3")
        self._discount_by_hand(order, discount_percentage=0.1)
        order.action_confirm()
        invoice = self._invoice(order)
        paid = self.company.currency_id.round(sum(order.ticket_ids.mapped("price")))
        self.assertEqual(paid, invoice.amount_total)
        self.assertEqual(invoice.amount_untaxed, 269.97)
        self.assertProven()
        order.ticket_ids[0]._refund("ill")
        self.assertProven()

    def test_issued_tickets_get_no_discount_by_hand(self):
        order = self._cart("1-1")
        order.action_confirm()
        with self.assertRaisesRegex(UserError, "issued"):
            self._discount_by_hand(order, discount_percentage=0.1)

    def _discount_by_hand(self, order, **values):
        self.env["sale.order.discount"].create(
            {"sale_order_id": order.id, "discount_type": "so_discount", **values}
        ).action_apply_discount()

    def test_a_gift_card_pays_and_discounts_nothing(self):
        """What a card pays is no discount: the tickets are worth their price."""
        program = self.env["loyalty.program"].create(
            self.env["loyalty.program"]._get_template_values()["gift_card"]
        )
        card = self.env["loyalty.card"].create(
            {"program_id": program.id, "points": 100, "code": "GIFT100"}
        )
        order = self._cart("1-1")
        self.assertIsNone(self._enter_code(order, card.code))
        self.assertEqual(order.amount_total, 280)
        order.action_confirm()
        self.assertEqual(order.ticket_ids.price, 380)
