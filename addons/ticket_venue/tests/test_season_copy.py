from datetime import date, datetime

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from .common import TicketVenueCommon


@tagged("post_install", "-at_install")
class TestSeasonCopy(TicketVenueCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.season = cls.env["ticket.season"].create({"name": "2031"})
        cls.friday = cls._create_session(
            start=datetime(2031, 3, 7, 11, 30), season_id=cls.season.id
        )
        cls.saturday = cls._create_session(
            start=datetime(2031, 3, 8, 6, 0), season_id=cls.season.id
        )

    def _copy(self, **values):
        with Form(self.env["ticket.season.copy"]) as form:
            form.season_id = self.season
            for name, value in values.items():
                form[name] = value
        return form.record

    def _sessions(self, action):
        return self.env["ticket.session"].search(action["domain"])

    def test_days_are_those_of_the_season_and_a_year_of_weeks_later(self):
        copy = self._copy()
        self.assertEqual((copy.first, copy.last), (date(2031, 3, 7), date(2031, 3, 8)))
        self.assertEqual((copy.new_first, copy.weeks), (date(2032, 3, 5), 52))
        self.assertEqual((copy.count, copy.clash_count), (2, 0))

    def test_weekday_and_time_of_the_day_stay(self):
        copy = self._copy(new_first=date(2031, 4, 1), new_season_name="Spring")
        self.assertEqual(copy.weeks, 4)  # the nearest Friday is 4 April
        sessions = self._sessions(copy.action_copy()).sorted("start")
        self.assertEqual(
            sessions.mapped("start"),
            [datetime(2031, 4, 4, 11, 30), datetime(2031, 4, 5, 6, 0)],
        )
        self.assertEqual(sessions.season_id.name, "Spring")
        self.assertEqual(set(sessions.mapped("state")), {"draft"})

    def test_time_of_the_day_stays_when_the_clock_was_changed(self):
        self.venue.tz = "America/New_York"
        copy = self._copy(new_first=date(2031, 3, 14))  # summer time from 9 March
        sessions = self._sessions(copy.action_copy()).sorted("start")
        self.assertEqual(sessions[0].start, datetime(2031, 3, 14, 10, 30))
        self.assertEqual(sessions[0].end, datetime(2031, 3, 14, 13, 0))

    def test_sale_dates_go_with_the_session(self):
        self.friday.sale_start = datetime(2031, 2, 7, 2, 0)
        copy = self._copy(new_first=date(2031, 4, 4))
        sessions = self._sessions(copy.action_copy()).sorted("start")
        self.assertEqual(sessions[0].sale_start, datetime(2031, 3, 7, 2, 0))
        copy = self._copy(new_first=date(2031, 5, 2), sale_dates=False)
        self.assertFalse(self._sessions(copy.action_copy())[0].sale_start)

    def test_conflict_is_told_and_left_out(self):
        self._create_session(start=datetime(2031, 4, 4, 12, 0))
        copy = self._copy(new_first=date(2031, 4, 4))
        self.assertEqual((copy.count, copy.clash_count), (1, 1))
        self.assertEqual(len(self._sessions(copy.action_copy())), 1)

    def test_conflict_chosen_all_the_same_is_refused_as_a_whole(self):
        self._create_session(start=datetime(2031, 4, 4, 12, 0))
        copy = self._copy(new_first=date(2031, 4, 4))
        copy.line_ids.selected = True
        count = self.env["ticket.session"].search_count([])
        with self.assertRaisesRegex(UserError, "cannot be played again"):
            copy.action_copy()
        self.assertEqual(self.env["ticket.session"].search_count([]), count)

    def test_cancelled_session_is_not_played_again(self):
        self.friday.state = "cancelled"
        self.assertEqual(self._copy().line_ids.session_id, self.saturday)

    def test_only_chosen_shows_are_copied(self):
        other = self.env["ticket.show"].create({"name": "Teahouse"})
        copy = self._copy()
        copy.show_ids = other
        self.assertEqual((len(copy.line_ids), bool(copy.problem)), (0, True))
        with self.assertRaises(UserError):
            copy.action_copy()

    def test_copy_onto_the_same_days_is_refused(self):
        copy = self._copy(new_first=date(2031, 3, 9))
        self.assertIn("four days", copy.problem)

    def test_only_editors_copy(self):
        reader = new_test_user(self.env, "copier", "ticket_venue.group_ticket_user")
        with self.assertRaises(AccessError):
            self.env["ticket.season.copy"].with_user(reader).create({})

    def test_season_counts_its_sessions_and_shows(self):
        self.assertEqual((self.season.session_count, self.season.show_count), (2, 1))
        self.assertEqual(self.season.first, self.friday.start)
        self.assertEqual(self.season.last, self.saturday.start)
