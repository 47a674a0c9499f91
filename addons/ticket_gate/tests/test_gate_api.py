import json

from odoo import fields
from odoo.tests import tagged

from .common import TicketGateHttpCase


@tagged("post_install", "-at_install")
class TestGateApi(TicketGateHttpCase):
    def _call(self, path, body=None, token="", method="POST", **headers):
        headers = {"Authorization": f"Bearer {token or self.token}"} | headers
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        self.env.flush_all()
        response = self.url_open(
            f"/ticket/api/v1/gate/{path}",
            data=data,
            method=method,
            headers={"Content-Type": "application/json", **headers},
        )
        self.env.invalidate_all()
        return response

    def _post_scan(self, code, scan_id="1", **request):
        language = {"Accept-Language": request.pop("language", None)}
        body = {"code": code, "scan_id": scan_id, **request}
        return self._call("scan", body, **language)

    def _assert_error(self, response, status, code):
        self.assertEqual(response.status_code, status)
        self.assertEqual(response.headers["Content-Type"][:16], "application/json")
        error = response.json()["error"]
        self.assertEqual(error["code"], code)
        self.assertEqual(error.keys(), {"code", "message", "details"})
        return error

    def test_scan_admits_once(self):
        first = self._post_scan(self.ticket.token, direction="in").json()
        self.assertEqual(first["result"], "admit")
        self.assertEqual(
            first.keys(), {"scan_id", "result", "reason", "message", "ticket"}
        )
        self.assertEqual(
            first["ticket"].keys(),
            {"number", "type", "session", "place", "holder", "admits", "admitted"},
        )
        second = self._post_scan(self.ticket.token, scan_id="2")
        self.assertEqual(second.status_code, 200)
        self.assertEqual(second.json()["reason"], "already_used")
        again = self._post_scan(self.ticket.token)
        self.assertEqual(list(again.json().items()), list(first.items()))
        self.assertEqual(self.ticket.admitted, 1)

    def test_staff_read_the_class_of_a_ticket_and_what_its_holder_shows(self):
        self._post_scan(self.ticket.token, direction="out", scan_id="0")  # in memory
        self.ticket.type_id.write({"gate_class": "VIP", "proof": "Student card"})
        answer = self._post_scan(self.ticket.token).json()
        self.assertEqual(answer["ticket"]["type"], "Adult · VIP · Student card")

    def test_scan_leaves_no_session_and_no_cookie(self):
        self.opener.cookies.clear()
        self.opener.headers["X-Odoo-Database"] = self.env.cr.dbname
        response = self._post_scan(self.ticket.token)
        self.assertEqual(response.json()["result"], "admit")
        self.assertNotIn("Set-Cookie", response.headers)

    def test_language_of_the_request_goes_before_the_device(self):
        self.device.lang = "zh_CN"
        self.assertEqual(self._post_scan("1234", "1").json()["message"], "这不是门票码")
        english = self._post_scan("1234", "2", language="fr, en-GB;q=0.7")
        self.assertEqual(english.json()["message"], "This is not a ticket code")
        self.device.lang = "en_US"
        chinese = self._post_scan("1234", "3", language="zh-Hans-CN")
        self.assertEqual(chinese.json()["message"], "这不是门票码")

    def test_without_a_token(self):
        for header in ("", "Bearer", "Bearer ", "Basic abc"):
            response = self._call("scan", {}, Authorization=header)
            self._assert_error(response, 401, "unauthorized")
            self.assertEqual(response.headers["WWW-Authenticate"], "Bearer")

    def test_with_a_wrong_token(self):
        response = self._call("scan", {}, token="0" * 40)
        self._assert_error(response, 401, "unauthorized")
        self.assertFalse(self.env["ticket.scan"].search([]))

    def test_revoked_device_opens_nothing(self):
        self.assertEqual(self._call("heartbeat", {}).status_code, 200)
        self.device.action_revoke()
        for path, method in (
            ("scan", "POST"),
            ("scans", "POST"),
            ("heartbeat", "POST"),
            ("package", "GET"),
        ):
            response = self._call(path, {"code": self.ticket.token}, method=method)
            self._assert_error(response, 401, "device_revoked")
        self.assertEqual(self.ticket.admitted, 0)

    def test_archived_device_opens_nothing(self):
        self.device.active = False
        self._assert_error(self._call("scan", {}), 401, "unauthorized")

    def test_body_that_is_not_json(self):
        self._assert_error(self._call("scan", b"{"), 400, "invalid_json")
        self._assert_error(self._call("scan", [1]), 400, "invalid_request")

    def test_fields_that_are_missing_or_wrong(self):
        good = {"code": "1", "scan_id": "1"}
        for bad, field in (
            ({"scan_id": "1"}, "code"),
            ({**good, "code": 5}, "code"),
            ({"code": "1"}, "scan_id"),
            ({**good, "scan_id": ""}, "scan_id"),
            ({**good, "scan_id": "x" * 65}, "scan_id"),
            ({**good, "scan_id": "\x00"}, "scan_id"),
            ({**good, "direction": "up"}, "direction"),
            ({**good, "count": 0}, "count"),
            ({**good, "count": True}, "count"),
            ({**good, "count": "2"}, "count"),
            ({**good, "scanned_at": "yesterday"}, "scanned_at"),
            ({**good, "scanned_at": 5}, "scanned_at"),
        ):
            error = self._assert_error(self._call("scan", bad), 400, "invalid_request")
            self.assertEqual(error["details"], {"field": field})
        self.assertFalse(self.env["ticket.scan"].search([]))

    def test_body_too_large(self):
        response = self._call("scan", {"code": "1" * (1024 * 1024 + 1), "scan_id": "1"})
        self._assert_error(response, 413, "request_entity_too_large")

    def test_batch_answers_each_scan(self):
        other = self._create_ticket("1-2")
        scans = [
            {"code": self.ticket.token, "scan_id": "a"},
            {"code": self.ticket.token, "scan_id": "b"},
            {"code": "noise", "scan_id": "c"},
            {"code": other.number, "scan_id": "d", "direction": "in", "count": 1},
        ]
        first = self._call("scans", {"scans": scans}).json()["scans"]
        self.assertEqual(
            [(one["scan_id"], one["reason"]) for one in first],
            [("a", "ok"), ("b", "already_used"), ("c", "malformed"), ("d", "ok")],
        )
        again = self._call("scans", {"scans": scans}).json()["scans"]
        self.assertEqual(again, first)
        self.assertEqual(self.env["ticket.scan"].search_count([]), 4)

    def test_batch_with_a_bad_scan_does_nothing(self):
        scans = [{"code": self.ticket.token, "scan_id": "a"}, {"code": "1"}]
        response = self._call("scans", {"scans": scans})
        error = self._assert_error(response, 400, "invalid_request")
        self.assertEqual(error["details"], {"field": "scan_id", "index": 1})
        self.assertEqual(self.ticket.admitted, 0)

    def test_batch_has_a_limit(self):
        scans = [{"code": "1", "scan_id": str(n)} for n in range(501)]
        response = self._call("scans", {"scans": scans})
        self._assert_error(response, 400, "invalid_request")

    def test_before_the_first_scan_nobody_came(self):
        [session] = self._call("heartbeat", {}).json()["sessions"]
        figures = (session["sold"], session["admitted"], session["inside"])
        self.assertEqual(figures, (1, 0, 0))

    def test_heartbeat_tells_how_the_lane_stands(self):
        self._post_scan(self.ticket.token, scan_id="1")
        self._post_scan(self.ticket.token, scan_id="2")
        status = self._call("heartbeat", {"version": "1.2"}).json()
        self.assertEqual(status["gate"]["name"], "North 1")
        self.assertEqual(status["counters"], {"admitted": 1, "refused": 1})
        self.assertEqual(
            [
                (session["id"], session["sold"], session["admitted"], session["inside"])
                for session in status["sessions"]
            ],
            [(self.performance.id, 1, 1, 1)],
        )
        self.assertEqual(self.device.version, "1.2")
        self.assertTrue(self.device.last_seen)

    def test_package_lets_a_device_decide_alone(self):
        void = self._create_ticket("2-1", state="refunded")
        package = self._call("package", method="GET").json()
        self.assertEqual(package["revocations"], [void.number])
        self.assertEqual(
            [session["id"] for session in package["sessions"]], [self.performance.id]
        )
        self.assertEqual(package["rules"][0]["before"], 120)
        key = self.env["ticket.signing.key"]._current(self.company)
        self.assertEqual(package["keys"], {str(key.key_id): key.public_key})
        self.assertNotIn(key.sudo().private_key, str(package))
        self.assertEqual(package["types"][str(self.adult.id)], "Adult")
        self.assertEqual(package["messages"]["ok"], "Welcome")
        self.assertEqual(package["used"], {})
        self._post_scan(self.ticket.token)
        package = self._call("package", method="GET")
        self.assertEqual(package.json()["used"], {self.ticket.number: [1, 0]})
        self.assertEqual(package.headers["Cache-Control"], "no-store")

    def test_package_does_not_look_far_ahead(self):
        self._open_doors(self.performance, minutes=60 * 24 * 5)
        self.assertEqual(self._call("package", method="GET").json()["sessions"], [])

    def test_clock_of_the_server_is_told(self):
        told = self._call("heartbeat", {}).json()["server_time"]
        self.assertTrue(told.endswith("Z"))
        seconds = fields.Datetime.now() - fields.Datetime.to_datetime(
            told[:-1].replace("T", " ")
        )
        self.assertLess(abs(seconds.total_seconds()), 5)
