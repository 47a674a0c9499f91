from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .print_common import PrintCommon, VirtualPrinter


@tagged("post_install", "-at_install")
class TestPrintDecisions(PrintCommon):
    """P3: nothing is printed twice without a person's word, and who gave it is kept."""

    def test_cashier_prints_a_failed_job_again(self):
        job = self._fail()
        job.action_retry()
        self._process()
        self.assertEqual((job.state, job.attempts), ("printed", 2))
        self.assertEqual(len(self.paper.wait_for(1)), 1)

    def test_cashier_says_that_it_is_printed(self):
        job = self._fail()
        job.action_mark_printed()
        self._process()
        self.assertEqual((job.state, job.is_uncertain), ("printed", False))
        self.assertEqual(self.tickets[0].print_count, 1)
        self.assertEqual(self.paper.wait_for(1, timeout=0.1), [])

    def test_cashier_moves_a_job_to_a_printer_with_other_paper(self):
        job = self._fail()
        other = VirtualPrinter(width=384)
        self.addCleanup(other.close)
        spare = self._create_printer(other, name="Counter 2", width_dots=384)
        job.action_move(spare.with_user(self.cashier))
        self._process()
        self.assertEqual((job.state, job.printer_id), ("printed", spare))
        self.assertEqual(other.wait_for(1)[0].image.width, 384)

    def test_cancelled_job_is_never_printed_and_makes_room_for_a_new_one(self):
        self.paper.change(paper="out")
        job = self._print().with_user(self.cashier)
        job.action_cancel()
        self.paper.change(paper="ok")
        self._process()
        self.assertEqual(job.state, "cancelled")
        self.assertEqual(self.paper.wait_for(1, timeout=0.1), [])
        self.assertEqual(self._print().state, "printed")

    def test_printed_job_cannot_be_retried(self):
        job = self._print().with_user(self.cashier)
        with self.assertRaises(UserError):
            job.action_retry()

    def test_job_that_is_being_sent_cannot_be_changed(self):
        job = self.Job._enqueue(self.tickets[:1], self.printer)
        job.sudo().state = "sent"
        for action in ("action_retry", "action_mark_printed", "action_cancel"):
            with self.assertRaises(UserError):
                getattr(job.with_user(self.supervisor), action)()

    def test_cashier_cannot_write_jobs_or_printers(self):
        job = self._fail()
        with self.assertRaises(AccessError):
            job.write({"state": "printed"})
        with self.assertRaises(AccessError):
            self.printer.with_user(self.cashier).write({"host": "10.0.0.1"})

    def test_user_without_the_role_decides_nothing(self):
        job = self._fail()
        stranger = new_test_user(
            self.env, "print_stranger", groups="ticket_venue.group_ticket_user"
        )
        with self.assertRaises(AccessError):
            job.with_user(stranger).action_retry()

    def test_other_companies_printers_and_jobs_are_out_of_sight(self):
        job = self._fail()
        other = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "print_other_company",
            groups="ticket_sale.group_ticket_manager",
            company_id=other.id,
            company_ids=other.ids,
        )
        self.assertFalse(self.env["ticket.printer"].with_user(stranger).search([]))
        with self.assertRaises(AccessError):
            job.with_user(stranger).action_retry()

    def test_reprint_wizard_refuses_void_tickets(self):
        self.tickets[0]._void("refunded", "test")
        wizard = self.env["ticket.reprint"].create(
            {
                "ticket_ids": self.tickets.ids,
                "printer_id": self.printer.id,
                "reason_id": self.jam.id,
            }
        )
        with self.assertRaises(UserError):
            wizard.action_print()

    def test_jobs_of_a_printer_in_trouble_stay_free_to_be_decided(self):
        self.paper.change(paper="out")
        job = self._print()
        self._process()
        self._process()
        self.assertEqual((job.state, job.attempts), ("waiting", 1))

    # --- whose word it is ---------------------------------------------------

    def test_decision_names_who_took_it(self):
        job = self._fail()
        job.action_mark_printed()
        self.assertEqual((job.decision, job.decided_by_id), ("printed", self.cashier))
        self.assertTrue(job.decided_at)

    def test_cashier_decides_about_own_jobs_only(self):
        job = self._fail()
        colleague = new_test_user(
            self.env, "print_colleague", groups="ticket_sale.group_ticket_cashier"
        )
        with self.assertRaises(AccessError):
            job.with_user(colleague).action_retry()
        job.with_user(self.supervisor).action_retry()
        self.assertEqual((job.state, job.decided_by_id), ("waiting", self.supervisor))

    # --- reprints -----------------------------------------------------------

    def _reprint(self, user, reason, **values):
        wizard = (
            self.env["ticket.reprint"]
            .with_user(user)
            .create(
                {
                    "ticket_ids": self.tickets[:1].ids,
                    "printer_id": self.printer.id,
                    "reason_id": reason.id,
                    **values,
                }
            )
        )
        wizard.action_print()
        self._process()
        return self.Job.search([("ticket_id", "=", self.tickets[0].id)])

    def test_spoiled_paper_is_counted_and_a_numbered_copy_printed(self):
        former = self._print()
        copy = self._reprint(self.cashier, self.jam, note="cutter") - former
        self.assertEqual((former.state, former.spoil_note), ("spoiled", "cutter"))
        self.assertEqual(
            (copy.state, copy.copy_number, copy.reason),
            ("printed", 2, "Paper jam: cutter"),
        )
        self.assertEqual(copy.user_id, self.cashier)

    def test_lost_ticket_spoils_no_paper(self):
        former = self._print()
        self._reprint(self.cashier, self.lost)
        self.assertEqual(former.state, "printed")

    def test_spoiled_print_of_an_uncertain_job_is_never_sent_again(self):
        former = self._fail()
        copy = self._reprint(self.cashier, self.jam) - former
        self.assertEqual((former.state, former.attempts), ("spoiled", 1))
        self.assertEqual(copy.copy_number, 2)

    def test_cashier_reprints_so_often_then_a_supervisor_must(self):
        self.company.ticket_reprint_limit = 1
        self._print()
        self._reprint(self.cashier, self.jam)
        with self.assertRaises(UserError):
            self._reprint(self.cashier, self.jam)
        jobs = self._reprint(self.supervisor, self.jam)
        self.assertEqual(jobs.mapped("copy_number"), [3, 2, 1])

    def test_wizard_prints_what_was_never_printed_as_the_first(self):
        jobs = self._reprint(self.cashier, self.jam)
        self.assertEqual((jobs.copy_number, jobs.state), (1, "printed"))

    # --- the spare ----------------------------------------------------------

    def _create_spare(self, **values):
        spare = VirtualPrinter()
        self.addCleanup(spare.close)
        printer = self._create_printer(spare, name="Counter 2")
        self.printer.write({"spare_id": printer.id, **values})
        return spare, printer

    def test_job_goes_to_the_spare_in_one_tap(self):
        self.paper.change(paper="out")
        job = self._print()
        spare, printer = self._create_spare()
        job.with_user(self.cashier).action_move_to_spare()
        self._process()
        self.assertEqual((job.state, job.printer_id), ("printed", printer))
        self.assertEqual(len(spare.wait_for(1)), 1)

    def test_without_a_spare_the_tap_says_so(self):
        self.paper.change(paper="out")
        with self.assertRaises(UserError):
            self._print().with_user(self.cashier).action_move_to_spare()

    def test_jobs_never_sent_go_to_the_spare_by_themselves(self):
        spare, printer = self._create_spare(spare_automatic=True)
        self.paper.change(paper="out")
        jobs = self._print(self.tickets)
        self._process()
        self.assertEqual(jobs.printer_id, printer)
        self.assertEqual(set(jobs.mapped("state")), {"printed"})
        self.assertEqual(len(spare.wait_for(2)), 2)

    def test_uncertain_job_stays_whatever_the_setting(self):
        _spare, _printer = self._create_spare(spare_automatic=True)
        job = self._fail()
        self.assertEqual((job.state, job.printer_id), ("failed", self.printer))

    def test_jobs_stay_when_the_spare_is_in_trouble_too(self):
        _spare, printer = self._create_spare(spare_automatic=True)
        printer.state = "trouble"
        self.paper.change(paper="out")
        job = self._print()
        self.assertEqual((job.state, job.printer_id), ("waiting", self.printer))
