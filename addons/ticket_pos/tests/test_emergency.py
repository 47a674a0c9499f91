import json
from unittest.mock import patch

from odoo.tests import HttpCase, tagged

from odoo.addons.ticket_sale.exceptions import SaleStopped

from .kiosk_common import KioskCommon

ALARM = "/ticket/api/v1/kiosk/alarm"


@tagged("post_install", "-at_install")
class TestEmergency(KioskCommon, HttpCase):
    """Customers see an emergency on every screen of the counter, and no drill."""

    def setUp(self):
        super().setUp()
        self.performance = self.session
        self.session = None  # HttpCase keeps the web session under this name
        _kiosk, self.token = self.kiosk._redeem(self.kiosk._make_pairing_code())

    def _raise(self, kind):
        self.env.flush_all()
        self.venue._raise_alarm(kind)
        self.env.flush_all()

    def _kiosk_alarms(self):
        answer = self.url_open(
            ALARM,
            data="{}",
            headers={
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
            },
        )
        self.assertEqual(answer.status_code, 200)
        return answer.json()["alarms"]

    def _display_alarms(self):
        asked = {"config_id": self.config.id, "access_token": self.config.access_token}
        answer = self.url_open(
            "/ticket/pos/display",
            data=json.dumps({"jsonrpc": "2.0", "params": asked}),
            headers={"Content-Type": "application/json"},
        )
        return answer.json()["result"]["alarms"]

    def test_kiosk_and_display_tell_an_emergency_in_both_languages(self):
        self._raise("emergency")
        for [alarm] in (self._kiosk_alarms(), self._display_alarms()):
            self.assertEqual(alarm["venue"], self.venue.name)
            self.assertEqual(
                [word["lang"] for word in alarm["words"]], ["zh-CN", "en-US"]
            )
        self.venue._end_alarm()
        self.env.flush_all()
        self.assertEqual((self._kiosk_alarms(), self._display_alarms()), ([], []))

    def test_drill_is_not_for_customers(self):
        self._raise("drill")
        self.assertEqual((self._kiosk_alarms(), self._display_alarms()), ([], []))

    def test_display_of_an_open_till_hears_it_at_once(self):
        with patch.object(type(self.env["bus.bus"]), "_sendone") as send:
            self._raise("emergency")
        heard = [call.args for call in send.call_args_list]
        channel = self.config.access_token
        [told] = [
            content for _to, kind, content in heard if kind == f"{channel}-TICKET_ALARM"
        ]
        self.assertEqual([alarm["id"] for alarm in told["alarms"]], [self.venue.id])

    def test_till_sells_nothing_in_an_emergency(self):
        self._raise("emergency")
        seats = self._places("1-1", session=self.performance).seat_id
        till = self.config.with_user(self.seller)
        with self.assertRaises(SaleStopped):
            till.ticket_hold(
                self.performance.id, self.adult.id, {"seat_ids": seats.ids}
            )
