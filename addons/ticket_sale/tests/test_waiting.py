from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ..exceptions import (
    AlreadyWaiting,
    PlacesUnavailable,
    TicketError,
    WaitingListClosed,
)
from .common_reservation import TicketReservationCommon


@tagged("post_install", "-at_install")
class TestWaiting(TicketReservationCommon):
    """The waiting list of a session that is sold out."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.orders = cls._sell_out()

    def _lapse(self, waiting):
        waiting.hold_id._keep_until(self._in(seconds=-1))
        self.env.flush_all()

    # --- joining ------------------------------------------------------------------

    def test_line_is_open_only_when_the_places_are_gone(self):
        self._give_back(self.orders[0])
        with self.assertRaises(WaitingListClosed):
            self._join(count=2)
        self.assertEqual(self._join(count=3).position, 1)

    def test_one_address_waits_once(self):
        self._join("ann@example.com")
        with self.assertRaises(AlreadyWaiting):
            self._join("Ann@Example.com")

    def test_wrong_wishes_are_refused(self):
        plan = self._create_plan()
        for values in (
            {"count": 0},
            {"count": 11},
            {"email": "nobody"},
            {"zones": plan.zone_ids[0]},
        ):
            with self.subTest(**values), self.assertRaises(TicketError):
                self._join(**values)

    def test_joining_sends_the_link_to_the_line(self):
        waiting = self._join("bo@example.com")
        mail = self.env["mail.mail"].search([("email_to", "=", "bo@example.com")])
        self.assertIn(waiting._url().replace("&", "&amp;"), mail.body_html)

    # --- fairness -----------------------------------------------------------------

    def test_returned_places_belong_to_the_line_first(self):
        self._join()
        self._give_back(self.orders[0])
        self.assertEqual(self._states("1-1", "1-2"), ["reserved", "reserved"])
        with self.assertRaises(PlacesUnavailable):
            self._hold_places("1-1", channel="website")

    def test_cart_that_runs_out_is_not_won_by_the_fastest(self):
        self._give_back(self.orders[0])
        cart = self._hold_places("1-1", "1-2")
        self._join()
        self._expire(cart)
        with self.assertRaises(PlacesUnavailable):
            self._hold_places("1-1")
        self.assertEqual(self._call(), 1)

    def test_called_in_the_order_of_joining(self):
        first, second = self._join("a@example.com"), self._join("b@example.com")
        self._give_back(self.orders[0])
        self.assertEqual(self._call(), 1)
        self.assertEqual((first.state, second.state), ("offered", "waiting"))
        self.assertEqual(first.hold_id.place_ids, self._places("1-1", "1-2"))
        self.assertEqual(second.position, 1)

    def test_offer_is_mailed_with_its_link_and_deadline(self):
        self.company.ticket_waiting_minutes = 45
        waiting = self._join("a@example.com", lang="en_US")
        self._give_back(self.orders[0])
        self._call()
        mail = self.env["mail.mail"].search(
            [("email_to", "=", "a@example.com"), ("subject", "like", "Places for you")]
        )
        self.assertIn(f"/waiting/{waiting.id}?token=", mail.body_html)
        minutes = (waiting.offer_until - waiting.offered_at).total_seconds() / 60
        self.assertAlmostEqual(minutes, 45, delta=0.1)

    def test_next_in_line_after_an_offer_lapses(self):
        first, second = self._join("a@example.com"), self._join("b@example.com")
        self._give_back(self.orders[0])
        self._call()
        self._lapse(first)
        self.assertEqual(self._call(), 1)
        self.assertEqual((first.state, second.state), ("lapsed", "offered"))
        self.assertEqual(second.hold_id.place_ids, self._places("1-1", "1-2"))

    def test_who_leaves_hands_the_offer_on(self):
        first, second = self._join("a@example.com"), self._join("b@example.com")
        self._give_back(self.orders[0])
        self._call()
        first._leave()
        self._call()
        self.assertEqual((first.state, second.state), ("left", "offered"))

    def test_bought_offer_ends_the_wait(self):
        waiting = self._join("a@example.com")
        self._give_back(self.orders[0])
        self._call()
        order = self.env["sale.order"].create({"partner_id": self.customer.id})
        types = dict.fromkeys(waiting.hold_id.place_ids.ids, self.adult.id)
        order._ticket_add(waiting.hold_id, types)
        order.action_confirm()
        self._call()
        self.assertEqual(waiting.state, "bought")

    def test_clock_calls_the_line(self):
        waiting = self._join()
        self._give_back(self.orders[0])
        self._run_cron("ticket_sale.ir_cron_waiting")
        self.assertEqual(waiting.state, "offered")

    def test_coming_back_wakes_the_clock(self):
        self._join()
        cron = self.env.ref("ticket_sale.ir_cron_waiting")
        triggers = [("cron_id", "=", cron.id)]
        before = self.env["ir.cron.trigger"].search_count(triggers)
        self._give_back(self.orders[0])
        self.assertEqual(self.env["ir.cron.trigger"].search_count(triggers), before + 1)

    # --- why nobody is called -----------------------------------------------------

    def test_reason_nothing_came_back(self):
        waiting = self._join()
        self.assertEqual(self._call(), 0)
        self.assertEqual(waiting.reason, "nothing")

    def test_reason_too_few_and_the_rest_goes_to_everybody(self):
        waiting = self._join(count=4)
        self._give_back(self.orders[0])
        self.assertEqual(self._call(), 0)
        self.assertEqual((waiting.reason, waiting.seen_count), ("count", 2))
        self._hold_places("1-1", channel="website")

    def test_what_comes_back_while_the_line_is_walked_stays_with_the_line(self):
        waiting = self._join(count=4)
        self._give_back(self.orders[0])
        explain = type(waiting)._explain

        def explain_while_more_come_back(line, reason, seen):
            self._give_back(self.orders[1])
            explain(line, reason, seen)

        with patch.object(type(waiting), "_explain", explain_while_more_come_back):
            self.assertEqual(self._call(), 0)
        self.assertEqual(self._states("1-1", "1-2"), ["reserved", "reserved"])
        self.assertEqual(self._call(), 1)

    def test_reason_other_zones(self):
        waiting = self._join(zones=self.zone_f)
        self._give_back(self.orders[0])
        self._call()
        self.assertEqual(waiting.reason, "zones")

    def test_reason_not_together(self):
        waiting = self._join(count=4, together=True)
        self._give_back(self.orders[0])
        self._give_back(self.orders[2])
        self._call()
        self.assertEqual((waiting.state, waiting.reason), ("waiting", "together"))

    def test_parted_seats_are_offered_to_who_does_not_mind(self):
        waiting = self._join(count=4)
        self._give_back(self.orders[0])
        self._give_back(self.orders[2])
        self._call()
        self.assertEqual(waiting.state, "offered")

    def test_reason_sale_not_open(self):
        waiting = self._join()
        self._give_back(self.orders[0])
        self.session.action_pause()
        self._call()
        self.assertEqual(waiting.reason, "closed")

    def test_who_cannot_be_served_does_not_stop_the_others(self):
        group = self._join("group@example.com", count=6)
        pair = self._join("pair@example.com", count=2)
        self._give_back(self.orders[0])
        self._call()
        self.assertEqual((group.state, pair.state), ("waiting", "offered"))
        self.assertEqual(group.reason, "count")

    def test_standing_places_are_offered_too(self):
        waiting = self._join(count=3, zones=self.zone_f)
        floor = self.session.place_ids.filtered(lambda p: p.section_id == self.floor)
        floor[:5].action_put_on_sale()
        self._call()
        self.assertEqual(waiting.hold_id.place_ids.section_id, self.floor)

    # --- the end ------------------------------------------------------------------

    def test_line_that_is_empty_keeps_nothing(self):
        waiting = self._join()
        self._give_back(self.orders[0])
        waiting._leave()
        self._call()
        self.assertFalse(self.session._waiting_allotment())
        self.assertEqual(self._states("1-1"), ["free"])

    def test_line_ends_with_the_sale(self):
        waiting = self._join()
        self.session.sale_end = self._in(minutes=-1)
        self._call()
        self.assertEqual(waiting.state, "closed")

    def test_names_are_forgotten_after_the_session(self):
        waiting = self._join()
        self.env.flush_all()
        self.env.cr.execute(
            'UPDATE ticket_session SET start = %s, "end" = %s WHERE id = %s',
            [self._in(days=-40), self._in(days=-39), self.session.id],
        )
        self.env.invalidate_all()
        self.env["ticket.waiting"]._gc_names()
        self.assertEqual((waiting.name, waiting.email), ("-", "-"))

    def test_who_may_see_and_change_the_line(self):
        waiting = self._join()
        reader = new_test_user(self.env, "read_wait", "ticket_venue.group_ticket_user")
        with self.assertRaises(AccessError):
            waiting.sudo(False).with_user(reader).read(["name"])
        cashier = new_test_user(
            self.env, "cash_wait", "ticket_sale.group_ticket_cashier"
        )
        with self.assertRaises(AccessError):
            self.session.with_user(cashier).action_call_waiting()
        supervisor = new_test_user(
            self.env, "super_wait", "ticket_sale.group_ticket_supervisor"
        )
        waiting.sudo(False).with_user(supervisor).action_leave()
        self.assertEqual(waiting.state, "left")

    def test_other_company_sees_neither_line_nor_allotment(self):
        waiting = self._join()
        other = self.env["res.company"].create({"name": "Other"})
        outsider = new_test_user(
            self.env,
            "out_wait",
            "ticket_venue.group_ticket_admin",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        for record in (waiting, self.session._waiting_allotment()):
            theirs = record.sudo(False).with_user(outsider)
            self.assertFalse(theirs.search([("id", "in", record.ids)]))
            with self.assertRaises(AccessError):
                theirs.read(["name"])
