from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .shift_common import ShiftCommon


@tagged("post_install", "-at_install")
class TestShiftReport(ShiftCommon):
    def _section(self, shift, key, user=None):
        document = shift.with_user(user or self.supervisor)._shift_document()
        return next((part for part in document.sections if part.key == key), None)

    def _money(self, amount):
        return self.config.currency_id.format(amount)

    def _busy_shift(self):
        """Two tickets by the first cashier, half cash, half card; one by the second."""
        lines = self._lines(self._take("1-1", "1-2"))
        self._pay(lines, **self._payments((self.cash, 400), (self.card, 360)))
        self.env.flush_all()
        reply = self._take("1-3", till=self._till(self.second_cashier))
        self._pay(self._lines(reply), user=self.second_cashier)
        self._move("out", 300, self.to_safe)
        return self._shift()

    def test_payments_by_method(self):
        section = self._section(self._busy_shift(), "payments")
        totals = {row[0]: row[4] for row in section.rows}
        self.assertEqual(
            totals, {"Till Cash": self._money(780), "Terminal": self._money(360)}
        )
        self.assertEqual(section.total[4], self._money(1140))

    def test_who_sold_what(self):
        section = self._section(self._busy_shift(), "cashiers")
        rows = {row[0]: row[1:] for row in section.rows}
        self.assertEqual(
            rows[self.cashier.name][:2] + rows[self.cashier.name][4:],
            ("1", "2", self._money(760), self._money(400)),
        )
        self.assertEqual(rows[self.second_cashier.name][1], "1")

    def test_drawer_adds_up(self):
        section = self._section(self._busy_shift(), "cash")
        self.assertEqual(
            [row[1] for row in section.rows],
            [self._money(n) for n in (0, 780, -300, 480)],
        )

    def test_cash_moves_name_reason_and_person(self):
        [row] = self._section(self._busy_shift(), "moves").rows
        self.assertEqual(
            row[1:], ("To the safe today", self.cashier.name, self._money(-300))
        )

    def test_types_and_sessions_agree_with_the_turnover(self):
        shift = self._busy_shift()
        for key in ("types", "sessions"):
            section = self._section(shift, key)
            self.assertEqual(section.total[1], "3")
            self.assertEqual(section.total[-1], self._money(1140))

    def test_refund_stands_in_the_shift_that_paid_it_back(self):
        order = self._sell_at_till("1-1", "1-2")
        first = self._close()
        self._refund(order, tickets=order.ticket_ids[:1], qty=1)
        later = self._shift()
        self.assertEqual(self._section(first, "types").total[3], self._money(0))
        section = self._section(later, "types")
        self.assertEqual(section.total[1], "-1")
        self.assertEqual(section.total[3], self._money(-380))

    def test_spoiled_paper_and_reprints(self):
        order = self._sell_at_till("1-1")
        job = self.env["ticket.print.job"].search(
            [("ticket_id", "in", order.ticket_ids.ids)]
        )
        job._set_printed()
        reason = self.env.ref("ticket_pos.reprint_reason_torn")
        copy = job.with_user(self.cashier)._reprint(reason)
        copy.sudo()._set_printed()
        [row] = self._section(self._shift(), "prints").rows
        self.assertEqual(row, ("Counter 1", "1", "1", "1", "0", "2"))

    def test_approvals_name_both(self):
        shift = self._shift()
        self.env["ticket.till.approval"].with_user(self.supervisor)._authorise(
            self.config, "drawer", shift, reference="Change", amount=-5
        ).pos_session_id = shift
        [row] = self._section(shift, "approvals").rows
        self.assertIn("Change", row[0])
        self.assertEqual(row[2:], (self.supervisor.name, self._money(-5)))

    def test_offline_sales_are_told_apart(self):
        self._sell_at_till("1-2")
        self.env.flush_all()
        order = self._sell_at_till("1-1")
        order.sudo().write(
            {"ticket_offline": True, "ticket_offline_at": "2031-05-04 10:00:00"}
        )
        section = self._section(self._shift(), "offline")
        self.assertEqual(section.total[3:], ("1", self._money(380)))

    def test_several_shifts_in_one_report(self):
        self._sell_at_till("1-1")
        first = self._close()
        self._sell_at_till("1-2")
        second = self._close()
        section = self._section(first | second, "shifts")
        self.assertEqual(len(section.rows), 2)
        self.assertEqual(section.total[1], self._money(760))

    def test_cashier_sees_no_shift_of_others(self):
        self._sell_at_till("1-1")
        shift = self._close()
        with self.assertRaises(AccessError):
            shift.with_user(self.second_cashier).ticket_shift_report()
        self.assertTrue(shift.with_user(self.cashier).ticket_shift_report()["sections"])

    def test_pivot_is_for_supervisors_and_finance(self):
        report = self.env["ticket.shift.report"]
        with self.assertRaises(AccessError):
            report.with_user(self.cashier).search([])
        self.assertEqual(
            report.with_user(self.supervisor).search([("id", "=", 0)]), report
        )

    def test_pdf_and_page(self):
        shift = self._busy_shift().with_user(self.supervisor)
        self.assertTrue(shift._shift_pdf().startswith(b"%PDF"))
        self.assertIn("To the safe today", shift.ticket_report_html)

    def test_slip_goes_through_the_ticket_printer(self):
        shift = self._busy_shift()
        shift.ticket_shift_print()
        job = self.env["ticket.print.job"].search([("slip_shift_id", "=", shift.id)])
        self.assertEqual((job.printer_id, job.state), (self.printer, "waiting"))
        [picture] = job._draw()
        self.assertEqual(picture.width, self.printer.width_dots)
        self.assertGreater(picture.height, 600)

    def test_slip_needs_an_endless_roll(self):
        self.printer.media = "gap"
        with self.assertRaises(UserError):
            self._shift().ticket_shift_print()

    def test_same_document_same_bytes(self):
        shift = self._busy_shift()
        with freeze_time("2031-05-04 10:00:00"):
            self.assertEqual(shift._shift_pdf(), shift._shift_pdf())
