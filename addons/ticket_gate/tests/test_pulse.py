import time

from odoo.tests import tagged

from .common import TicketGateHttpCase

PULSE = "/ticket/api/v1/gate/pulse"


@tagged("post_install", "-at_install")
class TestPulse(TicketGateHttpCase):
    """A lane learns of an alarm within two seconds, and asking costs nearly nothing."""

    def _pulse(self):
        self.env.flush_all()
        answer = self.url_open(PULSE, headers={"Authorization": f"Bearer {self.token}"})
        self.assertEqual(answer.status_code, 200)
        return answer.json()

    def test_alarm_and_its_end_are_told(self):
        self.assertEqual(self._pulse(), {"state": "normal", "alarm": None})
        emergency = self.env["ticket.emergency"]._raise(self.venue, "emergency", "Fire")
        self.assertEqual(
            self._pulse(),
            {"state": "emergency", "alarm": {"kind": "emergency", "message": "Fire"}},
        )
        emergency._end()
        self.assertEqual(self._pulse(), {"state": "normal", "alarm": None})

    def test_what_was_read_before_the_commit_is_not_kept(self):
        gates = self.env["ticket.gate"]
        before = gates._settings(self.gate.id)
        self.env["ticket.emergency"]._raise(self.venue, "emergency")
        # another thread of the server sees the lane as it was until the commit
        gates._settings_in.__cache__.add_value(
            gates, self.gate.id, int(time.time()) // 3600, cache_value=before
        )
        self.assertEqual(self._pulse()["state"], "normal")
        self.env.cr.postcommit.run()
        self.assertEqual(self._pulse()["state"], "emergency")

    def test_alarm_of_another_venue_is_not_told(self):
        self.venue.copy()._raise_alarm("emergency")
        self.assertIsNone(self._pulse()["alarm"])

    def test_nothing_is_read_or_written(self):
        device = self.env["ticket.gate.device"]._identify(self.token)
        self.env["ticket.gate"]._pulse(device)
        with self.assertQueryCount(0):
            self.env["ticket.gate"]._pulse(device)
