import json
import subprocess
import sys
import tempfile
from pathlib import Path

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..tools import gate_hub
from .common import TicketGateCommon, TicketGateHttpCase

API = "/ticket/api/v1/gate/"


@tagged("post_install", "-at_install")
class TestGateHub(TicketGateCommon):
    """A hub and the devices behind it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hub = cls._create_device("Hub", kind="hub")

    def test_only_a_hub_stands_before_devices(self):
        with self.assertRaises(ValidationError):
            self.device.hub_id = self._create_device("Handheld 2")

    def test_a_hub_is_behind_nobody(self):
        with self.assertRaises(ValidationError):
            self._create_device("Hub 2", kind="hub").hub_id = self.hub

    def test_a_hub_with_devices_stays_a_hub(self):
        self.device.hub_id = self.hub
        with self.assertRaises(ValidationError):
            self.hub.kind = "turnstile"

    def test_a_device_that_moves_is_the_new_hubs_at_once(self):
        Device = self.env["ticket.gate.device"]
        self.device.hub_id = self.hub
        self.assertEqual(Device._devices_behind(self.hub.id), self.device.ids)
        self.device.hub_id = self._create_device("Hub 2", kind="hub")
        self.assertEqual(Device._devices_behind(self.hub.id), [])


@tagged("post_install", "-at_install")
class TestGateHubApi(TicketGateHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hub = cls._create_device("Hub", kind="hub")
        cls.hub_token = cls.hub._mint_token()
        cls.device.hub_id = cls.hub

    def _call(self, path, body=None, token=None):
        self.env.flush_all()
        response = self.url_open(
            API + path,
            data=None if body is None else json.dumps(body),
            headers={
                "Authorization": f"Bearer {token or self.hub_token}",
                "Content-Type": "application/json",
            },
        )
        self.env.invalidate_all()
        return response

    def test_package_has_what_every_lane_needs(self):
        package = self._call("hub/package").json()
        [lane] = package["lanes"]
        self.assertEqual(lane["id"], self.gate.id)
        self.assertEqual(lane["state"], "normal")
        self.assertEqual(lane["lane"]["rules"][0]["venue"], self.venue.id)
        [device] = package["devices"]
        self.assertEqual(device["id"], self.device.id)
        self.assertEqual(device["token_hash"], self.device.sudo().token_hash)
        [session] = [
            one for one in package["sessions"] if one["id"] == self.performance.id
        ]
        self.assertEqual(session["names"]["en_US"], self.performance.show_id.name)
        words = package["words"]["en_US"]
        self.assertEqual(words["venues"], {str(self.venue.id): self.venue.name})
        self.assertIn(str(self.ticket.type_id.id), words["types"])
        self.assertIn("欢迎", package["messages"]["zh_CN"]["ok"])

    def test_package_tells_no_name_and_no_price(self):
        text = self._call("hub/package").text
        self.assertNotIn(self.ticket.token, text)
        self.assertNotIn("price", text)

    def test_a_lane_gets_no_hub_package(self):
        response = self._call("hub/package", token=self.token)
        self.assertEqual(response.status_code, 403)
        self.assertEqual(response.json()["error"]["code"], "no_hub")

    def test_a_revoked_device_leaves_the_package(self):
        self.device.action_revoke()
        package = self._call("hub/package").json()
        self.assertEqual(package["devices"], [])
        self.assertEqual(package["lanes"], [])

    def test_a_hub_scans_for_the_device_behind_it(self):
        body = {"code": self.ticket.token, "scan_id": "1", "device": self.device.id}
        answer = self._call("scan", body).json()
        self.assertEqual(answer["result"], "admit")
        scan = self.env["ticket.scan"].search([("ticket_id", "=", self.ticket.id)])
        self.assertEqual(scan.device_id, self.device)
        self.assertEqual(scan.hub_id, self.hub)

    def test_a_hub_scans_for_nobody_elses_device(self):
        other = self._create_device("Handheld 2")
        body = {"code": self.ticket.token, "scan_id": "1", "device": other.id}
        self.assertEqual(self._call("scan", body).status_code, 403)
        self.assertFalse(self.ticket.admitted)

    def test_a_hubs_heartbeat_tells_how_its_lanes_stand(self):
        self.gate._command("lock")
        status = self._call("heartbeat", {}).json()
        self.assertEqual(status["lanes"], {str(self.gate.id): "closed"})
        status = self._call("heartbeat", {}, token=self.token).json()
        self.assertNotIn("lanes", status)

    def test_a_hub_knows_the_tickets_of_every_lane_behind_it(self):
        elsewhere = self.env["ticket.gate.group"].create(
            {"name": "Side Door", "venue_id": self.venue.id}
        )
        elsewhere.rule_ids.unlink()
        self.hub.gate_id = self.env["ticket.gate"].create(
            {"name": "Office", "group_id": elsewhere.id}
        )
        told = self._call(f"package/tickets?session={self.performance.id}").json()
        self.assertIn(self.ticket.number, told["numbers"])

    def test_the_program_can_be_downloaded_and_says_its_version(self):
        program = self.url_open("/ticket/gate-hub.pyz").content
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "gate-hub.pyz"
            path.write_bytes(program)
            said = subprocess.run(
                [sys.executable, path, "--version"], capture_output=True, check=True
            )
        self.assertEqual(said.stdout.decode().strip(), gate_hub.VERSION)

    def test_a_hub_tells_which_devices_it_has_heard(self):
        stranger = self._create_device("Handheld 2")
        seen = {str(self.device.id): 5, str(stranger.id): 5, "x": 1}
        self._call("heartbeat", {"version": "hub 1.0", "hub": {"seen": seen}})
        self.assertTrue(self.device.last_seen)
        self.assertFalse(stranger.last_seen)
        heard = self.device.last_seen
        for noise in ([], {str(self.device.id): "now"}, {str(self.device.id): -9}):
            self._call("heartbeat", {"hub": {"seen": noise}})
        self.assertEqual(self.device.last_seen, heard)

    def test_a_hub_asks_for_the_passes_of_its_lanes(self):
        told = self._call("package/passes").json()
        self.assertEqual((told["full"], told["numbers"]), (True, []))
        self.assertEqual(self._call("package/passes", token="0").status_code, 401)

    def test_health_of_a_hub_is_shown(self):
        health = {"waiting": 12, "rejected": 1, "doubles": 2, "clock_doubtful": True}
        self._call("heartbeat", {"version": "hub 1.0", "hub": health})
        self.assertEqual(self.hub.hub_waiting, 12)
        self.assertEqual(self.hub.hub_trouble, "clock")
        self._call("heartbeat", {"hub": {"waiting": "many"}})
        self.assertEqual(self.hub.hub_waiting, 12)
