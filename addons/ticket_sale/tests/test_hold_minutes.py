from datetime import timedelta

from psycopg2 import IntegrityError

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..exceptions import ExtensionRefused
from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestHoldMinutes(TicketSaleCommon):
    """S5: hold times per channel and the extension rule."""

    def _minutes_of(self, held):
        hold = self.Hold.browse(held.hold_id)
        return round((held.expires_at - hold.create_date).total_seconds() / 60)

    def test_each_channel_keeps_places_as_long_as_the_settings_say(self):
        self.company.write({"ticket_hold_website": 7, "ticket_hold_pos": 3})
        self.assertEqual(self._minutes_of(self._hold_places("1-1")), 7)
        held = self._hold_places("1-2", channel="pos")
        self.assertEqual(self._minutes_of(held), 3)

    def test_hold_times_of_another_company_do_not_count(self):
        other = self.env["res.company"].create({"name": "Other"})
        other.ticket_hold_website = 99
        self.assertEqual(self._minutes_of(self._hold_places("1-1")), 15)

    def test_hold_time_of_nothing_is_refused(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.company.ticket_hold_website = 0
            self.company.flush_recordset()

    def test_customer_gets_more_time_as_often_as_allowed(self):
        self.company.write({"ticket_extend_count": 2, "ticket_extend_minutes": 5})
        held = self._hold_places("1-1")
        self.Hold._prolong(held.token)
        until = self.Hold._prolong(held.token)
        self.assertEqual(until, held.expires_at + timedelta(minutes=10))
        self.assertEqual(self._places("1-1").held_until, until)
        with self.assertRaises(ExtensionRefused) as refusal:
            self.Hold._prolong(held.token)
        self.assertEqual(refusal.exception.code, "extension_refused")
        self.assertIn("2 times", refusal.exception.staff_message)

    def test_no_extension_when_the_venue_allows_none(self):
        self.company.ticket_extend_count = 0
        held = self._hold_places("1-1")
        with self.assertRaises(ExtensionRefused):
            self.Hold._prolong(held.token)
