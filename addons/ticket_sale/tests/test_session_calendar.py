from datetime import datetime

from freezegun import freeze_time

from odoo.tests import tagged

from ..exceptions import SaleClosed
from .common import TicketSaleCommon

START = datetime(2031, 3, 7, 11, 30)


@tagged("post_install", "-at_install")
class TestSessionCalendar(TicketSaleCommon):
    """Presale from 1 February, sale from 10 February, until 10:30 on 7 March 2031."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2031-01-20"):
            cls.concert = cls._create_session_on_sale(
                start=START,
                presale_start=datetime(2031, 2, 1),
                sale_start=datetime(2031, 2, 10),
                sale_end=datetime(2031, 3, 7, 10, 30),
            )

    def _state_at(self, moment):
        with freeze_time(moment):
            self.env["ticket.session"]._cron_follow_calendar()
            return self.concert.state

    def test_state_follows_the_dates_by_itself(self):
        self.assertEqual(
            [
                self._state_at(moment)
                for moment in (
                    "2031-01-31 23:59:59",
                    "2031-02-01",
                    "2031-02-09 23:59:59",
                    "2031-02-10",
                    "2031-03-07 10:29:59",
                    "2031-03-07 10:30:00",
                )
            ],
            ["announced", "presale", "presale", "on_sale", "on_sale", "ended"],
        )

    def test_what_people_paused_stays_paused(self):
        self._state_at("2031-02-10")
        self.concert.action_pause()
        self.assertEqual(self._state_at("2031-02-11"), "paused")

    def test_sale_put_off_closes_at_once(self):
        self._state_at("2031-02-10")
        with freeze_time("2031-02-11"):
            self.concert.write(
                {"presale_start": False, "sale_start": datetime(2031, 2, 20)}
            )
            self.assertEqual(self.concert.state, "announced")
            self.assertEqual(self.concert._sale_phase(), "closed")

    def test_sale_brought_forward_opens_at_once(self):
        with freeze_time("2031-01-21"):
            self.concert.sale_start = datetime(2031, 1, 21)
            self.assertEqual(self.concert.state, "on_sale")

    def test_dates_of_a_draft_open_nothing(self):
        draft = self._create_session(start=datetime(2031, 4, 7))
        draft.sale_start = datetime(2020, 1, 1)
        self.assertEqual(draft.state, "draft")

    def test_off_the_shelf_customers_do_not_buy_and_the_box_office_sells(self):
        self.session.action_take_off_shelf()
        for channel in ("website", "kiosk", "distributor"):
            with self.assertRaises(SaleClosed):
                self.session._check_sale_open(channel)
        self.session._check_sale_open("pos")
        self.session.action_put_on_shelf()
        self.session._check_sale_open("website")

    def test_hall_plan_tells_what_is_left(self):
        day = self.session.start.date().isoformat()
        plan = self.env["ticket.session"].get_hall_plan(day, 2)
        notes = {bar["id"]: bar["note"] for bar in plan["sessions"]}
        self.assertEqual(notes[self.session.id], "70 left")
