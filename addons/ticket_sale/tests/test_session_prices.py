from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_price import TicketPriceCommon


@tagged("post_install", "-at_install")
class TestSessionPrices(TicketPriceCommon):
    """What ``session._prices()`` answers."""

    def test_without_anything_else_the_plan_prices_the_session(self):
        self.assertEqual(
            self.session._prices(),
            {
                (self.zone_a.id, self.adult.id): 380.0,
                (self.zone_a.id, self.child.id): 190.0,
                (self.zone_f.id, self.adult.id): 120.0,
            },
        )

    def test_a_type_is_sold_from_its_first_to_its_last_day(self):
        today = self.session._day_of(fields.Datetime.now())
        self.child.valid_from = today + timedelta(days=1)
        self.assertIsNone(self._price(self.child))
        self.child.valid_from = today
        self.child.valid_to = today
        self.assertEqual(self._price(self.child), 190)
        self.child.valid_from = False
        self.child.valid_to = today - timedelta(days=1)
        self.assertIsNone(self._price(self.child))

    def test_an_archived_type_is_not_sold(self):
        self.child.active = False
        self.assertIsNone(self._price(self.child))

    # --- prices of the session ----------------------------------------------

    def test_the_price_of_the_session_replaces_the_price_of_the_plan(self):
        self._override(420)
        self.assertEqual(self._price(), 420)
        self.assertEqual(self._price(self.child), 190)
        other = self._create_session_on_sale(start=self._in(days=40))
        self.assertEqual(other._prices()[self.zone_a.id, self.adult.id], 380)

    def test_a_session_may_leave_a_type_out_or_add_one(self):
        self._override(0, self.child, sold=False)
        self._override(60, self.child, zone_id=self.zone_f.id)
        self.assertIsNone(self._price(self.child))
        self.assertEqual(self._price(self.child, self.zone_f), 60)

    def test_a_zone_of_another_plan_is_refused(self):
        other = self._create_plan()
        with self.assertRaisesRegex(ValidationError, "does not belong"):
            self._override(420, zone_id=other.zone_ids[0].id)

    def test_the_plan_stays_while_the_session_has_prices_in_its_zones(self):
        session = self._create_session(plan_id=self.plan.id)
        self._override(420, session_id=session.id)
        with self.assertRaisesRegex(ValidationError, "prices of its own"):
            session.plan_id = self._create_plan()

    # --- scheduled changes --------------------------------------------------

    def test_a_scheduled_change_begins_at_its_moment(self):
        self._create_change(
            zone_id=self.zone_a.id,
            type_id=self.adult.id,
            effect="set",
            amount=400,
            starts_at=self._in(days=2),
        )
        self.assertEqual(self._price(), 380)
        self.assertEqual(self._price(at=self._in(days=2, minutes=1)), 400)

    def test_a_change_ends_when_it_says_so(self):
        self._create_change(ends_at=self._in(days=1))
        self.assertEqual(self._price(), 418)
        self.assertEqual(self._price(at=self._in(days=1)), 380)

    def test_changes_work_in_the_order_of_their_beginning(self):
        self._create_change(percent=-50, starts_at=self._in(hours=-1))
        self._create_change(
            effect="set",
            amount=300,
            type_id=self.adult.id,
            starts_at=self._in(hours=-2),
        )
        self.assertEqual(self._price(), 150)
        self.assertEqual(self._price(self.child), 95)

    def test_a_change_of_the_session_comes_after_those_of_the_plan(self):
        self._create_change(
            effect="set",
            amount=350,
            type_id=self.adult.id,
            session_id=self.session.id,
            starts_at=self._in(days=-9),
        )
        self._create_change(percent=10)
        self.assertEqual(self._price(), 350)

    def test_two_changes_that_begin_together_contradict_each_other(self):
        start = self._in(days=1)
        self._create_change(zone_id=self.zone_a.id, starts_at=start)
        self._create_change(zone_id=self.zone_f.id, starts_at=start)
        with self.assertRaisesRegex(ValidationError, "Two changes"):
            self._create_change(percent=20, starts_at=start)

    def test_a_change_that_changes_nothing_or_everything_is_refused(self):
        for values in (
            {"percent": 0},
            {"percent": -100},
            {"effect": "add", "amount": -190},
            {"effect": "set", "amount": 0, "type_id": self.adult.id},
            {"effect": "set", "amount": -1, "type_id": self.adult.id},
            {"effect": "set", "amount": 300},
        ):
            with self.assertRaises(ValidationError, msg=str(values)):
                self._create_change(**values)

    @mute_logger("odoo.sql_db")
    def test_a_change_that_ends_before_it_begins_is_refused(self):
        with self.assertRaises(CheckViolation), self.cr.savepoint():
            self._create_change(ends_at=self._in(days=-3))

    # --- rules --------------------------------------------------------------

    def _sell_seats(self, count):
        keys = [f"{row}-{seat}" for row in range(1, 6) for seat in range(1, 9)]
        self._sell(*keys[:count])
        self.session._follow_prices()

    def test_days_before_the_performance_the_furthest_step_counts(self):
        self._create_rule(
            {"days_before": 14, "percent": 10},
            {"days_before": 3, "percent": 25},
            trigger="days",
        )
        start = self.session.start
        for days, price in ((20, 380), (14, 418), (4, 418), (3, 475), (0.1, 475)):
            at = start - timedelta(days=days)
            self.assertEqual(self._price(at=at), price, f"{days} days before")

    def test_the_share_sold_moves_the_price_of_its_zone(self):
        self._create_rule(
            {"share": 10, "percent": 10},
            {"share": 50, "percent": 20},
            zone_id=self.zone_a.id,
        )
        self._sell_seats(3)
        self.assertEqual(self._price(), 380)
        self._sell("2-1")
        self.session._follow_prices()
        self.assertEqual(self._price(), 418)
        self.assertEqual(self._price(zone=self.zone_f), 120)

    def test_a_step_once_reached_stays(self):
        self._create_rule({"share": 10, "percent": 10}, zone_id=self.zone_a.id)
        self._sell_seats(4)
        self.session.ticket_ids._void("refunded", "test")
        self.session._follow_prices()
        self.assertEqual(self._price(), 418)

    def test_without_a_zone_the_whole_house_counts(self):
        self._create_rule({"share": 10, "percent": 10})
        self._sell_seats(6)  # of 70 places
        self.assertEqual(self._price(), 380)
        self._sell("2-1")
        self.session._follow_prices()
        self.assertEqual(self._price(), 418)
        self.assertEqual(self._price(zone=self.zone_f), 132)

    def test_a_slow_sale_lowers_the_price_when_its_day_has_come(self):
        self._create_rule(
            {"days_before": 40, "share": 50, "percent": -20}, trigger="slow"
        )
        self.assertEqual(self._price(), 380)
        self.session._follow_prices()
        self.assertEqual(self._price(), 304)

    def test_a_good_sale_is_not_slow(self):
        self._create_rule(
            {"days_before": 40, "share": 5, "percent": -20}, trigger="slow"
        )
        self._sell_seats(4)
        self.assertEqual(self._price(), 380)

    def test_floor_ceiling_and_rounding_hold_a_rule_back(self):
        self._create_rule(
            {"days_before": 60, "percent": 17},
            trigger="days",
            type_id=self.adult.id,
            zone_id=self.zone_a.id,
            multiple=10,
            has_ceiling=True,
            ceiling=440,
        )
        self.assertEqual(self._price(), 440)  # 444.60, rounded 440
        self._create_rule(
            {"days_before": 60, "percent": -60},
            trigger="days",
            type_id=self.child.id,
            has_floor=True,
            floor=100,
        )
        self.assertEqual(self._price(self.child), 100)

    def test_rules_that_contradict_are_refused(self):
        self._create_rule({"share": 50, "percent": 10})
        for steps, values in (
            ([{"share": 60, "percent": 5}], {"zone_id": self.zone_a.id}),
            (
                [{"share": 60, "percent": 5}, {"share": 60, "percent": 8}],
                {"session_id": self.session.id},
            ),
            ([{"share": 0, "percent": 5}], {"session_id": self.session.id}),
            ([{"share": 101, "percent": 5}], {"session_id": self.session.id}),
            ([{"percent": 5}], {"trigger": "days", "has_floor": True, "floor": 500}),
            ([{"percent": 5}], {"trigger": "days", "has_ceiling": True, "ceiling": 9}),
        ):
            with self.assertRaises(ValidationError, msg=str((steps, values))):
                self._create_rule(*steps, **values)

    @mute_logger("odoo.sql_db")
    def test_a_floor_above_the_ceiling_is_refused(self):
        with self.assertRaises(CheckViolation), self.cr.savepoint():
            self._create_rule(
                trigger="days", has_floor=True, floor=5, has_ceiling=True, ceiling=4
            )

    # --- history ------------------------------------------------------------

    def test_the_history_says_what_moved_which_price(self):
        self._create_rule({"share": 10, "percent": 10}, zone_id=self.zone_a.id)
        self.session._follow_prices()
        first = self.env["ticket.price.log"].search(
            [("session_id", "=", self.session.id)]
        )
        self.assertEqual(set(first.mapped("cause")), {"plan"})
        self._sell_seats(4)
        moved = self.env["ticket.price.log"].search(
            [("session_id", "=", self.session.id), ("cause", "=", "rule")]
        )
        self.assertEqual(
            sorted(moved.mapped(lambda line: (line.amount_before, line.amount))),
            [(190, 209), (380, 418)],
        )
        self.assertEqual(moved[0].reason, "Demand: 10 % sold: +10 %")

    def test_nothing_new_writes_no_history(self):
        self.session._follow_prices()
        before = self.env["ticket.price.log"].search_count([])
        self.session._follow_prices()
        self.assertEqual(self.env["ticket.price.log"].search_count([]), before)

    def test_a_price_taken_away_is_in_the_history(self):
        self.session._follow_prices()
        self._override(0, self.child, sold=False)
        self.session._follow_prices()
        line = self.env["ticket.price.log"].search(
            [("session_id", "=", self.session.id)], limit=1
        )
        self.assertEqual((line.type_id, line.on_sale), (self.child, False))
        self.assertEqual(line.amount_before, 190)

    def test_the_clock_follows_sessions_on_sale(self):
        self._run_cron("ticket_sale.ir_cron_follow_prices")
        logged = self.env["ticket.price.log"].search(
            [("session_id", "=", self.session.id)]
        )
        self.assertEqual(len(logged), 3)

    def test_the_number_of_queries_does_not_grow_with_the_sessions(self):
        sessions = self.session
        for days in (40, 50):
            sessions |= self._create_session_on_sale(start=self._in(days=days))
        self._create_change()
        self._create_rule({"share": 10, "percent": 10})
        self.env.flush_all()

        def queries(records):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            records._price_tables()
            return self.cr.sql_log_count - before

        self.assertEqual(queries(sessions), queries(self.session))
