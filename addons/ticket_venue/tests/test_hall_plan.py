from datetime import datetime

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from .common import TicketVenueCommon


@tagged("post_install", "-at_install")
class TestHallPlan(TicketVenueCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.draft = cls._create_session(
            start=datetime(2031, 3, 7, 11, 30), setup_minutes=60
        )
        cls.Session = cls.env["ticket.session"]

    def _bars(self, first="2031-03-07", count=1, **wanted):
        plan = self.Session.get_hall_plan(first, count, **wanted)
        return {bar["id"]: bar for bar in plan["sessions"]}

    def test_bar_tells_the_clock_of_the_venue(self):
        bar = self._bars()[self.draft.id]
        self.assertEqual(
            (bar["from"], bar["start"], bar["end"]),
            ("2031-03-07T18:30", "2031-03-07T19:30", "2031-03-07T22:00"),
        )
        self.assertEqual((bar["hall"], bar["state"]), (self.hall.id, "draft"))

    def test_only_the_days_asked_for_are_shown(self):
        self.assertNotIn(self.draft.id, self._bars("2031-03-08"))
        self.assertIn(self.draft.id, self._bars("2031-03-03", 7))

    def test_cancelled_session_leaves_the_plan(self):
        self.draft.state = "cancelled"
        self.assertNotIn(self.draft.id, self._bars())

    def test_one_venue_can_be_shown_alone(self):
        other = self.env["ticket.venue"].create({"name": "Other House"})
        self.assertEqual(
            self.Session.get_hall_plan("2031-03-07", 1, venue_id=other.id)["halls"], []
        )

    def test_draft_moves_to_another_time(self):
        bar = self.draft.move_in_hall_plan("2031-03-09T14:00", self.hall.id)
        self.assertEqual(self.draft.start, datetime(2031, 3, 9, 6, 0))
        self.assertEqual(self.draft.end, datetime(2031, 3, 9, 8, 30))
        self.assertEqual(bar["from"], "2031-03-09T13:00")

    def test_draft_moves_to_another_hall_and_its_map(self):
        studio = self.env["ticket.hall"].create(
            {"name": "Studio", "venue_id": self.venue.id}
        )
        seat_map = self.env["ticket.seat.map"].create(
            {"name": "Studio", "hall_id": studio.id}
        )
        self.draft.move_in_hall_plan("2031-03-07T19:30", studio.id)
        self.assertEqual(self.draft.hall_id, studio)
        self.assertEqual(self.draft.seat_map_id, seat_map)

    def test_hall_without_a_map_is_refused(self):
        studio = self.env["ticket.hall"].create(
            {"name": "Studio", "venue_id": self.venue.id}
        )
        with self.assertRaisesRegex(UserError, "no seat map"):
            self.draft.move_in_hall_plan("2031-03-07T19:30", studio.id)

    def test_move_into_another_session_is_refused(self):
        self._create_session(start=datetime(2031, 3, 8, 11, 30))
        with self.assertRaisesRegex(ValidationError, "is taken by"):
            self.draft.move_in_hall_plan("2031-03-08T21:30", self.hall.id)

    def test_announced_session_does_not_move(self):
        self.draft.action_announce()
        with self.assertRaisesRegex(UserError, "announced already"):
            self.draft.move_in_hall_plan("2031-03-09T14:00", self.hall.id)

    def test_reader_sees_the_plan_and_moves_nothing(self):
        reader = new_test_user(
            self.env, "plan_reader", groups="ticket_venue.group_ticket_user"
        )
        plan = self.Session.with_user(reader).get_hall_plan("2031-03-07")
        self.assertEqual(len(plan["sessions"]), 1)
        with self.assertRaises(AccessError):
            self.draft.with_user(reader).move_in_hall_plan(
                "2031-03-09T14:00", self.hall.id
            )

    def test_nonsense_for_a_time_is_refused_in_words(self):
        for text in ("soon", "9999-12-31", "", None, "2031-03-07T99:00", "<script>"):
            with self.assertRaisesRegex(UserError, "no day or time"):
                self.Session.get_hall_plan(text)
            with self.assertRaisesRegex(UserError, "no day or time"):
                self.draft.move_in_hall_plan(text, self.hall.id)

    def test_plan_of_many_sessions_asks_a_few_times(self):
        for day in range(8, 28):
            self._create_session(start=datetime(2031, 3, day, 11, 30))
        self.env.invalidate_all()
        with self.assertQueryCount(10):
            bars = self._bars("2031-03-01", 31)
        self.assertEqual(len(bars), 21)

    def test_new_session_begins_where_the_plan_was_clicked(self):
        action = self.Session.get_new_in_hall_plan("2031-03-07T15:00", self.hall.id)
        self.assertEqual(action["context"]["default_start"], "2031-03-07 07:00:00")
