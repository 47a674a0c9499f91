from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from .lease_common import LeaseCommon


@tagged("post_install", "-at_install")
class TestLeaseSilent(LeaseCommon):
    """A silent till with offline seats is an alarm on managers' screens, once."""

    def setUp(self):
        super().setUp()
        self.till = self._till()
        self.lease = self._lease_record(self._lease("1-1")).sudo()

    def _told(self, act):
        """What the supervisor's screen shows while ``act`` is done."""
        users = type(self.env["res.users"])
        with patch.object(users, "_bus_send", autospec=True) as send:
            act()
        return [
            call.args[2]
            for call in send.call_args_list
            if call.args[0] == self.supervisor and call.args[1] == "simple_notification"
        ]

    def _cron(self):
        self.env["ticket.lease"]._cron_silent()

    def _silence(self, minutes):
        self.lease.seen_at = fields.Datetime.now() - timedelta(minutes=minutes)

    def test_managers_are_told_once(self):
        self._silence(20)
        [told] = self._told(self._cron)
        self.assertEqual((told["title"], told["type"]), (self.config.name, "danger"))
        self.assertTrue(told["sticky"])
        self.assertEqual(self._told(self._cron), [])

    def test_told_when_it_is_heard_again(self):
        self._silence(20)
        self._cron()
        [told] = self._told(lambda: self.till.ticket_lease_renew(self.key))
        self.assertEqual(told["type"], "success")
        self._silence(20)
        self.assertEqual(len(self._told(self._cron)), 1)

    def test_till_that_speaks_is_no_alarm(self):
        self._silence(5)
        self.assertEqual(self._told(self._cron), [])

    def test_till_closed_for_the_night_is_no_alarm(self):
        self._silence(600)
        self.config.current_session_id.sudo().state = "closed"
        self.env.invalidate_all()
        self.assertEqual(self._told(self._cron), [])
        self.lease.told_count = 1  # but what it has sold must come
        self.assertEqual(len(self._told(self._cron)), 1)

    def test_managers_of_another_company_are_not_told(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.supervisor.write({"company_ids": other.ids, "company_id": other.id})
        self._silence(20)
        self.assertEqual(self._told(self._cron), [])

    def test_emergency_names_tills_that_do_not_hear_of_it(self):
        self._silence(4)
        [told] = self._told(lambda: self.venue._raise_alarm("emergency"))
        self.assertIn(self.venue.name, told["message"])

    def test_emergency_says_nothing_of_tills_with_a_line(self):
        self.assertEqual(self._told(lambda: self.venue._raise_alarm("emergency")), [])
