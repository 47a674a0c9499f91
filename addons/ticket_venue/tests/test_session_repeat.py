from datetime import datetime

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, new_test_user, tagged

from .common import TicketVenueCommon


@tagged("post_install", "-at_install")
class TestSessionRepeat(TicketVenueCommon):
    """Fridays 19:30 and Saturdays 14:00 and 19:30 in March 2031."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.editor = new_test_user(
            cls.env, "run_editor", groups="ticket_venue.group_ticket_editor"
        )

    def _plan(self, **values):
        return self.env["ticket.session.repeat"].create(
            {
                "show_id": self.show.id,
                "hall_id": self.hall.id,
                "first": "2031-03-03",
                "last": "2031-03-16",
                "sale_rule": "hand",
                "time_ids": [
                    Command.create({"weekday": "4", "start": 19.5}),
                    Command.create({"weekday": "5", "start": 14.0}),
                    Command.create({"weekday": "5", "start": 19.5}),
                ],
                **values,
            }
        )

    def _created(self, plan):
        action = plan.action_create()
        return self.env["ticket.session"].search(action["domain"])

    def test_run_makes_a_session_for_each_weekly_time(self):
        sessions = self._created(self._plan())
        self.assertEqual(
            [session._when() for session in sessions[:3]],
            [
                "Fri, Mar 7, 2031 19:30",
                "Sat, Mar 8, 2031 14:00",
                "Sat, Mar 8, 2031 19:30",
            ],
        )
        self.assertEqual(len(sessions), 6)
        self.assertEqual(set(sessions.mapped("state")), {"draft"})

    def test_exceptions_skip_a_day_and_add_another(self):
        plan = self._plan(
            exception_ids=[
                Command.create({"kind": "skip", "day": "2031-03-08"}),
                Command.create({"kind": "extra", "day": "2031-03-20", "start": 11}),
            ]
        )
        whens = [session._when() for session in self._created(plan)]
        self.assertEqual(len(whens), 5)
        self.assertNotIn("Sat, Mar 8, 2031 14:00", whens)
        self.assertEqual(whens[-1], "Thu, Mar 20, 2031 11:00")

    def test_taken_time_is_marked_and_left_out(self):
        taken = self._create_session(start=datetime(2031, 3, 8, 6, 30))
        plan = self._plan()
        marked = plan.line_ids.filtered("clash")
        self.assertEqual(marked.mapped("when"), ["Sat, Mar 8, 2031 14:00"])
        self.assertIn(taken.display_name, marked.clash)
        self.assertEqual(len(self._created(plan)), 5)

    def test_time_taken_meanwhile_makes_nothing(self):
        plan = self._plan()
        plan.flush_model()
        plan.line_ids.flush_model()
        self._create_session(start=datetime(2031, 3, 8, 6, 30))
        plan.line_ids.invalidate_recordset(["clash"])
        before = self.env["ticket.session"].search_count([])
        with self.assertRaisesRegex(UserError, "Mar 8, 2031 14:00: Taken by"):
            plan.action_create()
        self.assertEqual(self.env["ticket.session"].search_count([]), before)

    def test_times_of_one_run_that_overlap_are_marked(self):
        plan = self._plan(
            time_ids=[
                Command.create({"weekday": "5", "start": 14.0}),
                Command.create({"weekday": "5", "start": 15.0}),
            ]
        )
        self.assertEqual(
            [line.when[-5:] for line in plan.line_ids if line.clash], ["15:00"] * 2
        )

    def test_set_up_and_clearing_count_between_the_times_of_a_run(self):
        self.hall.setup_minutes, self.hall.clearing_minutes = 150, 60
        plan = self._plan()
        self.assertEqual(
            plan.line_ids.filtered("clash").mapped("when"),
            ["Sat, Mar 8, 2031 19:30", "Sat, Mar 15, 2031 19:30"],
        )

    def test_sale_opens_days_before_each_session_by_the_venue_clock(self):
        sessions = self._created(
            self._plan(
                sale_rule="days",
                sale_days=7,
                sale_hour=10,
                presale_days=2,
                sale_end_minutes=60,
            )
        )
        first = sessions[0]
        self.assertEqual(first.sale_start, datetime(2031, 2, 28, 2, 0))
        self.assertEqual(first.presale_start, datetime(2031, 2, 26, 2, 0))
        self.assertEqual(first.sale_end, datetime(2031, 3, 7, 10, 30))

    def test_announced_run_is_announced(self):
        sessions = self._created(self._plan(announce=True))
        self.assertEqual(set(sessions.mapped("state")), {"announced"})

    def test_times_stay_over_the_change_of_clocks(self):
        self.venue.tz = "Europe/Berlin"
        plan = self._plan(
            first="2031-03-28",
            last="2031-04-04",
            time_ids=[Command.create({"weekday": "4", "start": 19.5})],
        )
        starts = self._created(plan).mapped("start")
        self.assertEqual([start.hour for start in starts], [18, 17])

    def test_form_shows_the_list_while_it_is_filled_in(self):
        with Form(self.env["ticket.session.repeat"].with_user(self.editor)) as form:
            form.show_id, form.hall_id = self.show, self.hall
            form.first, form.last = "2031-03-03", "2031-03-09"
            self.assertEqual(form.count, 0)
            with form.time_ids.new() as line:
                line.weekday, line.start = "4", 19.5
            self.assertEqual(form.count, 1)
            with form.time_ids.new() as line:
                line.weekday, line.start = "5", 14.0
            with form.line_ids.edit(0) as line:
                line.selected = False
        sessions = self._created(form.record)
        self.assertEqual([s._when() for s in sessions], ["Sat, Mar 8, 2031 14:00"])

    def test_last_day_before_the_first_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "before the first"):
            self._plan(first="2031-03-16", last="2031-03-03")

    def test_run_of_a_hundred_years_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "three years"):
            self._plan(last="2131-03-16")

    def test_repeat_of_a_session_begins_with_its_day_and_time(self):
        session = self._create_session(start=datetime(2031, 3, 7, 11, 30))
        action = session.action_repeat()
        plan = self.env["ticket.session.repeat"].with_context(**action["context"])
        plan = plan.create({})
        self.assertEqual(
            plan.line_ids.mapped("when"),
            [
                "Fri, Mar 14, 2031 19:30",
                "Fri, Mar 21, 2031 19:30",
                "Fri, Mar 28, 2031 19:30",
                "Fri, Apr 4, 2031 19:30",
            ],
        )
