from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.ticket_sale.exceptions import TicketError

from .common import TicketPosCommon


@tagged("post_install", "-at_install")
class TestPosTicketSecurity(TicketPosCommon):
    def test_cashier_is_a_pos_user(self):
        self.assertTrue(self.cashier.has_group("point_of_sale.group_pos_user"))

    def test_pos_user_without_the_role_sells_no_tickets(self):
        stranger = new_test_user(
            self.env, "till_stranger", groups="point_of_sale.group_pos_user"
        )
        till = self._till().with_user(stranger)
        for method, args in (
            ("ticket_sessions", []),
            ("ticket_offer", [self.session.id]),
            ("ticket_hold", [self.session.id, self.adult.id, {"best": {"count": 1}}]),
            ("ticket_quote", [[]]),
            ("ticket_release", [[]]),
            ("ticket_secure", [[], []]),
        ):
            with self.subTest(method), self.assertRaises(AccessError):
                getattr(till, method)(*args)

    def test_pos_user_without_the_role_cannot_send_a_ticket_order(self):
        lines = self._lines(self._take("1-1"))
        stranger = new_test_user(
            self.env, "till_stranger", groups="point_of_sale.group_pos_user"
        )
        with self.assertRaises(AccessError):
            self._pay(lines, user=stranger)

    def test_till_without_ticketing_sells_none(self):
        till = self._till()
        self.config.ticket_selling = False
        with self.assertRaises(AccessError):
            till.ticket_sessions()

    def test_till_of_another_company_does_not_see_the_session(self):
        company = self.env["res.company"].create({"name": "Other Theatre"})
        self.config.write(
            {
                "company_id": company.id,
                "payment_method_ids": [(5,)],
                "ticket_printer_id": False,
            }
        )
        till = self.config.with_user(self.cashier)
        self.cashier.write({"company_ids": [(4, company.id)]})
        till = till.with_context(allowed_company_ids=[company.id, self.company.id])
        listed = [row["id"] for row in till.ticket_sessions()]
        self.assertNotIn(self.session.id, listed)
        with self.assertRaises(TicketError):
            till.ticket_offer(self.session.id)
