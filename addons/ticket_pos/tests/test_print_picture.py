from unittest.mock import patch

from odoo.tests import tagged

from .print_common import PrintCommon


@tagged("post_install", "-at_install")
class TestPrintPicture(PrintCommon):
    """Jobs are drawn when they are needed, and those behind them along with them."""

    def setUp(self):
        super().setUp()
        self.first, self.second = self.Job._enqueue(self.tickets, self.printer)
        self.env.flush_all()

    def test_job_behind_is_drawn_along(self):
        self.first._payload()
        self.assertTrue(self.second.payload)
        self.assertEqual(self.second.sheets, 1)

    def test_picture_drawn_ahead_is_the_picture(self):
        self.first._payload()
        ahead = self.second._payload()
        self.second.payload = False
        self.assertEqual(self.second._payload(), ahead)

    def test_job_drawn_ahead_costs_no_reading_of_its_ticket(self):
        self.first._payload()
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(1):
            self.second._payload()

    def test_job_of_another_printer_is_left_alone(self):
        other = self._create_printer(self.paper, name="Counter 2")
        self.second.printer_id = other
        self.first._payload()
        self.assertFalse(self.second.payload)

    def test_job_moved_meanwhile_keeps_no_picture(self):
        other = self._create_printer(self.paper, name="Counter 2")
        content, sheets = self.second._drawn()
        # another transaction moves it, which this one has not read
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ticket_print_job SET printer_id = %s WHERE id = %s",
            [other.id, self.second.id],
        )
        self.second._keep_if_waiting(content, sheets)
        self.second.invalidate_recordset()
        self.assertFalse(self.second.payload)

    def test_job_that_cannot_be_drawn_does_not_stop_the_one_before_it(self):
        Job = self.env.registry["ticket.print.job"]
        draw, second = Job._draw, self.second

        def broken(job):
            if job == second:
                raise ValueError("a broken face")
            return draw(job)

        with patch.object(Job, "_draw", broken):
            self.assertTrue(self.first._payload())
        self.assertFalse(self.second.payload)
        self.assertEqual(self.second.state, "waiting")
