import json

from odoo.tests import tagged

from ..controllers import gzipped
from .common import TicketGateHttpCase


@tagged("post_install", "-at_install")
class TestGateApiMore(TicketGateHttpCase):
    """Passages, tickets of a session, reports and commands, as devices send them."""

    def _call(self, path, body=None, token=None, **headers):
        self.env.flush_all()
        response = self.url_open(
            f"/ticket/api/v1/gate/{path}",
            data=None if body is None else json.dumps(body).encode(),
            method="GET" if body is None else "POST",
            headers={
                "Authorization": f"Bearer {token or self.token}",
                "Content-Type": "application/json",
                **headers,
            },
        )
        self.env.invalidate_all()
        return response

    def _assert_error(self, response, status, code):
        self.assertEqual(
            (response.status_code, response.json()["error"]["code"]), (status, code)
        )

    def _scan_in(self, **request):
        body = {"code": self.ticket.number, "scan_id": "1", **request}
        return self._call("scan", body)

    def test_two_phases(self):
        ref = self._scan_in(two_phase=True).json()["passage"]
        told = self._call("passage", {"ref": ref, "passed": 0})
        self.assertEqual(
            told.json(), {"ref": ref, "passed": 0, "late": False, "conflict": None}
        )
        self.assertEqual(self.ticket.admitted, 0)
        again = self._call("passage", {"ref": ref, "passed": 1})
        self._assert_error(again, 409, "passage_closed")

    def test_passages_that_are_none(self):
        unknown = self._call("passage", {"ref": "nothing", "passed": 1})
        self._assert_error(unknown, 404, "unknown_passage")
        ref = self._scan_in(two_phase=True).json()["passage"]
        for bad in (
            {"passed": 1},
            {"ref": ref},
            {"ref": ref, "passed": 2},
            {"ref": ref, "passed": -1},
            {"ref": ref, "passed": True},
            {"ref": 5, "passed": 1},
            {"ref": "\0", "passed": 1},
        ):
            self._assert_error(self._call("passage", bad), 400, "invalid_request")
        self.assertEqual(self.ticket.admitted, 1)

    def test_reports_that_are_none(self):
        for bad in (
            {"is_offline": True},
            {"decided": "maybe"},
            {"is_offline": "yes"},
            {"decided": []},
            {"two_phase": 1},
            {"is_offline": True, "decided": "refuse", "reason": 7},
            {"device": "1"},
            {"device": True},
        ):
            self._assert_error(self._scan_in(**bad), 400, "invalid_request")
        self.assertFalse(self.env["ticket.scan"].search([]))

    def test_only_a_hub_speaks_for_another_device(self):
        other = self._create_device("Handheld 2")
        refused = self._scan_in(device=other.id)
        self._assert_error(refused, 403, "not_your_device")
        self.assertEqual(self._scan_in(device=self.device.id).status_code, 200)

    def test_tickets_are_told_compressed_where_that_is_worth_it(self):
        path = f"package/tickets?session={self.performance.id}"
        told = self._call(path)
        self.assertEqual(told.json()["numbers"], [self.ticket.number])
        self.assertEqual(told.headers["Cache-Control"], "no-store")
        changed = self._call(f"{path}&since={told.json()['cursor']}").json()
        self.assertFalse(changed["full"])

    def test_tickets_of_strangers_are_not_found(self):
        draft = self._create_session_on_sale()
        draft.sudo().state = "draft"
        for session in (0, draft.id, 999_999_999, "x", "-1", "", "1" * 30):
            response = self._call(f"package/tickets?session={session}")
            self._assert_error(response, 404, "not_found")
        self._assert_error(self._call("package/tickets"), 404, "not_found")

    def test_tickets_say_no_name_price_or_phone(self):
        partner = self.ticket.partner_id
        partner.phone = "+8613800138000"
        text = self._call(f"package/tickets?session={self.performance.id}").text
        self.assertNotIn(partner.name, text)
        self.assertNotIn("138001", text)
        self.assertNotIn("price", text)

    def test_revoked_devices_get_nothing(self):
        ref = self._scan_in(two_phase=True).json()["passage"]
        self.device.action_revoke()
        for path, body in (
            ("passage", {"ref": ref, "passed": 0}),
            (f"package/tickets?session={self.performance.id}", None),
        ):
            self._assert_error(self._call(path, body), 401, "device_revoked")
        self.assertEqual(self.ticket.admitted, 1)

    def test_commands_go_with_the_heartbeat_until_done(self):
        self.gate._command("lock")
        beat = self._call("heartbeat", {"state": "normal"}).json()
        [command] = beat["commands"]
        self.assertEqual(
            (command["command"], beat["gate"]["state"]), ("lock", "closed")
        )
        self.assertEqual(self.device.reported_state, "normal")
        beat = self._call("heartbeat", {"done": [command["id"]], "state": "closed"})
        self.assertEqual(beat.json()["commands"], [])
        for bad in ({"done": "1"}, {"done": ["1"]}, {"done": [True]}, {"state": 1}):
            self._assert_error(self._call("heartbeat", bad), 400, "invalid_request")

    def test_long_answers_are_compressed(self):
        path = f"package/tickets?session={self.performance.id}"
        self.patch(gzipped, "WORTH_GZIP", 100)
        plain = self._call(path, **{"Accept-Encoding": "identity"})
        self.assertNotIn("Content-Encoding", plain.headers)
        packed = self._call(path, **{"Accept-Encoding": "gzip"})
        self.assertEqual(packed.headers["Content-Encoding"], "gzip")
        self.assertLess(int(packed.headers["Content-Length"]), len(plain.content))
        self.assertEqual(packed.json()["numbers"], [self.ticket.number])
