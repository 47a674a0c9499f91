from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..exceptions import StoredValueInvalid
from .common_member import TicketPosMemberCommon


@tagged("post_install", "-at_install")
class TestStoredValue(TicketPosMemberCommon):
    """E-wallets and gift cards at the counter, also against a tampered till."""

    def test_top_up_puts_what_was_paid_on_the_e_wallet(self):
        card = self._charge(300)
        self.assertEqual(card.points, 300)
        self.assertEqual(card.history_ids.mapped("issued"), [300])

    def test_second_top_up_is_on_the_same_e_wallet(self):
        self._charge(300)
        self.assertEqual(self._charge(50).points, 350)

    def test_what_the_till_says_about_a_top_up_changes_nothing(self):
        order = self._pay([self._top_up_line(100)], partner=self.member)
        card = self._card()
        answer = self._tell(order, card, 100000, key=-1, partner_id=self.member.id)
        self.assertEqual(card.points, 100)
        self.assertEqual(
            [(u["old_id"], u["id"], u["points"]) for u in answer["coupon_updates"]],
            [(-1, card.id, 100)],
        )

    def test_top_up_without_customer_is_refused(self):
        with self.assertRaises(StoredValueInvalid):
            self._pay([self._top_up_line(100)])

    def test_negative_top_up_is_refused(self):
        self._charge(100)
        with self.assertRaises(StoredValueInvalid):
            self._pay(
                [self._top_up_line(-50), self._line_values(self.popcorn, qty=2)],
                partner=self.member,
            )

    def test_tickets_and_popcorn_paid_with_stored_value(self):
        card = self._charge(500)
        lines = self._lines(self._take("1-1", partner=self.member))
        lines += [self._line_values(self.popcorn), self._paying_line(card, 405)]
        order = self._pay(lines, partner=self.member)
        self.assertEqual(order.ticket_ids.price, 380)
        self.assertEqual(order.amount_total, 0)
        self.assertEqual(card.points, 95)
        self._tell(order, card, -405)
        self.assertEqual(card.points, 95)

    def test_rest_is_paid_in_cash(self):
        card = self._charge(100)
        lines = self._lines(self._take("1-1", partner=self.member))
        order = self._pay([*lines, self._paying_line(card, 100)], partner=self.member)
        self.assertEqual((order.amount_total, card.points), (280, 0))
        self.assertEqual(order.ticket_ids.price, 380)

    def test_more_than_is_left_is_refused(self):
        card = self._charge(100)
        with self.assertRaises(StoredValueInvalid):
            self._pay(
                [
                    *self._lines(self._take("1-1", partner=self.member)),
                    self._paying_line(card, 380),
                ],
                partner=self.member,
            )

    def test_payment_that_names_no_card_is_refused(self):
        card = self._charge(500)
        line = self._paying_line(card, 25) | {"coupon_id": False}
        with self.assertRaises(StoredValueInvalid):
            self._pay([self._line_values(self.popcorn), line], partner=self.member)

    def test_payment_that_costs_no_points_costs_what_it_pays(self):
        card = self._charge(500)
        line = self._paying_line(card, 25) | {"points_cost": 0}
        self._pay([self._line_values(self.popcorn), line], partner=self.member)
        self.assertEqual(card.points, 475)

    def test_e_wallet_of_somebody_else_is_refused(self):
        card = self._charge(500)
        with self.assertRaises(StoredValueInvalid):
            self._pay(
                [self._line_values(self.popcorn), self._paying_line(card, 25)],
                partner=self.customer,
            )

    def test_expired_card_is_refused(self):
        card = self._charge(500)
        card.expiration_date = "2020-01-01"
        with self.assertRaisesRegex(StoredValueInvalid, "expired"):
            self._pay(
                [self._line_values(self.popcorn), self._paying_line(card, 25)],
                partner=self.member,
            )

    def test_paying_out_needs_a_supervisor(self):
        order = self._pay([self._top_up_line(100)], partner=self.member)
        line = self._top_up_line(100, qty=-1, refunded_orderline_id=order.lines.id)
        with self.assertRaises(AccessError):
            self._pay([line], partner=self.member, is_refund=True)
        line = self._top_up_line(100, qty=-1, refunded_orderline_id=order.lines.id)
        self._pay([line], user=self.supervisor, partner=self.member, is_refund=True)
        self.assertEqual(self._card().points, 0)

    def test_spent_money_is_not_paid_out(self):
        order = self._pay([self._top_up_line(100)], partner=self.member)
        card = self._card()
        self._pay(
            [self._line_values(self.popcorn), self._paying_line(card, 25)],
            partner=self.member,
        )
        line = self._top_up_line(100, qty=-1, refunded_orderline_id=order.lines.id)
        with self.assertRaises(StoredValueInvalid):
            self._pay([line], user=self.supervisor, partner=self.member, is_refund=True)

    def test_gift_card_gets_what_was_paid(self):
        order = self._pay([self._line_values(self.voucher, price_unit=80)])
        self._tell(order, self.gifts.coupon_ids, 80, key=-7, program=self.gifts)
        self.assertEqual(self.gifts.coupon_ids.points, 80)

    def test_gift_card_over_what_was_paid_is_refused(self):
        order = self._pay([self._line_values(self.voucher, price_unit=80)])
        with self.assertRaises(StoredValueInvalid):
            self._tell(order, self.gifts.coupon_ids, 800, key=-7, program=self.gifts)

    def test_gift_card_is_given_once_for_one_payment(self):
        order = self._pay([self._line_values(self.voucher, price_unit=80)])
        self._tell(order, self.gifts.coupon_ids, 80, key=-7, program=self.gifts)
        with self.assertRaises(StoredValueInvalid):
            self._tell(order, self.env["loyalty.card"], 80, key=-8, program=self.gifts)

    def test_gift_card_of_an_unpaid_order_is_refused(self):
        order = self._pay([self._line_values(self.voucher)], state="draft")
        with self.assertRaises(UserError):
            self._tell(order, self.gifts.coupon_ids, 100, key=-7, program=self.gifts)

    def test_gift_card_pays_for_anybody(self):
        card = self.env["loyalty.card"].create(
            {"program_id": self.gifts.id, "points": 100}
        )
        order = self._pay(
            [self._line_values(self.popcorn), self._paying_line(card, 25)]
        )
        self._tell(order, card, -25)
        self.assertEqual(card.points, 75)

    def test_a_card_told_under_another_program_is_refused(self):
        card = self._charge(10)
        points = self.env["loyalty.program"].create(
            {"name": "Points", "program_type": "loyalty"}
        )
        order = self._pay([self._line_values(self.popcorn)], partner=self.member)
        with self.assertRaises(StoredValueInvalid):
            self._tell(order, card, 5000, program=points)

    def test_cashier_writes_no_amount_by_hand(self):
        card = self._charge(10)
        with self.assertRaises(AccessError):
            card.with_user(self.cashier).points = 5000
        self.assertEqual(card.points, 10)

    def test_books_owe_what_is_on_the_cards(self):
        before = self._balance_owed()
        card = self._charge(500)
        order = self._pay([self._line_values(self.voucher, price_unit=80)])
        self._tell(order, self.gifts.coupon_ids, 80, key=-7, program=self.gifts)
        gift = self.gifts.coupon_ids
        self._pay(
            [
                *self._lines(self._take("1-1", partner=self.member)),
                self._line_values(self.popcorn),
                self._paying_line(card, 305),
                self._paying_line(
                    gift, 30, uuid="b1a4ab0e-0000-4000-8000-000000000001"
                ),
            ],
            partner=self.member,
        )
        self._close()
        on_cards = card.points + gift.points
        self.assertEqual(on_cards, 195 + 50)
        self.assertAlmostEqual(self._balance_owed() - before, on_cards, 2)

    def test_proof_says_whether_books_and_cards_agree(self):
        Proof = self.env["ticket.stored.value.proof"]
        before = Proof.create({"company_id": self.company.id}).difference
        card = self._charge(500)
        self._pay(
            [self._line_values(self.popcorn), self._paying_line(card, 25)],
            partner=self.member,
        )
        proof = Proof.create({"company_id": self.company.id})
        self.assertEqual(proof.at_tills, -475)
        self.assertEqual(proof.difference, before)
        self._close()
        proof = Proof.create({"company_id": self.company.id})
        self.assertEqual((proof.at_tills, proof.difference), (0, before))
        card.points += 10
        proof = Proof.create({"company_id": self.company.id})
        self.assertEqual(proof.difference - before, -10)
