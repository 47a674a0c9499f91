from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TicketGateCommon


@tagged("post_install", "-at_install")
class TestOfflineScan(TicketGateCommon):
    """What was done without us is kept as it was; doubles are found."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket("1-1")
        cls.other_gate = cls.gate.copy({"name": "North 2"})
        other = cls._create_device("Handheld 2", gate=cls.other_gate)
        cls.other = cls.env["ticket.gate.device"]._identify(other._mint_token())

    def _report(self, decided="admit", code=None, **request):
        return self._scan(
            code or self.ticket.number, is_offline=True, decided=decided, **request
        )

    def _conflict(self):
        return self.env["ticket.scan.conflict"].search([])

    def test_let_in_offline_with_right_is_no_conflict(self):
        answer = self._report()
        self.assertEqual((answer["result"], answer["conflict"]), ("admit", None))
        scan = self.ticket.scan_ids
        self.assertEqual((scan.is_offline, scan.decided), (True, "admit"))
        self.assertFalse(self._conflict())

    def test_let_in_twice_is_kept_counted_and_listed(self):
        first = self._scan(self.ticket.number, device=self.other)
        answer = self._report()
        self.assertEqual(
            (answer["result"], answer["reason"]), ("refuse", "already_used")
        )
        self.assertEqual(answer["conflict"]["persons"], 1)
        self.assertEqual(answer["conflict"]["first"]["gate"], "North 2")
        self.assertEqual(self.ticket.admitted, 1)
        self.assertEqual(sum(self.ticket.scan_ids.mapped("passed")), 2)
        double = self._conflict()
        self.assertEqual(double.first_scan_id.scan_id, first["scan_id"])
        self.assertEqual(
            (double.gate_id, double.first_gate_id), (self.gate, self.other_gate)
        )
        self.assertEqual((double.ticket_id, double.state), (self.ticket, "open"))

    def test_a_group_let_in_too_often_fills_its_ticket(self):
        group = self._create_ticket("2-1", admits=4)
        self._scan(group.number, count=3)
        self._report(code=group.number, count=2)
        self.assertEqual(group.admitted, 4)
        self.assertEqual(self._conflict().persons, 2)

    def test_let_in_too_late_uses_the_ticket(self):
        self._open_doors(self.session, minutes=-600)
        self.env.flush_all()
        answer = self._report()
        self.assertEqual(answer["reason"], "too_late")
        self.assertEqual((self.ticket.admitted, self.ticket.state), (1, "used"))
        self.assertEqual(self._conflict().reason, "too_late")

    def test_a_refunded_ticket_stays_refunded(self):
        self.ticket.sudo().state = "refunded"
        self.env.flush_all()
        answer = self._report()
        self.assertIsNone(answer["conflict"]["first"])
        self.assertEqual((self.ticket.admitted, self.ticket.state), (0, "refunded"))
        self.assertEqual(self._conflict().reason, "refunded")

    def test_a_code_of_no_ticket_is_a_conflict_without_one(self):
        self._report(code="noise")
        self.assertFalse(self._conflict().ticket_id)
        self.assertEqual(self._conflict().reason, "malformed")

    def test_a_clock_ahead_there_changes_nothing(self):
        future = fields.Datetime.now() + timedelta(minutes=20)
        answer = self._report(scanned_at=future.isoformat() + "Z")
        self.assertEqual(answer["result"], "admit")

    def test_refused_there_lets_nobody_in_here(self):
        answer = self._report("refuse", reason="already_used")
        self.assertEqual(
            (answer["result"], answer["reason"]), ("refuse", "already_used")
        )
        self.assertEqual((self.ticket.admitted, self.ticket.state), (0, "valid"))
        self.assertFalse(self._conflict())

    def test_refused_there_for_a_reason_of_its_own(self):
        answer = self._report("refuse", reason="not_today")
        self.assertEqual(answer["reason"], "refused_by_device")

    def test_sent_again_is_one_conflict(self):
        self._scan(self.ticket.number, device=self.other)
        first = self._report(scan_id="twice")
        self.assertEqual(self._report(scan_id="twice"), first)
        self.assertEqual(len(self._conflict()), 1)

    def test_let_in_under_a_used_number_is_kept(self):
        other = self._create_ticket("1-2")
        self._scan(self.ticket.number, scan_id="1")
        for _again in range(2):
            answer = self._report(code=other.number, scan_id="1")
            self.assertEqual((answer["scan_id"], answer["result"]), ("1", "admit"))
        self.assertEqual((other.admitted, len(other.scan_ids)), (1, 1))
        self.assertEqual(
            self._scan(other.number, scan_id="1")["reason"], "scan_id_used"
        )

    def test_a_lost_refusal_that_the_hub_overruled_is_found(self):
        self._scan(self.ticket.number, device=self.other)
        self._scan(self.ticket.number, scan_id="lost")
        answer = self._report(scan_id="lost")
        self.assertEqual(answer["reason"], "already_used")
        self.assertEqual(answer["conflict"]["first"]["gate"], "North 2")
        self.assertEqual(self._conflict().persons, 1)
        self._report(scan_id="lost")
        self.assertEqual(len(self._conflict()), 1)
        self.assertEqual(sum(self.ticket.scan_ids.mapped("passed")), 2)

    def test_a_lost_admission_that_the_hub_overruled_is_given_back(self):
        self._scan(self.ticket.number, scan_id="lost")
        for _again in range(2):
            self._report("refuse", scan_id="lost")
            self.assertEqual((self.ticket.admitted, self.ticket.state), (0, "valid"))
        self.assertEqual(self._scan(self.ticket.number)["result"], "admit")

    def test_a_lost_admission_that_the_hub_made_too_is_one(self):
        self._scan(self.ticket.number, scan_id="lost")
        answer = self._report(scan_id="lost")
        self.assertEqual((answer["result"], answer["conflict"]), ("admit", None))
        self.assertEqual(self.ticket.admitted, 1)

    def test_lane_counts_people_who_went_through(self):
        self._scan(self.ticket.number, device=self.other)
        self._report()
        settings = self.env["ticket.gate"]._settings(self.gate.id)
        counters = self.env["ticket.gate"]._lane_counters(
            settings, fields.Datetime.now()
        )
        self.assertEqual(counters, {"admitted": 1, "refused": 1})

    def test_supervisors_settle_and_gate_staff_only_look(self):
        self._scan(self.ticket.number, device=self.other)
        self._report()
        for group, may in (
            ("ticket_gate.group_ticket_gate", False),
            ("ticket_sale.group_ticket_supervisor", True),
        ):
            user = self.env["res.users"].create(
                {
                    "name": group,
                    "login": group,
                    "group_ids": [(4, self.env.ref(group).id)],
                }
            )
            conflict = self._conflict().with_user(user)
            self.assertEqual(conflict.number, self.ticket.number)
            if may:
                conflict.action_settle()
                self.assertEqual(conflict.settled_by_id, user)
            else:
                with (
                    self.assertRaises(AccessError),
                    mute_logger("odoo.addons.base.models.ir_model"),
                ):
                    conflict.action_settle()
