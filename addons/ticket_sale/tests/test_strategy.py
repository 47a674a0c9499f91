from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged

from .common_strategy import TicketStrategyCommon


@tagged("post_install", "-at_install")
class TestStrategyBundle(TicketStrategyCommon):
    """Buy some, get some: through sale orders."""

    def test_buy_three_get_one_gives_the_fourth_ticket(self):
        self._strategy(buy_count=3, get_count=1)
        order = self._cart("1-1", "1-2", "1-3", "1-4")
        self.assertEqual(order.amount_total, 3 * 380)
        order.action_confirm()
        self.assertEqual(order.ticket_ids.mapped("price"), [285.0] * 4)

    def test_three_tickets_cost_three_tickets(self):
        self._strategy(buy_count=3, get_count=1)
        self.assertEqual(self._cart("1-1", "1-2", "1-3").amount_total, 3 * 380)

    def test_buy_five_get_two_counts_every_seventh(self):
        self._strategy(buy_count=5, get_count=2)
        order = self._cart(*[f"1-{n}" for n in range(1, 8)])
        self.assertEqual(order.amount_total, 5 * 380)

    def test_the_cheapest_is_free_and_all_bear_it(self):
        self._strategy(buy_count=3, get_count=1)
        order = self._cart("1-1", "1-2", "1-3")
        self._add(order, "1-4", ticket_type=self.child)
        self.assertEqual(order.amount_total, 3 * 380)
        order.action_confirm()
        self.assertEqual(sum(order.ticket_ids.mapped("price")), 3 * 380)
        child = order.ticket_ids.filtered(lambda t: t.type_id == self.child)
        self.assertEqual(child.price, 162.86)

    def test_tickets_of_another_session_do_not_complete_a_bundle(self):
        self._strategy(buy_count=3, get_count=1)
        order = self._cart("1-1", "1-2", "1-3")
        self._add(order, "1-4", session=self._other_session())
        self.assertEqual(order.amount_total, 4 * 380)

    def test_over_sessions_when_the_strategy_says_so(self):
        self._strategy(buy_count=3, get_count=1, per_session=False)
        order = self._cart("1-1", "1-2", "1-3")
        self._add(order, "1-4", session=self._other_session())
        self.assertEqual(order.amount_total, 3 * 380)

    def test_a_removed_line_takes_the_gift_along(self):
        self._strategy(buy_count=3, get_count=1)
        order = self._cart("1-1", "1-2")
        line = self._add(order, "1-3", "1-4", ticket_type=self.child)
        self.assertEqual(order.amount_total, 2 * 380 + 190)
        line.unlink()
        self.assertEqual(order.amount_total, 2 * 380)
        self.assertFalse(order.order_line.filtered("reward_id"))

    def test_a_bundle_never_makes_a_ticket_line_without_places(self):
        self._strategy(buy_count=3, get_count=1)
        order = self._cart("1-1", "1-2", "1-3", "1-4")
        tickets = order.order_line.filtered(
            lambda line: line.product_id.service_tracking == "ticket"
        )
        self.assertEqual(len(tickets), 1)
        self.assertEqual(len(tickets.ticket_place_ids), 4)

    def test_a_program_that_gives_a_ticket_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "without a place"):
            self.env["loyalty.program"].create(
                {
                    "name": "Free ticket",
                    "program_type": "buy_x_get_y",
                    "reward_ids": [
                        (5, 0, 0),
                        (
                            0,
                            0,
                            {
                                "reward_type": "product",
                                "reward_product_id": self.adult.product_id.id,
                            },
                        ),
                    ],
                }
            )

    def test_the_first_in_priority_counts_a_ticket_once(self):
        self._strategy(name="3+1", buy_count=3, get_count=1, sequence=1)
        self._strategy(name="1+1", buy_count=1, get_count=1, sequence=2)
        order = self._cart("1-1", "1-2", "1-3", "1-4")
        self.assertEqual(order.amount_total, 3 * 380)

    def test_customers_read_its_name_in_their_language(self):
        strategy = self._strategy(name="3+1", buy_count=3, get_count=1)
        strategy.with_context(lang="zh_CN").name = "买三赠一"
        self.customer.lang = "zh_CN"
        order = self._cart("1-1", "1-2", "1-3", "1-4")
        self.assertEqual(order.order_line.filtered("reward_id").name, "买三赠一")
        product = strategy.program_id.reward_ids.discount_line_product_id
        self.assertEqual(product.with_context(lang="en_US").name, "3+1")

    def test_an_archived_strategy_gives_nothing(self):
        self._strategy(buy_count=3, get_count=1).action_archive()
        order = self._cart("1-1", "1-2", "1-3", "1-4")
        self.assertEqual(order.amount_total, 4 * 380)

    def test_issued_tickets_keep_their_price(self):
        strategy = self._strategy(buy_count=3, get_count=1)
        order = self._cart("1-1", "1-2", "1-3", "1-4")
        order.action_confirm()
        strategy.action_archive()
        order._update_programs_and_rewards()
        self.assertEqual(order.amount_total, 3 * 380)

    def test_it_says_what_it_sold_and_what_it_cost(self):
        strategy = self._strategy(buy_count=3, get_count=1)
        order = self._cart("1-1", "1-2", "1-3", "1-4")
        order.action_confirm()
        self.assertEqual(
            (strategy.ticket_count, strategy.revenue, strategy.cost), (4, 1140, 380)
        )
        order.ticket_ids[0]._refund("ill")
        strategy.invalidate_recordset()
        self.assertEqual(
            (strategy.ticket_count, strategy.revenue, strategy.cost), (3, 855, 285)
        )

    def test_a_strategy_of_another_company_is_neither_seen_nor_used(self):
        other = self.env["res.company"].create({"name": "Other"})
        strategy = self._strategy(buy_count=3, get_count=1, company_id=other.id)
        user = new_test_user(
            self.env, "promoter", groups="ticket_sale.group_ticket_manager"
        )
        self.assertFalse(
            self.env["ticket.strategy"]
            .with_user(user)
            .search([("id", "=", strategy.id)])
        )
        order = self._cart("1-1", "1-2", "1-3", "1-4")
        self.assertEqual(order.amount_total, 4 * 380)

    def test_a_manager_of_tickets_makes_one_and_a_cashier_does_not(self):
        groups = (
            "ticket_sale.group_ticket_manager",
            "ticket_sale.group_ticket_cashier",
        )
        manager, cashier = (
            new_test_user(self.env, group, groups=group) for group in groups
        )
        strategies = self.env["ticket.strategy"]
        values = {"name": "3+1", "kind": "bundle", "buy_count": 3}
        with self.assertRaises(AccessError):
            strategies.with_user(cashier).create(values)
        strategy = strategies.with_user(manager).create(values)
        strategy.name = "Three and one"
        strategy.action_archive()
        self.assertFalse(strategy.sudo().program_id.active)


@tagged("post_install", "-at_install")
class TestStrategyCode(TicketStrategyCommon):
    def test_a_code_takes_its_percent_off_the_tickets(self):
        self._strategy("code", code="SPRING", discount=10)
        order = self._cart("1-1", "1-2")
        self.assertEqual(order.amount_total, 760)
        self._enter_code(order, "SPRING")
        self.assertEqual(order.amount_total, 684)

    def test_a_code_takes_an_amount_off_the_order(self):
        self._strategy("code", code="FIFTY", discount_mode="amount", discount=50)
        order = self._cart("1-1", "1-2", "1-3")
        self._enter_code(order, "FIFTY")
        order.action_confirm()
        self.assertEqual(sum(order.ticket_ids.mapped("price")), 1090)
        self.assertEqual(
            sorted(order.ticket_ids.mapped("price")), [363.33, 363.33, 363.34]
        )

    def test_a_code_for_another_show_is_refused(self):
        other = self.session.show_id.copy({"name": "Other"})
        self._strategy("code", code="OTHER", show_ids=[(6, 0, other.ids)])
        order = self._cart("1-1")
        self.assertIn("other tickets", self._enter_code(order, "OTHER"))
        self.assertEqual(order.amount_total, 380)

    def test_a_code_of_yesterday_is_refused(self):
        yesterday = fields.Date.today() - timedelta(days=1)
        self._strategy("code", code="OLD", date_to=yesterday)
        self.assertTrue(self._enter_code(self._cart("1-1"), "OLD"))

    def test_a_code_combines_with_a_bundle_only_when_it_says_so(self):
        self._strategy(buy_count=3, get_count=1)
        code = self._strategy("code", code="TEN", discount=10, sequence=20)
        order = self._cart("1-1", "1-2", "1-3", "1-4")
        self.assertIn("another offer", self._enter_code(order, "TEN"))
        self.assertFalse(order._get_claimable_rewards())
        self.assertEqual(order.amount_total, 1140)
        code.is_combinable = True
        order = self._cart("2-1", "2-2", "2-3", "2-4")
        self._enter_code(order, "TEN")
        self.assertEqual(order.amount_total, 1026)

    def test_a_code_ends_after_so_many_orders(self):
        self._strategy("code", code="ONE", discount=10, max_usage=1)
        first = self._cart("1-1")
        self._enter_code(first, "ONE")
        first.action_confirm()
        self.env.invalidate_all()
        self.assertIn("expired", self._enter_code(self._cart("1-2"), "ONE"))
