from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common_refund import TicketRefundCommon


@tagged("post_install", "-at_install")
class TestSessionMove(TicketRefundCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.old_map = cls.seat_map
        cls.other_hall = cls.env["ticket.hall"].create(
            {"name": "Studio", "venue_id": cls.venue.id}
        )

    def _other_plan(self, rows=5, columns=8, standing=30):
        """A price plan of the same zones in the other hall."""
        cls = type(self)
        hall, seat_map, zones = cls.hall, cls.seat_map, (cls.stalls, cls.floor)
        cls.hall = self.other_hall
        cls.seat_map = self._create_seat_map(rows, columns, standing)
        cls.stalls, cls.floor = cls.seat_map.section_ids.sorted("id")
        plan = self._create_plan()
        cls.hall, cls.seat_map = hall, seat_map
        cls.stalls, cls.floor = zones
        return plan

    def _propose(self, plan, **values):
        wizard = self.env["ticket.session.move"].create(
            {
                "session_id": self.session.id,
                "hall_id": self.other_hall.id,
                "plan_id": plan.id,
                "reason": "roof",
                **values,
            }
        )
        wizard.action_propose()
        return wizard

    def test_the_sale_stops_and_a_session_is_made_in_the_other_hall(self):
        self._sell("1-1")
        wizard = self._propose(self._other_plan())
        target = wizard.target_id
        self.assertEqual(self.session.state, "paused")
        self.assertEqual(
            (target.hall_id, target.start), (self.other_hall, self.session.start)
        )
        self.assertEqual((target.state, target.inventory_open), ("paused", True))

    def test_everybody_keeps_the_same_seat_where_there_is_one(self):
        order = self._sell("1-1", "1-2", "3-5")
        wizard = self._propose(self._other_plan())
        self.assertEqual(set(wizard.line_ids.mapped("how")), {"same"})
        wizard.action_move()
        live = order.ticket_ids.filtered(lambda t: t.state == "valid")
        self.assertEqual(live.session_id, wizard.target_id)
        self.assertEqual(
            sorted(live.mapped("seat_label")),
            sorted((order.ticket_ids - live).mapped("seat_label")),
        )
        self.assertEqual(self.session.state, "cancelled")

    def test_parties_stay_together_in_a_smaller_hall(self):
        order = self._sell("5-1", "5-2", "5-3")
        wizard = self._propose(self._other_plan(rows=2, columns=4))
        wizard.action_move()
        live = order.ticket_ids.filtered(lambda t: t.state == "valid")
        self.assertEqual(len(set(live.place_id.seat_id.mapped("row"))), 1)
        numbers = sorted(int(n) for n in live.place_id.seat_id.mapped("number"))
        self.assertEqual(numbers[-1] - numbers[0], 2)

    def test_who_finds_no_place_keeps_the_ticket_and_goes_back_free_of_charge(self):
        self._tenth()
        order = self._sell("1-1", "1-2", "1-3")
        self._invoice(order)
        wizard = self._propose(self._other_plan(rows=1, columns=2))
        self.assertEqual(wizard.lost_count, 1)
        self.assertIn("No place: 1", wizard.summary)
        wizard.action_move()
        left = self.env["ticket.ticket"].search(
            [("session_id", "=", self.session.id), ("state", "=", "valid")]
        )
        self.assertEqual((len(left), self.session.state), (1, "paused"))
        self.session.state = "postponed"
        self.assertEqual(left._refund("no place").amount_total, 380)
        self.assertProven()

    def test_the_books_follow_to_the_other_hall(self):
        order = self._sell("1-1", "1-2")
        self._invoice(order)
        wizard = self._propose(self._other_plan())
        wizard.action_move()
        self.assertEqual(wizard.target_id.advance_amount, 760)
        self.assertEqual(self.session.advance_amount, 0)
        self.assertProven()

    def test_a_seat_changed_by_hand_is_used(self):
        self._sell("1-1")
        wizard = self._propose(self._other_plan())
        place = self._places("4-4", session=wizard.target_id)
        wizard.line_ids.place_id = place
        wizard.action_move()
        self.assertEqual(place.state, "sold")

    def test_customers_are_told_once(self):
        self._sell("1-1", "1-2")
        before = self.env["mail.mail"].search([])
        self._propose(self._other_plan()).action_move()
        mails = self.env["mail.mail"].search([]) - before
        told = mails.filtered(lambda m: "li@example.com" in (m.email_to or ""))
        self.assertEqual(len(told), 1)
        self.assertIn("Studio", told.body_html)

    def test_wheelchair_places_go_to_those_who_had_one(self):
        self._places("1-1").seat_id.kind_id = self.wheelchair
        order = self._sell("1-1", "1-2")
        plan = self._other_plan()
        wheel = plan.seat_map_id.seat_ids[10]
        wheel.kind_id = self.wheelchair
        wizard = self._propose(plan)
        new = {line.ticket_id: line.place_id.seat_id for line in wizard.line_ids}
        on_wheels = order.ticket_ids.filtered(
            lambda t: t.place_id == self._places("1-1")
        )
        self.assertEqual(new[on_wheels], wheel)
        self.assertNotEqual(new[order.ticket_ids - on_wheels].kind_id, self.wheelchair)

    def test_a_hall_needs_a_price_plan(self):
        wizard = self.env["ticket.session.move"].create(
            {"session_id": self.session.id, "hall_id": self.other_hall.id}
        )
        with self.assertRaises(UserError):
            wizard.action_propose()

    def test_only_managers_move_sessions(self):
        supervisor = new_test_user(
            self.env, "move_supervisor", "ticket_sale.group_ticket_supervisor"
        )
        with self.assertRaises(AccessError):
            self.env["ticket.session.move"].with_user(supervisor).create(
                {"session_id": self.session.id}
            )
