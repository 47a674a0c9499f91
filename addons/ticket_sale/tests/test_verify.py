import json
import re
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from ..controllers import verify
from ..tools import token as ticket_token
from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestVerify(TicketSaleCommon, HttpCase):
    """S15: is this ticket real? For anybody, and without a word about the holder."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._sell("1-1").ticket_ids
        cls.ticket.holder_name = "Li Hua"

    def _ask(self, code):
        return self.url_open(
            "/ticket/api/v1/verify",
            data=json.dumps({"code": code}),
            headers={"Content-Type": "application/json"},
        )

    def _result(self, code):
        return self._ask(code).json()["result"]

    def _post_page(self, code):
        page = self.url_open("/ticket/verify").text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        return self.url_open("/ticket/verify", {"code": code, "csrf_token": token})

    def test_real_by_number_and_by_code(self):
        self.assertEqual(self._result(self.ticket.token), "real")
        self.assertEqual(self._result(self.ticket.display_name), "real")

    def test_used(self):
        self.ticket.state = "used"
        self.assertEqual(self._result(self.ticket.number), "used")

    def test_refunded_exchanged_and_cancelled(self):
        for state in ("refunded", "exchanged", "cancelled"):
            self.ticket.state = state
            self.assertEqual(self._result(self.ticket.token), state)

    def test_forged_code_is_told(self):
        private, _public = ticket_token.new_key_pair(bytes(32))
        key_id = self.env["ticket.signing.key"]._current(self.company).key_id
        forged = ticket_token.sign(self.ticket._claims(), key_id, private)
        answer = self._ask(forged).json()
        self.assertEqual(answer["result"], "forged")
        self.assertIsNone(answer["ticket"])

    def test_unknown_number_and_nonsense(self):
        number = ticket_token.new_number(lambda bits: 12345)
        self.assertEqual(self._result(number), "unknown")
        self.assertEqual(self._result("hello"), "unknown")

    def test_answer_tells_no_personal_data(self):
        answer = self._ask(self.ticket.number).text
        for secret in ("Li Hua", "li@example.com", "380", self.ticket.token):
            self.assertNotIn(secret, answer)
        self.assertEqual(
            set(json.loads(answer)["ticket"]),
            {
                "number",
                "place",
                "session",
                "session_state",
                "show",
                "start",
                "type",
                "venue",
                "when",
            },
        )

    def test_code_of_another_company_is_ours_too(self):
        other = self.env["res.company"].create({"name": "Other Venue"})
        signed_by_other = self.env["ticket.signing.key"]._current(other)
        code = signed_by_other._sign(self.ticket._claims())
        self.assertEqual(self._result(code), "real")

    def test_too_many_requests_are_refused_for_a_while(self):
        with patch.object(verify, "MOST_REQUESTS", 2), freeze_time() as clock:
            statuses = [self._ask(self.ticket.number).status_code for _i in range(3)]
            self.assertEqual(statuses, [200, 200, 429])
            clock.tick(timedelta(minutes=verify.WITHIN_MINUTES))
            self.assertEqual(self._ask(self.ticket.number).status_code, 200)

    def test_addresses_are_counted_apart_and_never_kept(self):
        throttle = self.env["ticket.throttle"]
        self.assertTrue(throttle._allows("test", "192.0.2.1", 1, 10))
        self.assertFalse(throttle._allows("test", "192.0.2.1", 1, 10))
        self.assertTrue(throttle._allows("test", "192.0.2.2", 1, 10))
        self.assertNotIn("192.0.2", str(throttle.search([]).mapped("key")))

    def test_an_ipv6_network_counts_as_one(self):
        throttle = self.env["ticket.throttle"]
        self.assertTrue(throttle._allows("test", "2001:db8:1:2::1", 1, 10))
        self.assertFalse(throttle._allows("test", "2001:db8:1:2:ffff::9", 1, 10))

    def test_request_without_code_is_refused(self):
        response = self._ask(None)
        self.assertEqual(response.status_code, 400)
        self.assertEqual(response.json()["error"]["code"], "invalid_request")

    def test_page_is_public_and_keeps_the_code_out_of_the_address(self):
        page = self.url_open("/ticket/verify")
        self.assertEqual(page.status_code, 200)
        self.assertIn('method="post"', page.text)
        by_address = self.url_open(f"/ticket/verify?code={self.ticket.number}")
        self.assertNotIn("o_ticket_verdict", by_address.text)

    def test_page_shows_the_verdict(self):
        page = self._post_page(self.ticket.number)
        self.assertIn('data-result="real"', page.text)
        self.assertIn("Swan Lake", page.text)
        self.assertNotIn("Li Hua", page.text)
