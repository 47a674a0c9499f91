from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common_strategy import TicketStrategyCommon


@tagged("post_install", "-at_install")
class TestStrategyPrice(TicketStrategyCommon):
    """Strategies about one ticket's price: quote, offers and sale orders alike."""

    def _quoted(self, *keys, session=None, ticket_type=None):
        places = self._places(*keys, session=session)
        lines = self.Hold._quote(
            [(place, ticket_type or self.adult) for place in places],
            partner=self.customer,
            pricelist=self.pricelist,
        )
        return [line.unit_total for line in lines]

    def test_early_bird_ends_so_many_days_before(self):
        self._strategy("early", days_before_min=20, discount=10)
        self.assertEqual(self._quoted("1-1"), [342])
        with freeze_time(self.session.start - timedelta(days=19)):
            self.assertEqual(self._quoted("1-1"), [380])

    def test_early_bird_on_the_map_and_in_the_order(self):
        self._strategy("early", days_before_min=20, discount=10)
        prices = self.session._offer_prices(
            self.zone_a, self.adult, self.customer, self.pricelist
        )
        self.assertEqual(prices[self.zone_a.id, self.adult.id], 342)
        order = self._cart("1-1", "1-2")
        self.assertEqual(order.amount_total, 684)
        order.action_confirm()
        self.assertEqual(order.ticket_ids.mapped("price"), [342, 342])

    def test_the_earlier_bird_gets_the_better_price(self):
        self._strategy("early", name="20 days", days_before_min=20, discount=10)
        self._strategy("early", name="29 days", days_before_min=29, discount=30)
        self.assertEqual(self._quoted("1-1"), [266])
        with freeze_time(self.session.start - timedelta(days=25)):
            self.assertEqual(self._quoted("1-1"), [342])

    def test_window_of_weekday_and_hours(self):
        day = fields.Datetime.context_timestamp(
            self.env.user.with_context(tz=self.session.tz), self.session.start
        )
        days = {
            name: False
            for number, name in enumerate(
                ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
            )
            if number != day.weekday()
        }
        hour = day.hour
        strategy = self._strategy(
            "window",
            discount_mode="price",
            discount=99,
            hour_from=hour,
            hour_to=hour + 1,
            **(days | ({} if day.weekday() == 6 else {"sunday": False})),
        )
        self.assertEqual(self._quoted("1-1"), [99])
        self.assertEqual(
            self._quoted("1-1", session=self._other_session(days=1)), [380]
        )
        strategy.hour_to = hour + 0.0001
        strategy.hour_from = hour - 1 if hour else 0
        strategy.write({"hour_from": 0, "hour_to": max(hour, 0.5)})
        self.assertEqual(self._quoted("1-1"), [380 if hour else 99])

    def test_group_counts_all_tickets_of_the_session(self):
        self._strategy("group", min_count=4, discount=25)
        order = self._cart("1-1", "1-2", "1-3")
        self.assertEqual(order.amount_total, 3 * 380)
        self._add(order, "1-4", ticket_type=self.child)
        self.assertEqual(order.amount_total, 0.75 * (3 * 380 + 190))

    def test_group_that_shrinks_pays_the_full_price_again(self):
        self._strategy("group", min_count=4, discount=25)
        order = self._cart("1-1", "1-2", "1-3")
        self._add(order, "1-4", ticket_type=self.child).unlink()
        self.assertEqual(order.amount_total, 3 * 380)

    def test_the_larger_group_gets_the_larger_discount(self):
        self._strategy("group", name="2", min_count=2, discount=5)
        self._strategy("group", name="4", min_count=4, discount=25)
        self.assertEqual(self._cart("1-1", "1-2").amount_total, 722)
        self.assertEqual(self._cart("2-1", "2-2", "2-3", "2-4").amount_total, 1140)

    def test_tier_price_for_members_only(self):
        members = self.env["product.pricelist"].create({"name": "Gold"})
        tier = self.env["ticket.membership.tier"].create(
            {
                "name": "Gold",
                "code": "GOLD",
                "product_id": self.env["product.product"]
                .create({"name": "Fee", "service_tracking": "ticket_membership"})
                .id,
                "pricelist_id": members.id,
            }
        )
        self._strategy("tier", tier_id=tier.id, discount=20)
        self.assertEqual(self._quoted("1-1"), [380])
        self.customer.property_product_pricelist = members
        self.assertEqual(self._cart("1-1").amount_total, 304)

    def test_only_the_type_and_zone_it_names(self):
        self._strategy("early", days_before_min=1, type_ids=[(6, 0, self.child.ids)])
        self.assertEqual(self._quoted("1-1"), [380])
        self.assertEqual(self._quoted("1-1", ticket_type=self.child), [171])

    def test_other_products_never_get_a_ticket_price(self):
        self._strategy("early", days_before_min=1, discount=50)
        drink = self.env["product.product"].create({"name": "Drink", "list_price": 10})
        self.assertEqual(self.pricelist._get_product_price(drink, 1), 10)

    def test_an_amount_off_stops_at_nothing(self):
        self._strategy(
            "early", days_before_min=1, discount_mode="amount", discount=1000
        )
        self.assertEqual(self._quoted("1-1"), [0])

    def test_it_says_what_it_sold_and_what_it_cost(self):
        strategy = self._strategy("early", days_before_min=1, discount=10)
        self._cart("1-1", "1-2").action_confirm()
        self.assertEqual(
            (strategy.ticket_count, strategy.revenue, strategy.cost), (2, 684, 76)
        )


@tagged("post_install", "-at_install")
class TestStrategyRefused(TicketStrategyCommon):
    """What cannot work, or fights another strategy, is not saved."""

    def _assertRefused(self, message, kind, **values):
        with self.assertRaisesRegex(ValidationError, message):
            self._strategy(kind, **values)

    def test_a_strategy_that_gives_nothing(self):
        self._assertRefused("more than nothing", "early", discount=0, days_before_min=3)

    def test_more_than_everything_off(self):
        self._assertRefused("100 %", "early", discount=101, days_before_min=3)

    def test_a_bundle_without_counts(self):
        self._assertRefused("how many", "bundle", buy_count=0)

    def test_a_code_without_a_code(self):
        self._assertRefused("a code", "code")

    def test_a_group_of_one(self):
        self._assertRefused("two tickets", "group", min_count=1)

    def test_an_end_before_the_beginning(self):
        self._assertRefused(
            "ends before", "bundle", date_from="2026-05-02", date_to="2026-05-01"
        )

    def test_days_that_exclude_each_other(self):
        self._assertRefused(
            "nobody can", "early", days_before_min=10, days_before_max=5
        )

    def test_a_session_of_another_show(self):
        other = self.session.show_id.copy({"name": "Other"})
        self._assertRefused(
            "none of its shows",
            "bundle",
            show_ids=[(6, 0, other.ids)],
            session_ids=[(6, 0, self.session.ids)],
        )

    def test_two_bundles_on_the_same_tickets_with_one_priority(self):
        self._strategy(buy_count=3, get_count=1)
        self._assertRefused("priority", "bundle", buy_count=5, get_count=2)
        self._strategy(buy_count=5, get_count=2, sequence=20)

    def test_two_price_strategies_on_the_same_tickets_with_one_priority(self):
        self._strategy("window", discount=10)
        self._assertRefused("priority", "window", name="other", discount=20)

    def test_strategies_on_different_days_do_not_fight(self):
        self._strategy(date_to="2026-05-01")
        self._strategy(date_from="2026-05-02")
        self.assertEqual(self.env["ticket.strategy"].search_count([]), 2)

    def test_a_used_strategy_is_kept(self):
        strategy = self._strategy("early", days_before_min=1)
        self._cart("1-1").action_confirm()
        with self.assertRaisesRegex(Exception, "Archive it"):
            strategy.unlink()
