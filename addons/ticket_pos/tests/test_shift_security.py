from odoo.exceptions import AccessError
from odoo.tests import HttpCase, new_test_user, tagged

from .shift_common import ShiftCommon


@tagged("post_install", "-at_install")
class TestShiftSecurity(ShiftCommon, HttpCase):
    """Who sees which shift, by page, PDF and pivot."""

    def setUp(self):
        super().setUp()
        self._sell_at_till("1-1")
        self.shift = self._close()
        self.session = None  # HttpCase keeps the web session under this name

    def _user(self, login, group):
        return new_test_user(self.env, login, password=login, groups=group)

    def _pdf(self, login):
        self.authenticate(login, login)
        return self.url_open(f"/ticket/shifts.pdf?ids={self.shift.id}")

    def test_finance_and_supervisors_get_the_pdf(self):
        for login, group in (
            ("shift_finance", "ticket_sale.group_ticket_finance"),
            ("shift_supervisor", "ticket_sale.group_ticket_supervisor"),
        ):
            user = self._user(login, group)
            if not user.has_group("point_of_sale.group_pos_user"):
                user.group_ids += self.env.ref("point_of_sale.group_pos_user")
            answer = self._pdf(login)
            self.assertEqual(answer.status_code, 200)
            self.assertEqual(answer.headers["Content-Type"], "application/pdf")

    def test_other_cashiers_and_other_staff_do_not(self):
        self._user("shift_other", "ticket_sale.group_ticket_cashier")
        self._user("shift_staff", "base.group_user")
        for login in ("shift_other", "shift_staff"):
            self.assertEqual(self._pdf(login).status_code, 404)

    def test_strange_ids_are_not_found(self):
        self._user("shift_head", "ticket_sale.group_ticket_supervisor")
        self.authenticate("shift_head", "shift_head")
        for ids in ("", "0", "x", ",".join(map(str, range(600)))):
            answer = self.url_open(f"/ticket/shifts.pdf?ids={ids}")
            self.assertEqual(answer.status_code, 404)

    def test_reasons_are_kept_by_managers(self):
        reasons = self.env["ticket.cash.reason"]
        for user in (self.cashier, self.supervisor):
            with self.assertRaises(AccessError):
                reasons.with_user(user).create({"name": "Mine"})
        manager = self._user("shift_manager", "ticket_sale.group_ticket_manager")
        self.assertTrue(reasons.with_user(manager).create({"name": "Ours"}))

    def test_counts_and_events_of_another_company_are_hidden(self):
        other = self.env["res.company"].create({"name": "Other"})
        stranger = self._user("shift_far", "ticket_sale.group_ticket_supervisor")
        stranger.write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        for model in ("ticket.shift.count", "ticket.shift.report"):
            found = self.env[model].with_user(stranger).search([])
            self.assertFalse(found.filtered(lambda row: row.company_id != other))
            mine = self.env[model].with_user(self.supervisor).search([])
            self.assertIn(self.shift, mine.pos_session_id)

    def test_nobody_counts_without_being_a_cashier(self):
        staff = self._user("shift_pos", "point_of_sale.group_pos_user")
        shift = self._shift(self.supervisor)
        for method, arguments in (("ticket_count", ({},)), ("ticket_settle", ())):
            with self.assertRaises(AccessError):
                getattr(shift.with_user(staff), method)(*arguments)
