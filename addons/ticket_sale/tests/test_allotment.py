from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from ..exceptions import PlacesUnavailable
from .common_reservation import TicketReservationCommon


@tagged("post_install", "-at_install")
class TestAllotment(TicketReservationCommon):
    """Places set aside, and their way back; V5: locks and opening."""

    # --- allotments -----------------------------------------------------------

    def test_allotted_places_are_sold_by_their_channel_alone(self):
        allotment = self._allot("1-1", "1-2")
        self.assertEqual(self._states("1-1", "1-2"), ["reserved", "reserved"])
        with self.assertRaises(PlacesUnavailable):
            self._hold_places("1-1", channel="website")
        self._order(self._hold_places("1-1", channel="pos"))
        self.env.invalidate_all()
        self.assertEqual((allotment.sold_count, allotment.left_count), (1, 1))

    def test_allotment_keeps_who_made_and_who_returned_it(self):
        allotment = self._allot("1-1")
        self.assertEqual(allotment.activated_by, self.env.user)
        allotment.action_return()
        self.assertEqual(allotment.returned_by, self.env.user)
        self.assertEqual(allotment.returned_count, 1)
        self.assertEqual(self._log("1-1"), ["allotted", "returned"])

    def test_return_by_hand_puts_what_is_left_on_sale(self):
        allotment = self._allot("1-1", "1-2")
        self._order(self._hold_places("1-1", channel="pos"))
        allotment.action_return()
        self.assertEqual(self._states("1-1", "1-2"), ["sold", "free"])
        self.assertEqual(allotment.state, "returned")

    def test_allotment_past_its_time_is_free_before_the_clock_ran(self):
        allotment = self._allot("1-1")
        allotment.return_at = self._in(minutes=-1)
        self.env.flush_all()
        self._hold_places("1-1", channel="website")
        self.assertFalse(self._places("1-1").allotment_id)

    def test_clock_returns_allotments_and_nobody_else_did_it(self):
        allotment = self._allot("1-1")
        allotment.return_at = self._in(minutes=-1)
        self._run_cron("ticket_sale.ir_cron_allotments")
        self.assertEqual(allotment.state, "returned")
        self.assertFalse(allotment.returned_by)
        self.assertEqual(self._states("1-1"), ["free"])

    def test_longer_allotment_keeps_its_places_longer(self):
        allotment = self._allot("1-1")
        allotment.return_at = self._in(days=9)
        self.env.invalidate_all()
        self.assertEqual(self._places("1-1").held_until, allotment.return_at)

    def test_place_held_from_a_returned_allotment_is_free_for_all_afterwards(self):
        allotment = self._allot("1-1")
        held = self._hold_places("1-1", channel="pos")
        allotment.action_return()
        self.env.flush_all()
        self.Hold._release(held.token)
        self.assertEqual(self._states("1-1"), ["free"])

    def test_taken_place_refuses_the_whole_allotment(self):
        self._hold_places("1-2")
        with self.assertRaisesRegex(PlacesUnavailable, "Row 1 · Seat 2"):
            self._allot("1-1", "1-2")
        self.assertEqual(self._states("1-1"), ["free"])
        self.assertFalse(self.env["ticket.allotment"].search_count([]))

    def test_house_seats_come_back_by_themselves(self):
        self._places("1-1").action_lock("house")
        allotment = self._allot("1-1", kind="house", channel=False)
        for channel in ("website", "pos", "backoffice"):
            with self.assertRaises(PlacesUnavailable):
                self._hold_places("1-1", channel=channel)
        allotment.return_at = self._in(seconds=-1)
        self.env.flush_all()
        self._hold_places("1-1")
        self.assertFalse(self._places("1-1").lock_reason)

    def test_standing_places_are_allotted_by_number(self):
        allotment = self.env["ticket.allotment"]._allot(
            self.session,
            {"count": 12, "section_id": self.floor.id},
            name="Members",
            channel="pos",
            return_at=self._in(days=2),
        )
        self.assertEqual(allotment.left_count, 12)
        with self.assertRaisesRegex(PlacesUnavailable, "Only 18"):
            self.Hold._hold(
                self.session, "website", best={"count": 19, "section_id": self.floor.id}
            )

    def test_allotment_must_return_before_the_session_ends(self):
        with self.assertRaises(ValidationError):
            self._allot("1-1", return_at=self._in(days=99))

    def test_session_of_a_running_allotment_is_fixed(self):
        allotment = self._allot("1-1")
        other = self._create_session_on_sale(start=self._in(days=9))
        with self.assertRaises(UserError):
            allotment.session_id = other

    def test_state_is_not_written_by_hand(self):
        allotment = self._allot("1-1")
        user = new_test_user(
            self.env, "super_allot", "ticket_sale.group_ticket_supervisor"
        )
        with self.assertRaises(AccessError):
            allotment.with_user(user).state = "returned"
        allotment.with_user(user).action_return()
        self.assertEqual(allotment.state, "returned")

    def test_cashier_sets_nothing_aside(self):
        user = new_test_user(self.env, "cash_allot", "ticket_sale.group_ticket_cashier")
        with self.assertRaises(AccessError):
            self.env["ticket.allotment"].with_user(user)._allot(
                self.session,
                {"place_ids": self._places("1-1").ids},
                name="Mine",
                channel="pos",
                return_at=self._in(days=1),
            )

    # --- locks ----------------------------------------------------------------

    def test_lock_with_a_release_time_ends_by_itself(self):
        self._places("1-1").action_lock("camera", self._in(hours=1))
        with self.assertRaises(PlacesUnavailable):
            self._hold_places("1-1")
        self.env.cr.execute(
            "UPDATE ticket_place SET held_until = now() - interval '1 minute' "
            "WHERE id = %s",
            self._places("1-1").ids,
        )
        self._hold_places("1-1")
        self.assertEqual(self._states("1-1"), ["held"])

    def test_best_seats_find_a_lock_past_its_release_before_the_clock_ran(self):
        best = self.session.place_ids.filtered("seat_id").sorted("rank")[:2]
        best.action_lock("camera", self._in(hours=1))
        best.sudo().write({"held_until": self._in(minutes=-1)})
        self.env.flush_all()
        held = self.Hold._hold(self.session, "website", best={"count": 2})
        self.assertEqual({place.id for place in held.places}, set(best.ids))

    def test_best_seats_leave_a_lock_that_still_runs(self):
        best = self.session.place_ids.filtered("seat_id").sorted("rank")[:1]
        best.action_lock("camera", self._in(minutes=1))
        self.env.flush_all()
        held = self.Hold._hold(self.session, "website", best={"count": 1})
        self.assertNotEqual(held.places[0].id, best.id)

    def test_a_lock_tells_why_for_whom_and_who_did_it(self):
        place = self._places("1-1")
        user = new_test_user(
            self.env, "locker", "ticket_sale.group_ticket_supervisor", name="Wang"
        )
        until = fields.Datetime.to_datetime("2099-05-01 10:00:00")
        place.with_user(user).action_lock("press", until, self.customer)
        self.env.invalidate_all()
        self.assertEqual(place.lock_note, "Press · Li Hua · Wang")
        line = self.env["ticket.place.log"].search([("place_id", "=", place.id)])
        self.assertEqual(line.user_id, user)
        self.assertEqual(line.detail, "press · Li Hua · until Fri, May 1, 2099 18:00")

    def test_opening_forgets_whose_lock_it_was(self):
        place = self._places("1-1")
        place.action_lock("press", owner=self.customer)
        place.action_open()
        self.assertFalse(place.locked_for_id or place.locked_by_id or place.lock_note)

    def test_dialog_proposes_the_reason_and_counts_hours_before_the_session(self):
        wizard = self.env["ticket.place.lock"].create(
            {
                "place_ids": self._places("1-1").ids,
                "kind_id": self.env.ref("ticket_venue.seat_kind_camera").id,
                "release": "before",
                "hours_before": 5,
                "owner_id": self.customer.id,
            }
        )
        wizard.action_lock()
        place = self._places("1-1")
        self.assertEqual(place.lock_reason, wizard.kind_id.name)
        self.assertEqual(place.held_until, self.session.start - timedelta(hours=5))
        self.assertEqual(place.locked_for_id, self.customer)

    def test_history_of_chosen_seats_is_shown(self):
        place = self._places("1-1")
        place.action_lock("press")
        place.action_open()
        action = self.session.get_map_act("history", place.seat_id.ids)
        lines = self.env["ticket.timeline"].search(action["domain"])
        self.assertEqual(lines.mapped("kind"), ["opened", "locked"])

    def test_clock_opens_locks_and_writes_it_down(self):
        self._places("1-1", "1-2").action_lock("camera")
        self._places("1-1").sudo().write({"held_until": self._in(minutes=-1)})
        self._run_cron("ticket_sale.ir_cron_allotments")
        self.assertEqual(self._states("1-1", "1-2"), ["free", "locked"])
        self.assertEqual(self._log("1-1"), ["locked", "opened"])

    def test_dialog_refuses_a_release_in_the_past(self):
        wizard = self.env["ticket.place.lock"].create(
            {
                "place_ids": self._places("1-1").ids,
                "reason": "camera",
                "until": self._in(minutes=-1),
            }
        )
        with self.assertRaises(UserError):
            wizard.action_lock()

    def test_map_puts_locked_and_allotted_seats_on_sale(self):
        self._places("1-1").action_lock("press")
        allotment = self._allot("1-2")
        seats = self._places("1-1", "1-2").seat_id
        self.session.get_map_act("open", seats.ids)
        self.assertEqual(self._states("1-1", "1-2"), ["free", "free"])
        self.assertEqual(allotment.returned_count, 1)

    def test_map_opens_the_dialog_with_the_chosen_places(self):
        seats = self._places("1-1", "1-2").seat_id
        for act in ("lock", "reserve", "allot"):
            action = self.session.get_map_act(act, seats.ids)
            chosen = action["context"]["default_place_ids"]
            self.assertEqual(set(chosen), set(self._places("1-1", "1-2").ids))
        with self.assertRaises(UserError):
            self.session.get_map_act("lock", [])
        action = self.session.get_map_act("reserve", [])
        self.assertFalse(action["context"]["default_place_ids"])

    def test_map_offers_acts_to_those_who_may(self):
        def acts(group):
            user = new_test_user(self.env, f"map_{group}", f"ticket_sale.group_{group}")
            return [a["name"] for a in self.session.with_user(user).get_map_acts()]

        self.assertLessEqual(
            {"reserve", "allot", "lock", "open"}, set(acts("ticket_supervisor"))
        )
        self.assertFalse(set(acts("ticket_cashier")) & {"reserve", "allot", "lock"})
