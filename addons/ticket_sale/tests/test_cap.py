from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..exceptions import CapReached
from .common_rules import TicketRulesCommon


@tagged("post_install", "-at_install")
class TestCap(TicketRulesCommon):
    def _refused(self, *keys, **values):
        with self.assertRaises(CapReached) as caught:
            self._hold_named(*keys, **values)
        return caught.exception

    def test_session_cap_stops_at_its_maximum(self):
        self._cap(3)
        self._hold_named("1-1", "1-2")
        refusal = self._refused("1-3", "1-4")
        self.assertEqual(refusal.details["left"], 1)
        self._hold_named("1-3")
        self.assertEqual(self._refused("1-4").details["left"], 0)

    def test_cap_of_a_session_that_had_none_counts_at_once(self):
        self._hold_named("1-1")
        self._cap(1)
        self._refused("1-2")

    def test_refused_places_are_free_for_others(self):
        self._cap(1)
        self._refused("1-1", "1-2")
        self.assertEqual(set(self._places("1-1", "1-2").mapped("state")), {"free"})

    def test_zone_cap_counts_its_zone_only(self):
        self._cap(1, zone_id=self.zone_a.id)
        self._hold_named("1-1")
        self._refused("1-2")
        best = {"count": 2, "section_id": self.floor.id}
        held = self.Hold._hold(self.session, "website", best=best, types=self.adult)
        self.assertEqual(len(held.places), 2)

    def test_channel_cap_stops_that_channel(self):
        self._cap(1, channel="distributor")
        self._hold_named("1-1", channel="distributor")
        self._refused("1-2", channel="distributor")
        self._hold_named("1-2", channel="website")

    def test_type_cap_is_checked_when_the_type_is_chosen(self):
        self._cap(1, type_id=self.child.id)
        held = self._hold_places("1-1", "1-2")
        hold = self.Hold.browse(held.hold_id)
        first, second = (place.id for place in held.places)
        self.Hold._choose(hold, {first: self.child.id, second: self.adult.id})
        with self.assertRaises(CapReached):
            self.Hold._choose(hold, {second: self.child.id})
        self.assertEqual(self._places("1-2").type_id, self.adult)

    def test_type_cap_is_checked_at_issue_when_nobody_chose(self):
        self._cap(0, type_id=self.adult.id)
        held = self._hold_places("1-1")
        item = {
            "place_id": held.places[0].id,
            "type_id": self.adult.id,
            "price": 380,
            "net_amount": 380,
            "currency_id": self.env.company.currency_id.id,
        }
        with self.assertRaises(CapReached):
            self.Hold._issue(self.Hold.browse(held.hold_id), [item])

    def test_late_payment_does_not_pass_the_cap(self):
        self._cap(1, zone_id=self.zone_a.id)
        order = self._order(self._hold_places("1-1"), confirm=False)
        hold = order.order_line.ticket_hold_id
        hold.place_ids.write({"held_until": "2020-01-01 00:00:00"})
        hold.expires_at = "2020-01-01 00:00:00"
        self._run_cron("ticket_sale.ir_cron_expire_holds")
        self._sell("1-2")
        with self.assertRaises(CapReached):
            order.action_confirm()

    def test_exchange_does_not_pass_the_cap(self):
        best = {"count": 1, "section_id": self.floor.id}
        held = self.Hold._hold(self.session, "website", best=best, types=self.adult)
        ticket = self._order(held).ticket_ids
        self._cap(0, zone_id=self.zone_a.id)
        with self.assertRaises(CapReached):
            ticket._exchange(self._places("2-1"), reason="better seat")
        self.assertEqual(ticket.state, "valid")

    def test_sold_released_and_expired_places_count_as_they_are(self):
        cap = self._cap(2)
        order = self._sell("1-1")
        held = self._hold_named("1-2")
        self._expire(held)
        self._hold_named("1-3")
        self.assertEqual(cap.used, 2)
        order.ticket_ids._void("refunded", "ill")
        self.env.flush_all()
        cap.invalidate_recordset()
        self.assertEqual((cap.used, cap.left), (1, 1))
        self._hold_named("1-4")

    def test_manager_is_told_near_the_cap_and_at_it_once(self):
        cap = self._cap(4, warn_percent=75, zone_id=self.zone_a.id)
        self._hold_named("1-1", "1-2")
        self._run_cron("ticket_sale.ir_cron_caps")
        self.assertFalse(self.session.activity_ids)
        self._hold_named("1-3")
        self._run_cron("ticket_sale.ir_cron_caps")
        self._run_cron("ticket_sale.ir_cron_caps")
        self.assertEqual(
            self.session.activity_ids.mapped("summary"), ["Cap nearly reached: Zone A"]
        )
        self._hold_named("1-4")
        self._run_cron("ticket_sale.ir_cron_caps")
        self.assertEqual(len(self.session.activity_ids), 2)
        self.assertEqual(self.session.activity_ids.user_id, cap.user_id)
        self.assertEqual(cap.level, "stop")

    def test_cap_set_on_what_is_sold_already_is_reached_at_once(self):
        self._sell("1-1", "1-2")
        cap = self._cap(2)
        self.assertEqual(cap.level, "stop")
        cap.maximum = 10
        self.assertEqual(cap.level, "ok")

    def test_cap_beyond_a_wider_cap_is_refused(self):
        self._cap(10)
        with self.assertRaises(ValidationError) as caught:
            self._cap(11, zone_id=self.zone_a.id)
        self.assertIn("could never be reached", str(caught.exception))
        zone = self._cap(8, zone_id=self.zone_a.id)
        with self.assertRaises(ValidationError):
            zone.maximum = 12

    def test_cap_that_caps_nothing_is_refused(self):
        self.child.on_distributor = False
        with self.assertRaises(ValidationError) as caught:
            self._cap(5, type_id=self.child.id, channel="distributor")
        self.assertIn("caps nothing", str(caught.exception))

    def test_cap_of_a_foreign_zone_is_refused(self):
        other = self._create_plan()
        with self.assertRaises(ValidationError) as caught:
            self._cap(5, zone_id=other.zone_ids[0].id)
        self.assertIn("another price plan", str(caught.exception))

    def test_refusal_has_a_sentence_for_staff(self):
        self._cap(0)
        refusal = self._refused("1-1")
        self.assertEqual(refusal.code, "cap_reached")
        self.assertIn("is 0", refusal.staff_message)

    def test_order_of_the_website_is_stopped_by_the_cap(self):
        self._cap(1, type_id=self.adult.id)
        held = self._hold_places("1-1", "1-2")
        with self.assertRaises(CapReached):
            self._order(held, confirm=False)
