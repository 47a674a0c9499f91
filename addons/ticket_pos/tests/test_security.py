from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

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

    def test_session_of_another_company_is_unknown(self):
        company = self.env["res.company"].create({"name": "Other Theatre"})
        venue = self.env["ticket.venue"].create(
            {"name": "Other", "tz": "UTC", "company_id": company.id}
        )
        self.assertNotEqual(venue.company_id, self.config.company_id)
        foreign = self.session.copy({"start": "2032-01-01 10:00:00"})
        foreign.sudo().venue_id.company_id = company
        self.env.flush_all()
        listed = [row["id"] for row in self._till().ticket_sessions()]
        self.assertNotIn(foreign.id, listed)
