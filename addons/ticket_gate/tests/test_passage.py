from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from ..exceptions import PassageClosed, PassageUnknown
from .common import TicketGateCommon


@tagged("post_install", "-at_install")
class TestPassage(TicketGateCommon):
    """A turnstile reserves at the scan and tells afterwards who went through."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket("1-1", admits=3)
        cls.other_gate = cls.gate.copy({"name": "North 2"})
        other = cls._create_device("Turnstile 2", gate=cls.other_gate)
        cls.other = cls.env["ticket.gate.device"]._identify(other._mint_token())

    def _reserve(self, **request):
        return self._scan(self.ticket.number, two_phase=True, **request)

    def _tell(self, ref, passed):
        device = self.env["ticket.gate.device"]._identify(self.token)
        told = self.env["ticket.gate.passage"]._report(device.id, ref, passed)
        self.env.invalidate_all()
        return told

    def _later(self, seconds=30):
        """Scan ``seconds`` from now."""
        return {"now": fields.Datetime.now() + timedelta(seconds=seconds)}

    def test_the_scan_counts_and_names_the_passage(self):
        answer = self._reserve(count=2)
        self.assertEqual(answer["result"], "admit")
        self.assertEqual(answer["passage_seconds"], 20)
        self.assertEqual(self.ticket.admitted, 2)

    def test_who_went_through_stays_counted(self):
        ref = self._reserve(count=2)["passage"]
        told = self._tell(ref, 2)
        self.assertEqual(
            told, {"ref": ref, "passed": 2, "late": False, "conflict": None}
        )
        self.assertEqual(self.ticket.admitted, 2)
        self.assertEqual(sum(self.ticket.scan_ids.mapped("passed")), 2)

    def test_who_did_not_go_through_is_given_back(self):
        ref = self._reserve(count=3)["passage"]
        self._tell(ref, 1)
        self.assertEqual((self.ticket.admitted, self.ticket.state), (1, "used"))
        self.assertEqual(sum(self.ticket.scan_ids.mapped("passed")), 1)
        self.assertEqual(self._scan(self.ticket.number, count=2)["result"], "admit")

    def test_nobody_went_through_and_the_ticket_is_as_before(self):
        self._tell(self._reserve()["passage"], 0)
        self.assertEqual((self.ticket.admitted, self.ticket.state), (0, "valid"))
        self.assertFalse(self.ticket.first_admitted_at)
        self.assertEqual(self.ticket.entries, 0)

    def test_told_again_gets_the_same_answer(self):
        ref = self._reserve()["passage"]
        self.assertEqual(self._tell(ref, 1), self._tell(ref, 1))
        with self.assertRaises(PassageClosed):
            self._tell(ref, 0)
        self.assertEqual(self.ticket.admitted, 1)

    def test_another_device_has_no_say(self):
        ref = self._reserve()["passage"]
        with self.assertRaises(PassageUnknown):
            self.env["ticket.gate.passage"]._report(self.other.id, ref, 0)

    def test_no_more_than_were_let_in(self):
        with self.assertRaises(ValueError):
            self._tell(self._reserve()["passage"], 2)

    def test_while_somebody_goes_through_nobody_else_does(self):
        self._reserve(count=3)
        answer = self._scan(self.ticket.number, device=self.other)
        self.assertEqual(answer["reason"], "in_passage")

    def test_after_its_time_the_ticket_is_good_at_another_lane(self):
        self._reserve(count=3)
        answer = self._scan(self.ticket.number, device=self.other, **self._later())
        self.assertEqual(answer["result"], "admit")
        self.assertEqual(self.ticket.admitted, 1)

    def test_who_was_given_back_is_not_told_as_the_first(self):
        single = self._create_ticket("1-2")
        self._scan(single.number, two_phase=True)
        self._scan(single.number, device=self.other, **self._later())
        answer = self._scan(single.number, **self._later(60))
        self.assertIn("at North 2", answer["message"])

    def test_a_late_report_counts_while_there_is_room(self):
        ref = self._reserve(count=2)["passage"]
        self._scan(self.ticket.number, device=self.other, count=3, **self._later())
        self._release()
        self.assertEqual(self.ticket.admitted, 3)
        told = self._tell(ref, 2)
        self.assertTrue(told["late"])
        self.assertEqual(told["conflict"]["persons"], 2)
        self.assertEqual(told["conflict"]["first"]["gate"], "North 2")
        self.assertEqual(self._tell(ref, 2), told)
        self.assertEqual(sum(self.ticket.scan_ids.mapped("passed")), 5)

    def test_a_late_report_with_room_is_no_conflict(self):
        ref = self._reserve(count=2)["passage"]
        self._release()
        self.assertEqual(self.ticket.admitted, 0)
        told = self._tell(ref, 2)
        self.assertEqual((told["late"], told["conflict"]), (True, None))
        self.assertEqual(self.ticket.admitted, 2)

    def test_way_out_is_given_back_too(self):
        self._scan(self.ticket.number, count=3)
        ref = self._reserve(direction="out", count=2)["passage"]
        self.assertEqual(self.ticket.outside, 2)
        self._tell(ref, 1)
        self.assertEqual((self.ticket.admitted, self.ticket.outside), (3, 1))

    def test_a_refusal_reserves_nothing(self):
        answer = self._reserve(count=4)
        self.assertEqual(answer["reason"], "too_many")
        self.assertNotIn("passage", answer)

    def _release(self):
        """As the cron does, when all are overdue."""
        self.env.cr.execute("UPDATE ticket_gate_passage SET expires_at = '2020-01-01'")
        with patch.object(self.env.registry["ir.cron"], "_commit_progress"):
            self.env["ticket.gate.passage"]._cron_release()
        self.env.invalidate_all()
