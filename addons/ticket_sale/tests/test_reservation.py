from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged

from ..exceptions import PlacesUnavailable, ReservationClosed
from .common_money import TicketMoneyCommon
from .common_reservation import TicketReservationCommon


@tagged("post_install", "-at_install")
class TestReservation(TicketReservationCommon, TicketMoneyCommon):
    """S5: places kept for a person or a firm until a deadline."""

    def _order_of(self, reservation, ticket_type=None):
        types = {
            place.id: (ticket_type or self.adult).id for place in reservation.place_ids
        }
        self.env.flush_all()
        return reservation._make_order(types)

    def _pass_deadline(self, reservation):
        reservation.deadline = self._in(seconds=-1)
        self.env.flush_all()

    # --- keeping ----------------------------------------------------------------

    def test_reserved_places_are_nobody_elses_until_the_deadline(self):
        reservation = self._reserve("1-1", "1-2")
        self.assertEqual(self._states("1-1", "1-2"), ["reserved", "reserved"])
        self.assertEqual(reservation.place_ids, self._places("1-1", "1-2"))
        for channel in ("website", "pos", "backoffice"):
            with self.assertRaises(PlacesUnavailable):
                self._hold_places("1-1", channel=channel)

    def test_reservation_is_free_at_the_deadline_before_the_clock_ran(self):
        reservation = self._reserve("1-1")
        self._pass_deadline(reservation)
        held = self._hold_places("1-1")
        self.assertEqual(self._places("1-1").hold_id.id, held.hold_id)

    def test_clock_closes_reservations_past_the_deadline(self):
        reservation = self._reserve("1-1")
        self._pass_deadline(reservation)
        self._run_cron("ticket_sale.ir_cron_reservations")
        self.assertEqual(reservation.state, "expired")
        self.assertFalse(reservation.released_by)
        self.assertEqual(self._states("1-1"), ["free"])
        self.assertEqual(self._log("1-1"), ["reserved", "expired"])

    def test_release_by_hand_is_written_down(self):
        reservation = self._reserve("1-1")
        reservation.action_release()
        self.assertEqual(reservation.state, "released")
        self.assertEqual(reservation.released_by, self.env.user)
        self.assertEqual(self._states("1-1"), ["free"])

    def test_later_deadline_keeps_the_places_longer(self):
        reservation = self._reserve("1-1")
        reservation.deadline = self._in(days=9)
        self.env.invalidate_all()
        self.assertEqual(self._places("1-1").held_until, reservation.deadline)

    def test_deadline_after_the_session_is_refused(self):
        with self.assertRaises(ValidationError):
            self._reserve("1-1", deadline=self._in(days=60))
        self.assertEqual(self._states("1-1"), ["free"])

    def test_released_reservation_cannot_be_revived(self):
        reservation = self._reserve("1-1")
        reservation.action_release()
        with self.assertRaises(ReservationClosed):
            reservation.deadline = self._in(days=9)
        with self.assertRaises(ReservationClosed):
            reservation.action_make_order()

    def test_reservation_spans_sessions_all_or_nothing(self):
        other = self._create_session_on_sale(start=self._in(days=9))
        there = self._places("2-1", session=other)
        wishes = [
            (self.session, {"place_ids": self._places("2-1").ids}),
            (other, {"place_ids": there.ids}),
        ]
        values = {"partner_id": self.customer.id, "deadline": self._in(days=5)}
        self.env.flush_all()
        reservation = self.env["ticket.reservation"]._reserve(wishes, **values)
        self.assertEqual(reservation.session_ids, self.session + other)
        wishes[0] = (self.session, {"place_ids": self._places("2-2").ids})
        with self.assertRaises(PlacesUnavailable):
            self.env["ticket.reservation"]._reserve(wishes, **values)
        self.assertEqual(self._states("2-2"), ["free"])

    def test_best_places_are_reserved_by_number(self):
        wizard = self.env["ticket.reservation.make"].create(
            {
                "session_id": self.session.id,
                "partner_id": self.customer.id,
                "count": 3,
                "zone_id": self.zone_a.id,
            }
        )
        self.env.flush_all()
        action = wizard.action_reserve()
        reservation = self.env["ticket.reservation"].browse(action["res_id"])
        self.assertEqual(reservation.place_count, 3)
        self.assertEqual(reservation.place_ids.zone_id, self.zone_a)

    def test_reservation_out_of_an_allotment(self):
        press = self._allot("1-1", "1-2", kind="press", channel=False)
        reservation = self._reserve("1-1", seller=press)
        self.assertEqual(self._places("1-1").allotment_id, press)
        reservation.action_release()
        self.assertEqual(self._states("1-1"), ["reserved"])
        self.assertFalse(self._places("1-1").hold_id)

    # --- moving -----------------------------------------------------------------

    def test_move_takes_the_new_places_before_freeing_the_old(self):
        reservation = self._reserve("1-1", "1-2")
        wizard = self.env["ticket.reservation.move"].create(
            {
                "reservation_id": reservation.id,
                "place_ids": self._places("3-1", "3-2").ids,
            }
        )
        self.env.flush_all()
        wizard.action_move()
        self.env.invalidate_all()
        self.assertEqual(reservation.place_ids, self._places("3-1", "3-2"))
        self.assertEqual(self._states("1-1", "3-1"), ["free", "reserved"])
        self.assertEqual(self._log("1-1"), ["reserved", "moved"])

    def test_refused_move_leaves_everything_as_it_was(self):
        reservation = self._reserve("1-1")
        self._hold_places("3-1")
        with self.assertRaises(PlacesUnavailable):
            reservation._move(
                reservation.hold_ids,
                self.session,
                {"place_ids": self._places("3-1").ids},
            )
        self.assertEqual(reservation.place_ids, self._places("1-1"))

    # --- reminders ----------------------------------------------------------------

    def test_customer_is_reminded_once_before_the_deadline(self):
        reservation = self._reserve("1-1", deadline=self._in(hours=47))
        later = self._reserve("1-2", deadline=self._in(hours=60))
        for _twice in range(2):
            self._run_cron("ticket_sale.ir_cron_reservations")
        mails = self.env["mail.mail"].search([("model", "=", "ticket.reservation")])
        self.assertEqual(mails.mapped("res_id"), reservation.ids)
        self.assertIn("Row 1 · Seat 1", mails.body_html)
        self.assertFalse(later.reminded_at)

    # --- the order ----------------------------------------------------------------

    def test_reservation_becomes_an_order_and_tickets(self):
        reservation = self._reserve("1-1", "1-2")
        order = self._order_of(reservation)
        self.assertEqual(reservation.state, "ordered")
        self.assertEqual(self._states("1-1"), ["reserved"])
        order.action_confirm()
        self.assertEqual(reservation.state, "sold")
        self.assertEqual(self._states("1-1", "1-2"), ["sold", "sold"])
        self.assertEqual(len(order.ticket_ids), 2)

    def test_dialog_splits_the_places_by_ticket_type(self):
        reservation = self._reserve("1-1", "1-2", "1-3")
        wizard = Form(
            self.env["ticket.reservation.order"].with_context(
                default_reservation_id=reservation.id
            )
        ).save()
        self.assertEqual(wizard.line_ids.count, 3)
        wizard.line_ids.count = 1
        with self.assertRaises(UserError):
            wizard.action_order()
        wizard.line_ids.copy({"type_id": self.child.id, "count": 2})
        self.env.flush_all()
        wizard.action_order()
        lines = reservation.order_id.order_line
        self.assertEqual(lines.ticket_type_id, self.adult + self.child)
        self.assertEqual(sum(lines.mapped("product_uom_qty")), 3)

    def test_unpaid_order_ends_with_its_reservation(self):
        reservation = self._reserve("1-1")
        order = self._order_of(reservation)
        reservation.hold_ids._keep_until(self._in(seconds=-1))
        self.env.cr.execute(
            "UPDATE ticket_reservation SET deadline = now() - interval '1 hour'"
        )
        self._run_cron("ticket_sale.ir_cron_reservations")
        self.assertEqual(reservation.state, "expired")
        self.assertEqual(order.state, "cancel")
        self.assertEqual(self._states("1-1"), ["free"])

    def test_cancelled_order_releases_the_reservation(self):
        reservation = self._reserve("1-1")
        self._order_of(reservation)._action_cancel()
        self.assertEqual(reservation.state, "released")
        self.assertEqual(self._states("1-1"), ["free"])

    def test_sellers_without_ticketing_confirm_and_cancel_such_orders(self):
        seller = new_test_user(
            self.env, "plain_seller", "sales_team.group_sale_salesman_all_leads"
        )
        confirmed = self._order_of(self._reserve("1-1"))
        confirmed.with_user(seller).action_confirm()
        self.assertEqual(confirmed.ticket_reservation_id.state, "sold")
        cancelled = self._order_of(self._reserve("1-2"))
        cancelled.with_user(seller)._action_cancel()
        self.assertEqual(cancelled.ticket_reservation_id.state, "released")

    # --- roles --------------------------------------------------------------------

    def test_cashier_reads_and_supervisor_releases(self):
        reservation = self._reserve("1-1")
        cashier = new_test_user(
            self.env, "cash_rsv", "ticket_sale.group_ticket_cashier"
        )
        with self.assertRaises(AccessError):
            reservation.with_user(cashier).action_release()
        self.assertEqual(reservation.with_user(cashier).place_count, 1)
        supervisor = new_test_user(
            self.env, "super_rsv", "ticket_sale.group_ticket_supervisor"
        )
        with self.assertRaises(AccessError):
            reservation.with_user(supervisor).state = "sold"
        reservation.with_user(supervisor).action_release()
        self.assertEqual(reservation.state, "released")

    def test_other_company_sees_no_reservation(self):
        reservation = self._reserve("1-1")
        other = self.env["res.company"].create({"name": "Other"})
        outsider = new_test_user(
            self.env,
            "out_rsv",
            "ticket_venue.group_ticket_admin",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        with self.assertRaises(AccessError):
            reservation.with_user(outsider).read(["name"])
