from odoo.fields import Command
from odoo.tests import tagged

from ..exceptions import PriceChanged, StoredValueInvalid
from .common_member import TicketPosMemberCommon


@tagged("post_install", "-at_install")
class TestPoints(TicketPosMemberCommon):
    """Points, coupons and promotions at the counter against a tampered till."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.points = cls._create_reward("loyalty", "both", required=50, discount=10)
        cls.club = cls.env["loyalty.card"].create(
            {
                "program_id": cls.points.id,
                "partner_id": cls.member.id,
                "points": 60,
            }
        )

    @classmethod
    def _create_reward(cls, kind, applies_on, required, **reward):
        return cls.env["loyalty.program"].create(
            {
                "name": kind,
                "program_type": kind,
                "applies_on": applies_on,
                "company_id": cls.company.id,
                "rule_ids": [
                    Command.clear(),
                    Command.create(
                        {"reward_point_mode": "money", "reward_point_amount": 1}
                    ),
                ],
                "reward_ids": [
                    Command.clear(),
                    Command.create(
                        {
                            "reward_type": "discount",
                            "discount_mode": "percent",
                            "discount_applicability": "order",
                            "required_points": required,
                            **reward,
                        }
                    ),
                ],
            }
        )

    def _reward_line(self, off, cost=50, **values):
        reward = self.points.reward_ids
        return self._line_values(
            reward.discount_line_product_id,
            price_unit=-off,
            is_reward_line=True,
            reward_id=reward.id,
            coupon_id=self.club.id,
            points_cost=cost,
            reward_identifier_code="tenth",
            **values,
        )

    def _buy(self, *lines):
        return self._pay(
            [self._line_values(self.popcorn, qty=4), *lines], partner=self.member
        )

    def test_reward_costs_points_and_the_sale_earns_some(self):
        order = self._buy(self._reward_line(10))
        self.assertEqual(self.club.points, 10)
        self._tell(order, self.club, 100 - 50, line_codes=["tenth"])
        self.assertEqual(self.club.points, 110)

    def test_what_was_told_twice_counts_once(self):
        order = self._buy(self._reward_line(10))
        for _twice in range(2):
            self._tell(order, self.club, 50, line_codes=["tenth"])
        self.assertEqual(self.club.points, 110)

    def test_till_that_tells_nothing_has_spent_the_points(self):
        self._buy(self._reward_line(10))
        self.assertEqual(self.club.points, 10)
        self.assertEqual(self.club.history_ids.mapped("used"), [50])

    def test_more_points_than_were_earned_are_refused(self):
        order = self._buy()
        with self.assertRaises(StoredValueInvalid):
            self._tell(order, self.club, 5000)

    def test_spent_points_are_not_kept_quiet(self):
        order = self._buy(self._reward_line(10))
        with self.assertRaises(StoredValueInvalid):
            self._tell(order, self.club, 100)

    def test_reward_that_costs_nothing_is_refused(self):
        with self.assertRaises(PriceChanged):
            self._buy(self._reward_line(10, cost=0))

    def test_reward_that_takes_off_too_much_is_refused(self):
        with self.assertRaises(PriceChanged):
            self._buy(self._reward_line(90))

    def test_points_that_are_not_there_are_refused(self):
        self.club.points = 0
        with self.assertRaises(StoredValueInvalid):
            self._pay(
                [self._line_values(self.popcorn), self._reward_line(2.5)],
                partner=self.member,
            )

    def test_promotion_on_goods_beside_tickets(self):
        promotion = self._create_reward("promotion", "current", 1, discount=20)
        reward = promotion.reward_ids
        off = self._line_values(
            reward.discount_line_product_id,
            price_unit=-5,
            is_reward_line=True,
            reward_id=reward.id,
            points_cost=1,
            reward_identifier_code="fifth",
        )
        tickets = self._lines(self._take("1-1"))
        order = self._pay([*tickets, self._line_values(self.popcorn), off])
        self.assertEqual(order.amount_total, 400)
        self.assertEqual(order.ticket_ids.price, 380)
