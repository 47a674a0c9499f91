from unittest.mock import patch

from odoo.tests import tagged

from ..tools import delivery
from .print_common import PrintCommon


@tagged("post_install", "-at_install")
class TestPrintQueue(PrintCommon):
    # --- good days ----------------------------------------------------------

    def test_printed_ticket_carries_the_token_of_the_ticket(self):
        jobs = self._print(self.tickets)
        printed = self.paper.wait_for(2)
        self.assertEqual(jobs.mapped("state"), ["printed", "printed"])
        self.assertEqual(
            [ticket.codes for ticket in printed],
            [[ticket.token] for ticket in self.tickets],
        )
        self.assertEqual(self.paper.paper.unknown, [])

    def test_printing_is_counted_on_the_ticket(self):
        self._print()
        self.assertEqual(self.tickets.mapped("print_count"), [1, 0])

    def test_printer_that_printed_is_ready(self):
        self.paper.change(paper="low")
        self._print()
        self.assertEqual(self.printer.state, "ready")
        self.assertTrue(self.printer.paper_low)
        self.assertTrue(self.printer.seen_at)

    def test_enqueue_twice_prints_once(self):
        first = self.Job._enqueue(self.tickets[:1], self.printer)
        again = self.Job._enqueue(self.tickets[:1], self.printer)
        self._process()
        self._process()
        self.assertEqual(first, again)
        self.assertEqual(len(self.paper.wait_for(2, timeout=0.2)), 1)

    def test_reprint_is_a_numbered_copy_with_its_reason(self):
        self._print()
        job = self.Job._enqueue(self.tickets[:1], self.printer, self.jam)
        self._process()
        self.assertEqual(
            (job.copy_number, job.reason, job.state), (2, "Paper jam", "printed")
        )
        self.assertEqual(self.tickets[0].print_count, 2)
        first, second = self.paper.wait_for(2)
        self.assertEqual(first.codes, second.codes)
        self.assertNotEqual(first.image.tobytes(), second.image.tobytes())

    def test_nothing_is_printed_before_the_sale_is_committed(self):
        self.Job._enqueue(self.tickets[:1], self.printer)
        self.assertEqual(self.paper.wait_for(1, timeout=0.2), [])

    def test_test_page_is_printed_without_a_ticket(self):
        self.printer.action_print_test()
        self._process()
        (page,) = self.paper.wait_for(1)
        self.assertTrue(page.codes[0].startswith("T1"))

    # --- bad days -----------------------------------------------------------

    def test_without_paper_the_job_waits_and_prints_after_a_refill(self):
        self.paper.change(paper="out")
        job = self._print()
        self.assertEqual((job.state, self.printer.state), ("waiting", "trouble"))
        self.assertEqual(job.error, "The paper has run out.")
        self.paper.change(paper="ok")
        self._process()
        self.assertEqual((job.state, job.attempts), ("printed", 2))
        self.assertEqual(len(self.paper.wait_for(2, timeout=0.2)), 1)

    def test_refused_connection_leaves_the_job_waiting(self):
        self.paper.close()
        job = self._print()
        self.assertEqual((job.state, job.is_uncertain), ("waiting", False))
        self.assertIn("cannot be reached", job.error)

    def test_silent_printer_gets_nothing(self):
        self.paper.change(mute=True)
        job = self._print()
        self.assertEqual(job.state, "waiting")
        self.assertIn("does not answer", job.error)
        self.assertEqual(self.paper.wait_for(1, timeout=0.1), [])

    def test_connection_lost_in_the_middle_asks_a_person(self):
        self.paper.change(drop_after=3000)
        job = self._print()
        self.assertEqual((job.state, job.is_uncertain), ("failed", True))
        self.paper.change(drop_after=None)
        self._process()
        self.assertEqual((job.state, job.attempts), ("failed", 1))

    def test_paper_that_ends_in_the_middle_asks_a_person(self):
        self.paper.change(paper_out_after=3000)
        job = self._print()
        self.assertEqual((job.state, job.is_uncertain), ("failed", True))
        self.assertIn("The paper has run out.", job.error)
        self.paper.change(paper="ok")
        self._process()
        self.assertEqual(len(self.paper.wait_for(2, timeout=0.2)), 1)

    def test_job_that_a_dead_server_was_sending_asks_a_person(self):
        job = self.Job._enqueue(self.tickets[:1], self.printer)
        job.sudo().state = "sent"
        self._process()
        self.assertEqual((job.state, job.is_uncertain), ("failed", True))
        self.assertEqual(job.error, "The server stopped while sending.")
        self.assertEqual(self.paper.wait_for(1, timeout=0.1), [])

    def test_failed_job_does_not_stop_the_ones_behind_it(self):
        self.paper.change(drop_after=3000)
        self._print(self.tickets[:1])
        self.paper.change(drop_after=None)
        second = self._print(self.tickets[1:])
        self.assertEqual(second.state, "printed")

    def test_ticket_that_cannot_be_drawn_fails_alone(self):
        jobs = self.Job._enqueue(self.tickets, self.printer)
        draw = type(self.Job)._draw
        broken = jobs[0].id

        def draw_but_one(job):
            if job.id == broken:
                raise ValueError("no such picture")
            return draw(job)

        with (
            patch.object(type(self.Job), "_draw", draw_but_one),
            self.assertLogs("odoo.addons.ticket_pos.models.ticket_print_job_queue"),
        ):
            self._process()
        self.assertEqual(jobs.mapped("state"), ["failed", "printed"])
        self.assertFalse(jobs[0].is_uncertain)

    def test_printer_with_another_worker_is_left_alone(self):
        job = self.Job._enqueue(self.tickets[:1], self.printer)
        self.env.flush_all()
        with patch(
            "odoo.addons.ticket_pos.models.print_worker._exclusive"
        ) as exclusive:
            exclusive.return_value.__enter__.return_value = False
            self.Job._process()
        self.env.invalidate_all()
        self.assertEqual(job.state, "waiting")

    def test_claimed_job_is_given_to_nobody_else(self):
        jobs = self.Job._enqueue(self.tickets, self.printer).sudo()
        first, second = (self.Job._claim(self.printer) for _worker in range(2))
        self.assertEqual(first | second, jobs)
        self.assertEqual(jobs.mapped("state"), ["sent", "sent"])
        self.assertFalse(self.Job._claim(self.printer))

    def test_outcome_that_is_told_twice_counts_once(self):
        self.Job._enqueue(self.tickets[:1], self.printer)
        job = self.Job._claim(self.printer)
        self.assertTrue(job._report_outcome(delivery.Delivered(), attempt=1))
        self.assertFalse(job._report_outcome(delivery.Unknown("reset"), attempt=1))
        self.assertEqual(job.state, "printed")

    def test_late_word_settles_an_uncertain_job_but_not_what_a_person_decided(self):
        jobs = self.Job._enqueue(self.tickets, self.printer).sudo()
        for _job in jobs:
            self.Job._claim(self.printer)
        self.Job._ask_about_orphans(self.printer)
        self.assertEqual(jobs.mapped("is_uncertain"), [True, True])
        jobs[1].with_user(self.supervisor).action_retry()
        for job in jobs:
            job._report_outcome(delivery.Delivered(), attempt=1)
        self.assertEqual(jobs.mapped("state"), ["printed", "waiting"])

    def test_error_is_told_in_the_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        job = self.Job._enqueue(self.tickets[:1], self.printer).sudo()
        job._set_failed(delivery.NotSent("paper_end"))
        self.assertEqual(job.error, "The paper has run out.")
        chinese = job.with_context(lang="zh_CN")
        self.assertEqual(
            chinese.error,
            self.printer.with_context(lang="zh_CN")._explain(
                delivery.NotSent("paper_end")
            ),
        )
        self.assertNotEqual(chinese.error, job.error)

    def test_check_tells_how_the_printer_is(self):
        self.paper.change(cover=True)
        self.printer.action_check()
        self.assertEqual(
            (self.printer.state, self.printer.trouble),
            ("trouble", "The cover is open."),
        )

    def test_every_reason_of_the_printer_is_explained(self):
        for reason in delivery.REASONS:
            explained = self.printer._explain(delivery.NotSent(reason))
            self.assertNotEqual(explained, reason)
