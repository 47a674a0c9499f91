from datetime import datetime

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TicketVenueCommon


@tagged("post_install", "-at_install")
class TestSession(TicketVenueCommon):
    def test_end_follows_running_time(self):
        session = self._create_session(start=datetime(2031, 3, 7, 11, 30))
        self.assertEqual(session.end, datetime(2031, 3, 7, 14, 0))

    def test_copy_starts_as_a_draft_with_its_own_end(self):
        session = self._create_session(state="on_sale", sale_start="2031-01-01")
        copy = session.copy({"start": datetime(2031, 4, 7, 11, 30)})
        self.assertEqual(copy.state, "draft")
        self.assertEqual(copy.end, datetime(2031, 4, 7, 14, 0))
        self.assertFalse(copy.sale_start)

    def test_name_tells_time_of_the_venue(self):
        session = self._create_session(start=datetime(2031, 3, 7, 11, 30))
        self.assertEqual(session.display_name, "Swan Lake · Fri, Mar 7, 2031 19:30")

    def test_name_is_said_as_the_reader_says_dates(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        session = self._create_session(start=datetime(2031, 3, 7, 11, 30))
        self.assertEqual(
            session.with_context(lang="zh_CN").display_name,
            "Swan Lake · 2031年3月7日周五 19:30",
        )

    def test_hall_cannot_be_booked_twice_at_once(self):
        self._create_session(start=datetime(2031, 3, 7, 11, 30))
        with self.assertRaisesRegex(ValidationError, "Main Hall.*is taken by Swan"):
            self._create_session(start=datetime(2031, 3, 7, 13, 0))

    def test_hall_is_free_when_the_session_before_has_ended(self):
        self._create_session(start=datetime(2031, 3, 7, 11, 30))
        second = self._create_session(start=datetime(2031, 3, 7, 14, 0))
        self.assertEqual(second.state, "draft")

    def test_cancelled_session_does_not_take_the_hall(self):
        self._create_session(start=datetime(2031, 3, 7, 11, 30), state="cancelled")
        second = self._create_session(start=datetime(2031, 3, 7, 12, 0))
        self.assertEqual(second.state, "draft")

    @mute_logger("odoo.sql_db")
    def test_session_must_end_after_its_start(self):
        with self.assertRaisesRegex(Exception, "end_after_start"), self.cr.savepoint():
            self._create_session(
                start=datetime(2031, 3, 7, 11, 30), end=datetime(2031, 3, 7, 11, 0)
            )

    def test_seat_map_must_be_of_the_hall(self):
        other = self.env["ticket.hall"].create(
            {"name": "Studio", "venue_id": self.venue.id}
        )
        with self.assertRaisesRegex(ValidationError, "does not belong to"):
            self._create_session(hall_id=other.id, seat_map_id=self.seat_map.id)

    def test_ended_session_cannot_be_announced(self):
        session = self._create_session(state="ended")
        with self.assertRaisesRegex(UserError, "Sale Ended"):
            session.action_announce()
