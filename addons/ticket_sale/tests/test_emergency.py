from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..exceptions import SaleStopped
from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestEmergency(TicketSaleCommon):
    """While there is an emergency at a venue nothing of it is sold, nothing is lost."""

    def _raise_alarm(self, kind="emergency"):
        self.env.flush_all()
        self.venue._raise_alarm(kind)
        self.env.flush_all()

    def _end_alarm_after(self, minutes):
        """End the alarm as if it had lasted so long."""
        began = fields.Datetime.now() - timedelta(minutes=minutes)
        self.venue.alarm_since = began
        self.env.flush_all()
        self.venue._end_alarm()
        self.env.invalidate_all()

    def _ends(self, held):
        self.env.invalidate_all()
        hold_sudo = self.Hold.browse(held.hold_id).sudo()
        [until] = set(hold_sudo.place_ids.mapped("held_until"))
        self.assertEqual(hold_sudo.expires_at, until)
        return until

    def test_no_channel_holds_places_in_an_emergency(self):
        self._raise_alarm()
        for channel in ("website", "pos", "kiosk", "distributor", "backoffice"):
            with self.assertRaises(SaleStopped) as refused:
                self._hold_places("1-1", channel=channel)
            self.assertEqual(refused.exception.code, "sale_stopped")

    def test_sale_goes_on_after_the_emergency(self):
        self._raise_alarm()
        self.venue._end_alarm()
        self.assertTrue(self._hold_places("1-1").places)

    def test_another_venue_goes_on_selling(self):
        self.venue.copy()._raise_alarm("emergency")
        self.assertTrue(self._hold_places("1-1").places)

    def test_drill_stops_no_sale(self):
        self._raise_alarm("drill")
        self.assertTrue(self._hold_places("1-1").places)

    def test_refusal_is_told_in_the_language_of_the_user(self):
        self._raise_alarm()
        with self.assertRaises(SaleStopped) as refused:
            self.session.with_context(lang="en_US")._check_sale_open("website")
        self.assertIn(self.venue.name, str(refused.exception))
        self.assertIn("gate board", refused.exception.staff_message)

    def test_unpaid_order_is_not_issued_in_an_emergency(self):
        order = self._order(self._hold_places("1-1"), confirm=False)
        self._raise_alarm()
        with self.assertRaises(SaleStopped):
            order.action_confirm()

    def test_paid_order_gets_its_tickets_in_an_emergency(self):
        order = self._order(self._hold_places("1-1"), confirm=False)
        self._raise_alarm()
        paid = self.env["payment.transaction"].new({"state": "done"})
        with patch.object(type(order), "_ticket_paid_transactions", lambda order: paid):
            order.action_confirm()
        self.assertEqual(order.ticket_ids.mapped("state"), ["valid"])

    def test_holds_keep_the_time_they_had_left(self):
        held = self._hold_places("1-1", minutes=10)
        left = self._ends(held) - fields.Datetime.now()
        self._raise_alarm()
        self.assertGreater(self._ends(held), held.expires_at + timedelta(hours=23))
        self._end_alarm_after(minutes=40)
        again = self._ends(held) - fields.Datetime.now()
        self.assertAlmostEqual(
            again.total_seconds() - timedelta(minutes=40).total_seconds(),
            left.total_seconds(),
            delta=5,
        )

    def test_hold_that_was_over_stays_over(self):
        held = self._hold_places("1-1")
        self._expire(held)
        self._raise_alarm()
        self.venue._end_alarm()
        self.assertEqual(self._ends(held).year, 2020)

    def test_long_reservation_keeps_its_deadline(self):
        until = fields.Datetime.now() + timedelta(days=3)
        held = self._hold_places("1-1", until=until)
        self._raise_alarm()
        self.assertEqual(self._ends(held), until)
        self.venue._end_alarm()
        self.assertEqual(self._ends(held), until)

    def test_hold_of_before_becomes_tickets_after_the_emergency(self):
        order = self._order(self._hold_places("1-1", "1-2"), confirm=False)
        self._raise_alarm()
        self._run_cron("ticket_sale.ir_cron_expire_holds")
        with mute_logger("odoo.sql_db"), self.assertRaises(SaleStopped):
            order.action_confirm()
        self.venue._end_alarm()
        order.action_confirm()
        self.assertEqual(len(order.ticket_ids), 2)

    def test_screens_are_told_of_their_own_company_only(self):
        self._raise_alarm("drill")
        [told] = self.venue._alarms_told(self.venue.company_id)
        self.assertEqual((told["id"], told["kind"]), (self.venue.id, "drill"))
        self.assertEqual(told["tz"], self.venue.tz)
        other = self.env["res.company"].create({"name": "Other"})
        self.assertEqual(self.venue._alarms_told(other), [])
        self.assertEqual(
            self.venue._alarms_told(self.venue.company_id, kinds=("emergency",)), []
        )

    def test_asking_costs_no_query(self):
        self.venue._stopped_venues()
        with self.assertQueryCount(0):
            self.session._check_not_stopped()
