from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ..exceptions import PriceChanged
from .common_member import TicketPosMemberCommon


@tagged("post_install", "-at_install")
class TestMember(TicketPosMemberCommon):
    """Members at the counter: found, sold to, with cards in their hands."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.silver = cls._create_tier("Silver", 100)
        cls.gold = cls._create_tier("Gold", 300)

    @classmethod
    def _create_tier(cls, name, fee):
        product = cls.env["product.product"].create(
            {
                "name": f"{name} fee",
                "type": "service",
                "service_tracking": "ticket_membership",
                "list_price": fee,
                "taxes_id": False,
            }
        )
        return cls.env["ticket.membership.tier"].create(
            {"name": name, "code": name.upper(), "product_id": product.id}
        )

    def _offer(self, tier, partner=None):
        offers = self._till().ticket_membership_offers((partner or self.member).id)
        return next(offer for offer in offers if offer["tier_id"] == tier.id)

    def _buy(self, tier, price=None, **values):
        price = self._offer(tier)["price"] if price is None else price
        line = self._line_values(tier.product_id, price_unit=price, **values)
        return self._pay([line], partner=self.member)

    def _membership(self):
        return self.env["ticket.membership"].search(
            [("partner_id", "=", self.member.id), ("state", "=", "active")]
        )

    def _found(self, text):
        found = self._till().ticket_member_find(text)["found"]
        return [row["partner_id"] for row in found]

    # --- who ----------------------------------------------------------------------

    def test_found_by_name_and_by_the_end_of_the_telephone(self):
        self.assertEqual(self._found("wang fa"), self.member.ids)
        self.assertEqual(self._found("5678"), self.member.ids)

    def test_three_digits_find_nobody(self):
        self.assertEqual(self._found("678"), [])

    def test_found_by_membership_number(self):
        self._buy(self.silver)
        self.assertEqual(self._found(self._membership().number), self.member.ids)

    def test_found_by_e_wallet(self):
        self.assertEqual(self._found(self._charge(10).code), self.member.ids)

    def test_card_is_read_however_the_reader_writes_it(self):
        self._till().ticket_member_issue(self.member.id, "04:a2:2b:7c")
        self.assertEqual(
            self._till().ticket_member_scan("04A22B7C"),
            {"kind": "member", "partner_id": self.member.id},
        )

    def test_customers_of_another_company_are_not_found(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.member.company_id = other
        self.assertEqual(self._found("wang fa"), [])
        with self.assertRaises(UserError):
            self._till().ticket_member(self.member.id)

    def test_who_is_no_cashier_finds_nobody(self):
        user = new_test_user(
            self.env, "till_pos_only", groups="point_of_sale.group_pos_user"
        )
        self._till()
        with self.assertRaises(AccessError):
            self.config.with_user(user).ticket_member_find("Wang")

    def test_panel_tells_what_the_customer_has(self):
        self._buy(self.silver)
        self._charge(120)
        panel = self._till().ticket_member(self.member.id)
        self.assertEqual(panel["membership"]["tier"], "Silver")
        self.assertGreater(panel["membership"]["days"], 360)
        self.assertEqual(
            [(row["kind"], row["points"]) for row in panel["loyalty"]],
            [("ewallet", 120)],
        )

    def test_gift_card_is_for_the_cart(self):
        card = self.env["loyalty.card"].create(
            {"program_id": self.gifts.id, "points": 100}
        )
        self.assertEqual(self._till().ticket_member_scan(card.code), {"kind": "cart"})
        self.assertFalse(self._till().ticket_member_scan("NOBODY KNOWS"))

    # --- cards --------------------------------------------------------------------

    def test_card_is_given_once(self):
        till = self._till()
        till.ticket_member_issue(self.member.id, "04A22B7C")
        with self.assertRaisesRegex(UserError, "given out already"):
            till.ticket_member_issue(self.customer.id, "04-A2-2B-7C")

    def test_number_of_another_member_is_no_card(self):
        self._buy(self.silver)
        with self.assertRaisesRegex(UserError, "another member"):
            self._till().ticket_member_issue(
                self.customer.id, self._membership().number
            )

    def test_nonsense_is_no_card(self):
        for text in ("", "12", "x" * 65, "<script>"):
            with self.assertRaisesRegex(UserError, "no card number"):
                self._till().ticket_member_issue(self.member.id, text)

    def test_replaced_card_opens_nothing(self):
        till = self._till()
        [card] = till.ticket_member_issue(self.member.id, "AAAA1111")["cards"]
        till.ticket_member_issue(self.member.id, "BBBB2222", card["id"], "broken")
        self.assertEqual(till.ticket_member_scan("AAAA1111")["kind"], "blocked")
        self.assertEqual(till.ticket_member_scan("BBBB2222")["kind"], "member")

    def test_blocked_card_opens_nothing_and_says_why(self):
        till = self._till()
        [card] = till.ticket_member_issue(self.member.id, "AAAA1111")["cards"]
        till.ticket_member_block(self.member.id, card["id"], "lost in the foyer")
        self.assertIn("foyer", till.ticket_member_find("AAAA1111")["message"])

    def test_card_of_somebody_else_is_not_blocked_by_mistake(self):
        till = self._till()
        [card] = till.ticket_member_issue(self.member.id, "AAAA1111")["cards"]
        with self.assertRaises(UserError):
            till.ticket_member_block(self.customer.id, card["id"])

    def test_cashier_reads_cards_and_writes_none(self):
        self._till().ticket_member_issue(self.member.id, "AAAA1111")
        card = self.env["ticket.member.card"].search([("code", "=", "AAAA1111")])
        self.assertEqual(card.with_user(self.cashier).code, "AAAA1111")
        with self.assertRaises(AccessError):
            card.with_user(self.cashier).state = "blocked"
        card.with_user(self.supervisor).action_block()
        self.assertEqual(card.state, "blocked")

    # --- memberships ---------------------------------------------------------------

    def test_membership_sold_and_renewed_at_the_till(self):
        self._buy(self.silver)
        first = self._membership()
        end = first.end
        self.assertEqual(self._offer(self.silver)["kind"], "renew")
        self._buy(self.silver)
        self.assertEqual(self._membership(), first)
        self.assertEqual(first.term_ids.sorted("start")[-1].start, end + timedelta(1))

    def test_upgrade_costs_the_difference_to_what_was_paid(self):
        self._buy(self.silver)
        offer = self._offer(self.gold)
        self.assertEqual(
            (offer["kind"], offer["credit"], offer["price"]), ("upgrade", 100, 200)
        )
        self._buy(self.gold)
        self.assertEqual(self._membership().tier_id, self.gold)

    def test_upgrade_credits_the_days_that_are_left(self):
        self._buy(self.silver)
        term = self._membership().term_ids
        days = (term.end - term.start).days + 1
        term.start -= timedelta(days=days // 2)
        term.end -= timedelta(days=days // 2)
        self.assertAlmostEqual(self._offer(self.gold)["credit"], 50, delta=1)

    def test_membership_that_was_given_is_worth_nothing_in_an_upgrade(self):
        self.env["ticket.membership"]._activate_for(self.member, self.silver)
        self.assertEqual(self._offer(self.gold)["price"], 300)

    def test_price_of_an_upgrade_is_the_upgraders(self):
        self._buy(self.silver)
        line = self._line_values(self.gold.product_id, price_unit=200)
        with self.assertRaises(PriceChanged):
            self._pay([line], partner=self.customer)

    def test_price_the_till_made_up_is_refused(self):
        with self.assertRaises(PriceChanged):
            self._buy(self.gold, price=1)
        with self.assertRaises(PriceChanged):
            self._buy(self.gold, discount=90)

    def test_second_upgrade_in_one_cart_gets_no_credit_twice(self):
        self._buy(self.silver)
        lines = [
            self._line_values(self.gold.product_id, price_unit=200) for _twice in "12"
        ]
        with self.assertRaises(PriceChanged):
            self._pay(lines, partner=self.member)

    def test_lower_tier_does_not_end_a_better_one(self):
        self._buy(self.gold)
        self.assertEqual(self._offer(self.silver)["kind"], "lower")
        with self.assertRaisesRegex(UserError, "better membership"):
            self._buy(self.silver, price=100)
        self.assertEqual(self._membership().tier_id, self.gold)

    def test_fee_paid_back_ends_the_membership(self):
        order = self._buy(self.silver)
        self._pay(
            [
                self._line_values(
                    self.silver.product_id,
                    qty=-1,
                    price_unit=100,
                    refunded_orderline_id=order.lines.id,
                )
            ],
            partner=self.member,
            user=self.supervisor,
            is_refund=True,
        )
        self.assertFalse(self._membership())

    def test_frozen_days_are_credited(self):
        self._buy(self.silver)
        membership = self._membership()
        term = membership.term_ids
        days = (term.end - term.start).days + 1
        today = fields.Date.context_today(membership)
        term.write(
            {"start": today - timedelta(days=days), "end": today - timedelta(days=1)}
        )
        membership.frozen_days = days // 2
        self.assertAlmostEqual(self._offer(self.gold)["credit"], 50, delta=1)
