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
            ("ticket_supervisors", []),
            ("ticket_approve", [self.supervisor.id, "274951", {}]),
            ("ticket_open_drawer", ["Change"]),
            ("ticket_reseat", [[], [], "Pillar"]),
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

    def test_pos_user_without_the_role_still_sells_popcorn(self):
        self.config.ticket_selling = False
        stranger = new_test_user(
            self.env,
            "till_stranger",
            groups="base.group_user,point_of_sale.group_pos_user",
        )
        order = self._pay([self._line_values(self.popcorn, qty=2)], user=stranger)
        self.assertEqual(order.amount_total, 50)
        refund = self._line_values(
            self.popcorn, qty=-2, refunded_orderline_id=order.lines.id
        )
        self.assertEqual(self._pay([refund], user=stranger).amount_total, -50)

    def test_till_without_ticketing_sells_none(self):
        till = self._till()
        self.config.ticket_selling = False
        with self.assertRaises(AccessError):
            till.ticket_sessions()

    def test_session_of_another_company_is_not_sold(self):
        company = self.env["res.company"].create({"name": "Other Theatre"})
        self.cashier.company_ids |= company
        foreign = self._open_session_of(company)
        till = self._till().with_context(
            allowed_company_ids=[self.company.id, company.id]
        )
        self.assertNotIn(foreign.id, [row["id"] for row in till.ticket_sessions()])
        with self.assertRaises(TicketError):
            till.ticket_offer(foreign.id)
        with self.assertRaises(TicketError):
            till.ticket_quote(
                [{"type_id": self.adult.id, "place_ids": foreign.place_ids.ids}]
            )

    def _open_session_of(self, company):
        """A session on sale with one seat, in a venue of ``company``."""
        venue = self.env["ticket.venue"].create(
            {"name": "Other", "tz": "UTC", "company_id": company.id}
        )
        hall = self.env["ticket.hall"].create({"name": "Hall", "venue_id": venue.id})
        seat_map = self.env["ticket.seat.map"].create(
            {"name": "Map", "hall_id": hall.id}
        )
        section = self.env["ticket.seat.section"].create(
            {"name": "Stalls", "code": "S", "seat_map_id": seat_map.id}
        )
        self.env["ticket.seat"].create(
            {
                "seat_map_id": seat_map.id,
                "section_id": section.id,
                "row": "1",
                "number": "1",
                "kind_id": self.standard.id,
                "key": "S-1-1",
            }
        )
        plan = self.env["ticket.price.plan"].create(
            {"name": "Plan", "seat_map_id": seat_map.id}
        )
        zone = self.env["ticket.zone"].create(
            {
                "name": "A",
                "code": "A",
                "plan_id": plan.id,
                "section_ids": section.ids,
            }
        )
        self.env["ticket.price"].create(
            {"zone_id": zone.id, "type_id": self.adult.id, "amount": 10}
        )
        show = self.env["ticket.show"].create(
            {"name": "Other show", "company_id": company.id}
        )
        session = self.env["ticket.session"].create(
            {
                "show_id": show.id,
                "hall_id": hall.id,
                "seat_map_id": seat_map.id,
                "plan_id": plan.id,
                "start": self.session.start,
            }
        )
        session.action_open_sale()
        return session
