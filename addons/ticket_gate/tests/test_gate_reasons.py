from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.ticket_sale.tools import token as ticket_token

from ..reasons import MESSAGES
from .common import TicketGateCommon


@tagged("post_install", "-at_install")
class TestGateReasons(TicketGateCommon):
    """Why a gate refuses, one reason a test; each leaves the ticket as it was."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket("1-1")

    def _assert_refused(self, reason, message, code=None, **request):
        answer = self._scan(self.ticket.token if code is None else code, **request)
        self.assertEqual((answer["result"], answer["reason"]), ("refuse", reason))
        self.assertIn(message, answer["message"])
        self.assertEqual(self.ticket.admitted, 0)
        scan = self.env["ticket.scan"].search([], limit=1)
        self.assertEqual((scan.result, scan.reason), ("refuse", reason))
        return answer

    def test_noise(self):
        for noise in ("HELLO", "T1", "123", "\x00\x01", "9" * 10_240, "票"):
            answer = self._assert_refused("malformed", "not a ticket code", noise)
            self.assertIsNone(answer["ticket"])

    def test_nothing_read(self):
        for nothing in ("", " ", "\r\n"):
            self._assert_refused("empty", "Nothing was read", nothing)

    def test_number_with_a_typing_error(self):
        number = self.ticket.number
        wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
        self._assert_refused("malformed", "not a ticket code", wrong)

    def test_number_of_no_ticket(self):
        number = ticket_token.new_number(lambda _: 7)
        self._assert_refused("unknown", "no ticket", number)

    def test_forged_by_another_key(self):
        claims = self.ticket._claims()
        forged = ticket_token.sign(claims, 1, b"\x07" * 32)
        answer = self._assert_refused("forged", "Forged", forged)
        self.assertIsNone(answer["ticket"])

    def test_altered_in_any_part(self):
        token = self.ticket.token
        for position in (10, 60, len(token) - 2):
            other = "0" if token[position] != "0" else "1"
            altered = token[:position] + other + token[position + 1 :]
            self._assert_refused("forged", "Forged", altered)

    def test_key_withdrawn(self):
        token = self.ticket.token
        old = self.env["ticket.signing.key"]._current(self.company)
        self.env["ticket.signing.key"]._rotate(self.company)
        old.sudo().active = False
        self._assert_refused("old_key", "no longer good", token)

    def test_rotated_key_still_admits(self):
        token = self.ticket.token
        self.env["ticket.signing.key"]._rotate(self.company)
        self.assertEqual(self._scan(token)["result"], "admit")

    def test_void_tickets(self):
        for state, message in (
            ("refunded", "was refunded"),
            ("exchanged", "was exchanged"),
            ("cancelled", "was cancelled"),
        ):
            self.ticket.sudo().state = state
            self.env.flush_all()
            answer = self._assert_refused(state, message)
            self.assertEqual(answer["ticket"]["number"], self.ticket.number)

    def test_stopped_sessions(self):
        for state in ("cancelled", "postponed"):
            self.session.state = state
            self.env.flush_all()
            self._assert_refused(f"session_{state}", "Swan Lake")

    def test_before_the_doors_open(self):
        self._open_doors(self.session, minutes=180)
        self.env.flush_all()
        answer = self._assert_refused("too_early", "Doors open")
        opens = self.session.start - timedelta(minutes=120)
        local = fields.Datetime.context_timestamp(
            self.session.with_context(tz=self.venue.tz), opens
        )
        self.assertTrue(answer["message"].endswith(local.strftime("%H:%M")))

    def test_after_the_doors_closed(self):
        self._open_doors(self.session, minutes=-600)
        self.env.flush_all()
        self._assert_refused("too_late", "was for Swan Lake")

    def test_another_session_of_this_house(self):
        other = self._create_session_on_sale(
            start=fields.Datetime.now() + timedelta(days=1)
        )
        self.gate.session_id = other
        self._assert_refused("wrong_session", "this ticket is for Swan Lake")

    def test_another_house(self):
        stadium = self.env["ticket.venue"].create({"name": "Stadium"})
        self.rule.venue_id = stadium
        self._assert_refused("wrong_venue", "Grand Theatre")

    def test_type_that_does_not_pass_here(self):
        self.rule.type_ids = self.child
        self._assert_refused("wrong_gate", "Zone A")

    def test_zone_that_does_not_pass_here(self):
        self.rule.zone_ids = self.zone_f
        self._assert_refused("wrong_gate", "Zone A")

    def test_any_fitting_rule_is_enough(self):
        self.rule.type_ids = self.child
        self.rule.copy({"type_ids": [(6, 0, self.adult.ids)]})
        self.assertEqual(self._scan(self.ticket.token)["result"], "admit")

    def test_closed_lane(self):
        self.gate.is_open = False
        self._assert_refused("gate_closed", "closed")

    def test_lane_for_the_other_direction(self):
        self.gate.direction = "out"
        self._assert_refused("wrong_direction", "the other direction")

    def test_outside_the_hours_of_the_rule(self):
        here = fields.Datetime.context_timestamp(
            self.session.with_context(tz=self.venue.tz), fields.Datetime.now()
        )
        hour = (here.hour + 2) % 24
        self.rule.write({"hour_from": hour, "hour_to": hour + 0.5})
        self._assert_refused("outside_hours", f"from {hour:02}:00 to {hour:02}:30")

    def test_lane_without_rules_lets_nobody_in(self):
        self.rule.unlink()
        self._assert_refused("wrong_venue", "Grand Theatre")

    def test_clock_of_the_device_ahead(self):
        future = fields.Datetime.now() + timedelta(hours=1)
        self._assert_refused(
            "wrong_clock", "wrong clock", scanned_at=future.isoformat() + "Z"
        )

    def test_every_reason_speaks_chinese(self):
        for reason, message in MESSAGES.items():
            chinese = message._translate("zh_CN")
            self.assertRegex(chinese, "[\u4e00-\u9fff]", reason)
