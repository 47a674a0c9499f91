import json
import secrets
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ticket_sale.tools import token as ticket_token

from ..tools.scanning import Scan, ScanRequest
from .common import TicketGateCommon

LOG = "odoo.addons.base.models.ir_model"


@tagged("post_install", "-at_install")
class TestScan(TicketGateCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket("1-1")

    def test_first_scan_admits_and_tells_about_the_ticket(self):
        answer = self._scan(self.ticket.token)
        self.assertEqual((answer["result"], answer["reason"]), ("admit", "ok"))
        self.assertEqual(answer["message"], "Welcome")
        self.assertEqual(
            answer["ticket"] | {"session": None},
            {
                "number": self.ticket.number,
                "type": self.adult.name,
                "session": None,
                "place": "Stalls · Row 1 · Seat 1",
                "holder": "L* H**",
                "admits": 1,
                "admitted": 1,
            },
        )
        self.assertTrue(answer["ticket"]["session"].startswith("Swan Lake · "))
        self.assertEqual((self.ticket.state, self.ticket.admitted), ("used", 1))
        self.assertTrue(self.ticket.first_admitted_at)

    def test_a_signed_ticket_that_is_not_here_yet_is_asked_for(self):
        number = ticket_token.new_number(secrets.randbits)
        key = self.env["ticket.signing.key"]._current(self.company)
        token = key._sign(replace(self.ticket._claims(), ticket=int(number)))
        tickets = type(self.env["ticket.ticket"])
        with patch.object(tickets, "_come_forward", return_value=False) as asked:
            self.assertEqual(self._scan(token)["reason"], "unknown")
            asked.assert_called_once_with(number, self.company.id)
            self._scan(number)  # typed: nothing proves it
            asked.assert_called_once()

    def test_second_scan_refuses_with_the_first_time_and_lane(self):
        self._scan(self.ticket.token, now=fields.Datetime.now())
        answer = self._scan(self.ticket.token)
        self.assertEqual(answer["result"], "refuse")
        self.assertEqual(answer["reason"], "already_used")
        self.assertRegex(
            answer["message"], r"^Already used: entered \d\d:\d\d:\d\d at North 1$"
        )
        self.assertEqual(self.ticket.admitted, 1)

    def test_answers_in_chinese(self):
        answer = self._scan("1234", lang="zh_CN")
        self.assertEqual(answer["message"], "这不是门票码")
        self._scan(self.ticket.token)
        again = self._scan(self.ticket.token, lang="zh_CN")
        self.assertRegex(again["message"], r"^已使用：\d\d:\d\d:\d\d 从 North 1 入场$")

    def test_scan_keeps_what_counts_and_not_the_token(self):
        answer = self._scan(self.ticket.token)
        scan = self.ticket.scan_ids
        self.assertEqual(json.loads(scan.answer), answer)
        self.assertEqual(
            (scan.gate_id, scan.device_id, scan.session_id, scan.type_id, scan.zone_id),
            (self.gate, self.device, self.session, self.adult, self.zone_a),
        )
        self.assertNotIn(self.ticket.token, str(scan.read()))
        self.assertEqual(len(scan.code_hash), 64)

    def test_a_scan_is_named_by_its_ticket_else_by_its_answer(self):
        self._scan(self.ticket.token)
        self._scan("noise")
        noise, entry = self.env["ticket.scan"].search([], limit=2)
        self.assertEqual(entry.display_name, self.ticket.number)
        self.assertEqual(noise.display_name, "Not a Ticket Code")

    def test_same_scan_id_gets_the_same_answer(self):
        first = self._scan(self.ticket.token, scan_id="lost-answer")
        again = self._scan(self.ticket.token, scan_id="lost-answer", lang="zh_CN")
        self.assertEqual(again, first)
        self.assertEqual(first["result"], "admit")
        self.assertEqual(self.ticket.admitted, 1)
        self.assertEqual(len(self.ticket.scan_ids), 1)

    def test_a_scan_id_used_for_another_code_opens_nothing(self):
        self._scan(self.ticket.token, scan_id="after-reset")
        answer = self._scan("T1FORGED", scan_id="after-reset")
        told = (answer["result"], answer["reason"], answer["ticket"])
        self.assertEqual(told, ("refuse", "scan_id_used", None))

    def test_scan_id_counts_for_one_device_only(self):
        other = self._create_device("Handheld 2")
        identity = self.env["ticket.gate.device"]._identify(other._mint_token())
        self._scan(self.ticket.token, scan_id="1")
        answer = self._scan(self.ticket.token, scan_id="1", device=identity)
        self.assertEqual(answer["reason"], "already_used")

    def test_typed_number_works_as_people_type_it(self):
        number = self.ticket.number
        typed = f" {number[:4]} {number[4:8]}-{number[8:12]} {number[12:]}\r"
        self.assertEqual(self._scan(typed)["result"], "admit")

    def test_group_ticket_enters_in_parts(self):
        group = self._create_ticket("2-1", admits=4)
        first = self._scan(group.number)
        self.assertEqual(first["message"], "Welcome: 1 of 4 are in")
        second = self._scan(group.number, count=2)
        self.assertEqual(second["ticket"]["admitted"], 3)
        third = self._scan(group.number, count=2)
        self.assertEqual(third["reason"], "too_many")
        self.assertIn("1 more", third["message"])
        self.assertEqual(self._scan(group.number)["result"], "admit")
        self.assertEqual(self._scan(group.number)["reason"], "already_used")
        self.assertEqual(group.admitted, 4)

    def test_way_out_and_in_again_follows_the_rule(self):
        self._scan(self.ticket.number)
        way_out = self._scan(self.ticket.number, direction="out")
        self.assertEqual((way_out["result"], way_out["reason"]), ("admit", "exit"))
        self.assertEqual(self.ticket.outside, 1)
        self.assertEqual(self._scan(self.ticket.number)["reason"], "no_reentry")
        self.rule.reentry = True
        self.assertEqual(self._scan(self.ticket.number)["reason"], "reentry")
        self.assertEqual((self.ticket.admitted, self.ticket.outside), (1, 0))

    def test_nobody_leaves_who_is_not_inside(self):
        answer = self._scan(self.ticket.number, direction="out")
        self.assertEqual((answer["result"], answer["reason"]), ("refuse", "not_inside"))

    def test_late_upload_counts_at_the_time_of_the_scan(self):
        early = fields.Datetime.now() - timedelta(minutes=10)
        answer = self._scan(self.ticket.number, scanned_at=early.isoformat() + "Z")
        self.assertEqual(answer["result"], "admit")
        self.assertEqual(self.ticket.first_admitted_at, early.replace(microsecond=0))

    def test_renamed_show_is_told_by_its_new_name(self):
        self._scan(self.ticket.number)
        self.show.name = "Giselle"
        self.env.flush_all()
        again = self._scan(self.ticket.number)
        self.assertTrue(again["ticket"]["session"].startswith("Giselle · "))

    def test_used_ticket_cannot_be_refunded(self):
        self._scan(self.ticket.number)
        with self.assertRaisesRegex(Exception, "has been used"):
            self.ticket._void("refunded", "test")

    def test_scans_are_never_changed_or_deleted(self):
        self._scan(self.ticket.number)
        manager = self.env["res.users"].create(
            {
                "name": "Manager",
                "login": "gate-manager",
                "group_ids": [(4, self.env.ref("ticket_venue.group_ticket_admin").id)],
            }
        )
        scan = self.ticket.scan_ids.with_user(manager)
        with (
            self.assertRaises(AccessError),
            mute_logger(LOG),
        ):
            scan.write({"result": "refuse"})
        with (
            self.assertRaises(AccessError),
            mute_logger(LOG),
        ):
            scan.unlink()

    def test_a_scan_takes_few_statements(self):
        token = self.ticket.token
        self._scan(self._create_ticket("1-2").token)  # now all is in memory
        with self.assertQueryCount(2):
            self._scan_bare(token)

    def _scan_bare(self, code):
        """Only what a scan itself does: lock the ticket, write the scan."""
        identity = self.env["ticket.gate.device"]._identify(self.token)
        settings = self.env["ticket.gate"]._settings(identity.gate)
        body = {"code": code, "scan_id": "bare"}
        request = ScanRequest.parse(body, fields.Datetime.now())
        scans = self.env["ticket.scan"]
        read = scans._read_code(code, settings.company)
        return scans._answer(Scan(identity.id, settings, request, "en_US"), read)
