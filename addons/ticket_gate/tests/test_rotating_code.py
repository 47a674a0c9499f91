import time
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.ticket_sale.tools import rotating_code

from .common import TicketGateCommon


@tagged("post_install", "-at_install")
class TestRotatingCode(TicketGateCommon):
    """Lanes of a session whose codes change on the phone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket("1-1")
        cls.session.rotating_code = True
        cls.env.flush_all()

    def _live_code(self, ago=0, ticket=None):
        """The code that the phone showed some seconds ago."""
        phone = (ticket or self.ticket)._phone_code()
        return rotating_code.code_at(
            phone["token"],
            bytes.fromhex(phone["key"]),
            rotating_code.step_of(time.time() - ago),
        )

    def _assert_refused(self, code, reason, **request):
        answer = self._scan(code, **request)
        self.assertEqual((answer["result"], answer["reason"]), ("refuse", reason))
        self.assertEqual(self.ticket.admitted, 0)
        return answer

    def test_live_code_admits_once(self):
        code = self._live_code()
        self.assertEqual(self._scan(code)["reason"], "ok")
        self.assertEqual(self._scan(code)["reason"], "already_used")
        self.assertEqual(self._scan(self._live_code(15))["reason"], "already_used")

    def test_clocks_half_a_minute_apart_admit(self):
        self.assertEqual(self._scan(self._live_code(30))["reason"], "ok")
        other = self._create_ticket("1-2")
        self.assertEqual(self._scan(self._live_code(-30, other))["reason"], "ok")

    def test_screenshot_is_an_old_code(self):
        answer = self._assert_refused(self._live_code(60), "stale_code")
        self.assertEqual(
            answer["message"], "Old code: ask for the live one on the phone"
        )
        self.assertEqual(answer["ticket"]["number"], self.ticket.number)
        self._assert_refused(self._live_code(-60), "stale_code")

    def test_static_token_and_number_are_not_enough(self):
        self._assert_refused(self.ticket.token, "live_code_needed")
        self._assert_refused(self.ticket.number, "live_code_needed")
        self._assert_refused(self.ticket._token_for("pdf"), "live_code_needed")

    def test_printed_ticket_passes_by_code_and_number(self):
        self.ticket.sudo().print_count = 1
        self.env.flush_all()
        self.assertEqual(self._scan(self.ticket._token_for("paper"))["reason"], "ok")
        self.assertEqual(self._scan(self.ticket.number)["reason"], "already_used")

    def test_printed_ticket_is_refused_where_paper_does_not_pass(self):
        self.ticket.sudo().print_count = 1
        self.session.rotating_paper = False
        self.env.flush_all()
        self._assert_refused(self.ticket._token_for("paper"), "live_code_needed")
        self._assert_refused(self.ticket.number, "live_code_needed")

    def test_proof_of_another_ticket_is_forged(self):
        other = self._create_ticket("1-2")
        mixed = self._live_code()[:146] + self._live_code(ticket=other)[146:]
        self._assert_refused(mixed, "forged")

    def test_code_of_before_the_secret_was_renewed_is_old(self):
        code = self._live_code()
        self.session.action_renew_rotating()
        self.env.flush_all()
        self._assert_refused(code, "stale_code")
        self.assertEqual(self._scan(self._live_code())["reason"], "ok")

    def test_scan_sent_late_is_judged_at_its_own_time(self):
        ago = fields.Datetime.now() - timedelta(seconds=600)
        code = self._live_code(600)
        answer = self._scan(code, scanned_at=ago.isoformat() + "Z")
        self.assertEqual(answer["reason"], "ok")

    def test_switched_off_again_every_code_passes(self):
        code = self._live_code(600)
        self.session.rotating_code = False
        self.env.flush_all()
        self.assertEqual(self._scan(code)["reason"], "ok")

    def test_package_carries_the_secret_for_devices_only(self):
        identity = self.env["ticket.gate.device"]._identify(self.token)
        package = self.env["ticket.gate"]._package(identity, "en_US")
        [session] = package["sessions"]
        rotation = self.env["ticket.session"]._rotation(self.session.id)
        self.assertEqual(
            session["rotation"],
            {
                "secrets": [rotation.secrets[0].hex()],
                "fixed": ["paper", "partner"],
                "step_seconds": 15,
                "tolerance": 2,
            },
        )
        status = self.env["ticket.gate"]._status(identity, "en_US")
        self.assertNotIn("rotation", status["sessions"][0])
        self.session.rotating_code = False
        [session] = self.env["ticket.gate"]._package(identity, "en_US")["sessions"]
        self.assertIsNone(session["rotation"])

    def test_ticket_sold_before_a_session_was_put_off_is_admitted_on_the_new_date(self):
        self.session.rotating_code = False
        token = self.ticket.token
        now = fields.Datetime.now()
        self.session._postpone("storm", start=self.session.start + timedelta(days=9))
        self.env.flush_all()
        self.ticket.invalidate_recordset(["token"])
        self.assertNotEqual(self.ticket.token, token)
        self._assert_refused(token, "too_early", now=now)
        self._open_doors(self.session)
        self.env.flush_all()
        self.assertEqual(self._scan(token)["reason"], "ok")
