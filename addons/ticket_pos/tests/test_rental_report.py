from datetime import datetime, timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .rental_common import TicketRentalCommon


@tagged("post_install", "-at_install")
class TestRentalReport(TicketRentalCommon):
    """Rentals of some days, summed and one by one."""

    def _report(self, user=None, **values):
        today = fields.Date.context_today(self.env.user)
        return (
            self.env["ticket.rental.report"]
            .with_user(user or self.supervisor)
            .create(
                {
                    "company_id": self.company.id,
                    "date_from": today - timedelta(days=2),
                    "date_to": today + timedelta(days=1),
                    **values,
                }
            )
        )

    def _text(self, report):
        html, _type = self.env["ir.actions.report"]._render_qweb_html(
            "ticket_pos.report_rental", report.ids
        )
        return html.decode()

    def test_sums_by_category(self):
        self._bring_back(self._lend_for(135))
        self._lend(self._create_item(name="Wheelchair 2", code="WC-002"))
        [row], total = self._report()._summary()
        self.assertEqual(row["name"], "Wheelchairs")
        self.assertEqual((row["out"], row["back"], row["minutes"]), (2, 1, 135))
        self.assertEqual((row["charge"], row["compensation"]), (20, 0))
        self.assertEqual((row["taken"], row["given"], row["held"]), (200, 100, 100))
        self.assertEqual(total["charge"], 20)

    def test_losses_are_told_apart(self):
        self._bring_back(self._lend_for(135), outcome="gone")
        [row], _total = self._report()._summary()
        self.assertEqual((row["lost"], row["damaged"]), (1, 0))
        self.assertEqual((row["compensation"], row["still_owed"]), (80, 720))

    def test_day_is_the_day_it_came_back_on_the_users_calendar(self):
        self.supervisor.tz = "Asia/Shanghai"
        loan = self._lend_for(135)
        self._bring_back(loan)
        loan.sudo().write(
            {
                "start": datetime(2026, 3, 1, 15, 0),
                "end": datetime(2026, 3, 1, 17, 15),  # past midnight in Shanghai
            }
        )
        day = fields.Date.to_date("2026-03-01")
        [first], _total = self._report(date_from=day, date_to=day)._summary()
        self.assertEqual((first["out"], first["back"], first["held"]), (1, 0, 100))
        day += timedelta(days=1)
        [second], _total = self._report(date_from=day, date_to=day)._summary()
        self.assertEqual((second["out"], second["back"], second["charge"]), (0, 1, 20))

    def test_cancelled_rentals_and_other_categories_are_left_out(self):
        loan = self._lend()
        loan._cancel()
        self.assertEqual(self._report()._summary()[0], [])
        self._lend()
        other = self.category.copy({"name": "Glasses"})
        self.assertFalse(self._report(category_ids=other.ids)._loans())

    def test_printed_sums_and_details(self):
        loan = self._lend_for(135)
        self._bring_back(loan, outcome="damaged", compensation=30, note="Brake")
        self.assertIn("Wheelchairs", self._text(self._report()))
        detail = self._text(self._report(kind="detail"))
        for told in (loan.name, "WC-001", "2:15", "Brake"):
            self.assertIn(told, detail)

    def test_days_in_the_wrong_order_are_refused(self):
        report = self._report(date_to=fields.Date.to_date("2020-01-01"))
        with self.assertRaises(UserError):
            report.action_print()

    def test_cashier_sees_no_report(self):
        with self.assertRaises(AccessError):
            self._report(user=self.cashier)
