from types import SimpleNamespace
from unittest.mock import patch

from freezegun import freeze_time

from odoo.http import request
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ticket_sale.exceptions import TooManyRequests

from ..controllers.picker import TicketPicker
from ..controllers.shows import TicketShows
from .common import TicketWebsiteCommon

MODULE = "odoo.addons.ticket_website.models.ticket_web_limit"


@tagged("post_install", "-at_install")
class TestWebLimit(TicketWebsiteCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Limit = cls.env["ticket.web.limit"]

    def _refuse(self, *args, **kwargs):
        request.env["ticket.web.limit"]._spend_read("refuse", "somebody", 0, 60)

    def _assert_hold_refused(self, key):
        """Make a hold that is one too many."""
        seats = self._places(key).seat_id.ids
        reply = self.url_open(
            "/ticket/web/hold",
            json={"params": {"session_id": self.performance.id, "seat_ids": seats}},
        )
        self.assertEqual(reply.status_code, 429)
        self.assertTrue(0 < int(reply.headers["Retry-After"]) <= 600)
        error = reply.json()["result"]["error"]
        self.assertEqual(error["code"], "too_many_requests")
        self.assertEqual(self._states(key), ["free"])

    @freeze_time("2026-11-22 10:00:20")
    def test_more_than_allowed_is_refused_with_the_time_to_wait(self):
        for _time in range(2):
            self.Limit._spend("unit", "one", 2, 60)
        with self.assertRaises(TooManyRequests) as refused:
            self.Limit._spend("unit", "one", 2, 60)
        self.assertEqual(refused.exception.details, {"retry_after": 40})
        self.assertIn("40 seconds", str(refused.exception))

    def test_each_name_and_key_is_counted_alone(self):
        self.Limit._spend("unit", "two", 1, 60)
        self.Limit._spend("unit", "three", 1, 60)
        self.Limit._spend("other", "two", 1, 60)
        with self.assertRaises(TooManyRequests):
            self.Limit._spend("unit", "two", 1, 60)

    def test_next_span_of_time_counts_anew(self):
        with freeze_time("2026-11-22 10:00:59"):
            self.Limit._spend("unit", "four", 1, 60)
        with freeze_time("2026-11-22 10:01:00"):
            self.Limit._spend("unit", "four", 1, 60)

    def test_read_is_counted_without_writing(self):
        counters = self.env["ticket.throttle"].search_count([])
        self.Limit._spend_read("unit", "five", 1, 3600)
        with self.assertRaises(TooManyRequests):
            self.Limit._spend_read("unit", "five", 1, 3600)
        self.assertEqual(self.env["ticket.throttle"].search_count([]), counters)

    def test_address_is_that_of_strangers_only(self):
        def address(remote):
            visit = SimpleNamespace(httprequest=SimpleNamespace(remote_addr=remote))
            with patch(f"{MODULE}.request", visit):
                return self.Limit._address()

        self.assertEqual(address("8.8.8.8"), "address 8.8.8.8")
        self.assertEqual(address("2001:4860:1:2::1"), address("2001:4860:1:2:ffff::9"))
        self.assertFalse(address("127.0.0.1"))
        self.assertFalse(address("172.18.0.2"))
        self.assertFalse(address(None))

    @mute_logger("odoo.http")
    def test_page_is_an_honest_429(self):
        with patch.object(TicketShows, "_find_show", self._refuse):
            reply = self.url_open(self.show.website_url)
        self.assertEqual(reply.status_code, 429)
        self.assertIn("Retry-After", reply.headers)
        self.assertIn("One moment, please", reply.text)

    @mute_logger("odoo.http")
    def test_uncaught_json_is_an_honest_429(self):
        with patch.object(TicketPicker, "_find_session", self._refuse):
            reply = self.url_open(
                "/ticket/web/hold",
                json={"params": {"session_id": self.performance.id, "seat_ids": [1]}},
            )
        self.assertEqual(reply.status_code, 429)
        self.assertIn("Retry-After", reply.headers)
        self.assertIn("very often", reply.json()["error"]["data"]["message"])

    def test_visitor_who_takes_seats_again_and_again_is_stopped(self):
        self.website.ticket_holds_visitor = 2
        for key in ("1-1", "1-2"):
            self.assertIn("hold", self._ask_hold(key))
        self._assert_hold_refused("1-3")
        self.assertEqual(self._states("1-2"), ["held"])
        self._as_guest()
        self.assertIn("hold", self._ask_hold("1-3"))

    def test_address_that_drops_its_cookies_is_stopped(self):
        self.website.ticket_holds_address = 2
        with patch.object(type(self.Limit), "_address", return_value="address x"):
            for key in ("1-1", "1-2"):
                self._as_guest()
                self.assertIn("hold", self._ask_hold(key))
            self._as_guest()
            self._assert_hold_refused("1-3")

    def test_no_limit_where_the_house_wants_none(self):
        self.website.write({"ticket_holds_visitor": 0, "ticket_holds_address": 0})
        with patch.object(type(self.Limit), "_address", return_value="address y"):
            for _time in range(3):
                self.assertIn("hold", self._ask_hold("1-1"))
