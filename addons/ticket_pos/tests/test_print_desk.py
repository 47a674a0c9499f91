from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ..exceptions import ApprovalMissing
from ..tools import delivery
from .common import TicketPosCommon


@tagged("post_install", "-at_install")
class TestPrintDesk(TicketPosCommon):
    """What a till knows about its printing, and what its cashier may do."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.jam = cls.env.ref("ticket_pos.reprint_reason_jam")

    def _sell_job(self, *keys):
        order = self._sell_at_till(*keys or ["1-1"])
        return self.env["ticket.print.job"].search(
            [("ticket_id", "in", order.ticket_ids.ids)], order="id"
        )

    def _spoil(self, job):
        return self._till().ticket_print_spoil(job.ids, self.jam.id, "cutter")

    def test_all_is_well_without_problems(self):
        self._sell_job()._set_printed()
        desk = self._till().ticket_print_desk()
        self.assertEqual((desk["problems"], desk["waiting"]), ([], 0))
        self.assertEqual(desk["shift"], {"printed": 1, "spoiled": 0})
        self.assertEqual(desk["printer"]["name"], "Counter 1")

    def test_problem_is_told_in_plain_words_with_what_to_do(self):
        self._sell_job()._set_waiting(delivery.NotSent("paper_end", "[Errno 1]"))
        [problem] = self._till().ticket_print_desk()["problems"]
        self.assertEqual(problem["error"], "The paper has run out.")
        self.assertIn("Put paper in", problem["advice"])
        self.assertEqual(problem["label"], "Stalls · Row 1 · Seat 1")

    def test_all_that_waits_for_a_printer_in_trouble_is_a_problem(self):
        jobs = self._sell_job("1-1", "1-2")
        self.printer.state = "trouble"
        problems = self._till().ticket_print_desk()["problems"]
        self.assertEqual([problem["id"] for problem in problems], jobs.ids)

    def test_every_reason_has_its_advice(self):
        common = self.printer._advise("no such reason")
        for reason in set(delivery.REASONS) - {"busy", "rejected", "refused"}:
            with self.subTest(reason):
                self.assertNotEqual(self.printer._advise(reason), common)

    def test_cashier_moves_all_to_the_spare(self):
        spare = self.printer.copy({"name": "Spare"})
        self.printer.spare_id = spare
        jobs = self._sell_job("1-1", "1-2")
        desk = self._till().ticket_print_decide(jobs.ids, "moved", spare.id)
        self.assertEqual(desk["printer"]["spare_id"], spare.id)
        self.assertEqual(jobs.printer_id, spare)
        self.assertEqual(set(jobs.mapped("decided_by_id.login")), {"till_cashier"})

    def test_spoiled_ticket_is_counted_in_the_shift_and_printed_anew(self):
        job = self._sell_job()
        job._set_printed()
        desk = self._spoil(job)
        self.assertEqual(desk["shift"], {"printed": 0, "spoiled": 1})
        copy = job.search([("ticket_id", "=", job.ticket_id.id)]) - job
        self.assertEqual((copy.copy_number, copy.reason), (2, "Paper jam: cutter"))
        self.assertEqual(copy.pos_session_id.config_id, self.config)

    def test_cashier_who_printed_too_often_is_told_to_ask(self):
        self.company.ticket_reprint_limit = 0
        job = self._sell_job()
        job._set_printed()
        with self.assertRaises(UserError):
            self._spoil(job)

    def test_supervisors_pin_lets_the_cashier_print_again(self):
        self.company.ticket_reprint_limit = 0
        job = self._sell_job()
        job._set_printed()
        self.assertEqual(self._till().ticket_print_desk()["reprint_limit"], 0)
        self.env["ticket.pin.set"].with_user(self.supervisor).create(
            {"pin": "274951", "pin_again": "274951"}
        )._set()
        request = {"act": "reprint", "model": "ticket.print.job", "keys": job.ids}
        token = self._till().ticket_approve(self.supervisor.id, "274951", request)[
            "token"
        ]
        for grant in ("made up", token):
            spoil = [job.ids, self.jam.id, "cutter", False, grant]
            if grant == token:
                self._till().ticket_print_spoil(*spoil)
            else:
                with self.assertRaises(ApprovalMissing):
                    self._till().ticket_print_spoil(*spoil)
        [entry] = self.env["ticket.till.approval"].search([("act", "=", "reprint")])
        self.assertEqual(
            (entry.state, entry.user_id, entry.supervisor_id),
            ("used", self.cashier, self.supervisor),
        )

    def test_jobs_of_other_tills_are_out_of_reach(self):
        job = self._sell_job()
        elsewhere = self.printer.copy({"name": "Elsewhere"})
        other = self.config.copy(
            {"name": "Other till", "ticket_printer_id": elsewhere.id}
        )
        with self.assertRaises(AccessError):
            other.with_user(self.cashier).ticket_print_decide(job.ids, "cancelled")
        self.assertEqual(job.state, "waiting")

    def test_printers_of_other_companies_are_refused(self):
        job = self._sell_job()
        other = self.env["res.company"].create({"name": "Other"})
        printer = self.printer.copy({"company_id": other.id})
        with self.assertRaises(AccessError):
            self._till().ticket_print_decide(job.ids, "moved", printer.id)

    def test_user_without_the_role_sees_no_desk(self):
        stranger = new_test_user(
            self.env, "desk_stranger", groups="point_of_sale.group_pos_user"
        )
        with self.assertRaises(AccessError):
            self.config.with_user(stranger).ticket_print_desk()

    # --- who hears what -----------------------------------------------------

    def _heard(self, act):
        """The messages to tills that ``act`` causes: [(till, jobs)]"""
        heard = []
        self.env.invalidate_all()  # the till was opened by somebody else

        def notify(till, name, message):
            heard.append((till, message["jobs"]))

        with patch.object(type(self.config), "_notify", notify):
            act()
        return heard

    def test_till_hears_when_a_ticket_is_printed(self):
        job = self._sell_job()
        self.assertEqual(
            self._heard(job._set_printed), [(self.config, {job.id: "printed"})]
        )

    def test_till_hears_when_its_printer_falls_ill_but_not_twice(self):
        self._till()
        error = delivery.NotSent("paper_end")
        heard = self._heard(lambda: self.printer._report(error))
        self.assertEqual(heard, [(self.config, {})])
        self.assertEqual(self._heard(lambda: self.printer._report(error)), [])

    def test_bulk_prints_are_silent_until_somebody_is_needed(self):
        job = self._sell_job()
        job.batch_id = self.env["ticket.print.batch"].create(
            {"name": "Group", "printer_id": self.printer.id}
        )
        self.assertEqual(self._heard(job._set_printed), [])
        heard = self._heard(lambda: job._set_failed(delivery.Unknown("unconfirmed")))
        self.assertEqual(heard, [(self.config, {job.id: "failed"})])
