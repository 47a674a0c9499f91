from datetime import datetime

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.ticket_session_hall import HallTime
from .common import TicketVenueCommon

FRIDAY = datetime(2031, 3, 7, 11, 30)  # 19:30 in Shanghai, until 22:00


@tagged("post_install", "-at_install")
class TestSessionHall(TicketVenueCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hall.write({"setup_minutes": 60, "clearing_minutes": 30})

    def test_session_takes_the_longer_time_of_hall_and_show(self):
        self.show.write({"setup_minutes": 240, "clearing_minutes": 10})

        session = self._create_session(start=FRIDAY)

        self.assertEqual((session.setup_minutes, session.clearing_minutes), (240, 30))
        self.assertEqual(session.hall_from, datetime(2031, 3, 7, 7, 30))
        self.assertEqual(session.hall_until, datetime(2031, 3, 7, 14, 30))

    def test_session_may_have_a_time_of_its_own(self):
        session = self._create_session(
            start=FRIDAY, setup_minutes=15, clearing_minutes=0
        )

        self.assertEqual(session.hall_from, datetime(2031, 3, 7, 11, 15))
        self.assertEqual(session.hall_until, session.end)

    def test_clearing_and_setup_are_kept_apart(self):
        self._create_session(start=FRIDAY)

        with self.assertRaisesRegex(
            ValidationError,
            r"taken by Swan Lake.* from 18:30 to 22:30 \(60 min set-up, 30 min clearing"
            r"\).*needs it from 22:00 to 03-08 02:00",
        ):
            self._create_session(start=datetime(2031, 3, 7, 15, 0))

    def test_next_session_begins_when_hall_is_ready_again(self):
        self._create_session(start=FRIDAY)

        late = self._create_session(start=datetime(2031, 3, 7, 15, 30))

        self.assertEqual(late.state, "draft")

    def test_longer_setup_is_checked_too(self):
        self._create_session(start=datetime(2031, 3, 7, 7, 30))
        evening = self._create_session(start=FRIDAY, setup_minutes=60)

        with self.assertRaisesRegex(ValidationError, "240 min set-up"):
            evening.setup_minutes = 240

    def test_changed_hall_time_leaves_planned_sessions_alone(self):
        session = self._create_session(start=FRIDAY)

        self.hall.setup_minutes = 120

        self.assertEqual(session.setup_minutes, 60)

    def test_many_sessions_are_checked_in_one_query(self):
        sessions = self.env["ticket.session"].create(
            [
                {
                    "show_id": self.show.id,
                    "hall_id": self.hall.id,
                    "start": datetime(2031, 3, day, 11, 30),
                }
                for day in range(1, 21)
            ]
        )
        self.env.flush_all()
        with self.assertQueryCount(3):  # lock, touch, check
            sessions._check_hall_is_free()

    def test_clashes_are_told_for_each_wish(self):
        session = self._create_session(start=FRIDAY)
        night = (datetime(2031, 3, 7, 14, 0), datetime(2031, 3, 7, 18, 0))

        clashes = session._hall_clashes(
            [
                HallTime(self.hall.id, *night, session.id),
                HallTime(self.hall.id, *night),
                HallTime(self.hall.id, datetime(2031, 3, 9), datetime(2031, 3, 10)),
            ]
        )

        self.assertEqual(clashes, {1: session})

    @mute_logger("odoo.sql_db")
    def test_setup_is_never_below_zero(self):
        with self.assertRaisesRegex(Exception, "turnaround"), self.cr.savepoint():
            self.hall.setup_minutes = -1
            self.env.flush_all()
