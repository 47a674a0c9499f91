from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from odoo.addons.ticket_sale.exceptions import PlacesUnavailable, TicketError

from ..exceptions import KioskNotReady, VisitOver
from .kiosk_common import KioskCommon


@tagged("post_install", "-at_install")
class TestKiosk(KioskCommon):
    """What a kiosk is, and in which condition."""

    def test_kiosk_gets_a_user_who_cannot_sign_in(self):
        self.assertTrue(self.seller.has_group("ticket_sale.group_ticket_cashier"))
        self.env.cr.execute(
            "SELECT password FROM res_users WHERE id = %s", [self.seller.id]
        )
        self.assertFalse(self.env.cr.fetchone()[0])

    def test_kiosk_needs_a_cashier(self):
        clerk = new_test_user(self.env, "clerk", groups="base.group_user")
        with self.assertRaises(ValidationError):
            self.kiosk.user_id = clerk

    def test_ready_with_shift_printer_and_terminal(self):
        self.assertEqual(self.kiosk.condition, "ready")

    def test_without_a_shift_it_only_collects(self):
        self.config.current_session_id.state = "closing_control"
        self.assertEqual(self.kiosk._judge()[0], "collect_only")

    def test_cash_is_no_way_to_pay_at_a_kiosk(self):
        self.assertEqual(self.kiosk._payment_methods(), self.terminal.sudo())

    def test_condition_follows_the_printer(self):
        self.printer.write({"state": "trouble", "problem": "paper_end"})
        self.assertEqual(self.kiosk._judge()[0], "paper")
        self.printer.problem = "unreachable"
        self.assertEqual(self.kiosk._judge()[0], "printer")

    def test_own_printer_goes_before_the_tills(self):
        own = self.printer.copy({"name": "Kiosk printer"})
        own.state = "trouble"
        self.kiosk.printer_id = own
        self.assertEqual(self.kiosk._judge()[0], "printer")

    def test_out_of_service_is_closed(self):
        self.kiosk.in_service = False
        self.assertEqual(self.kiosk._judge()[0], "closed")

    def test_pairing_code_is_good_once(self):
        code = self.kiosk._make_pairing_code()
        kiosk, token = self.env["ticket.kiosk"]._redeem(code)
        self.assertEqual(kiosk.id, self.kiosk.id)
        self.assertEqual(self.env["ticket.kiosk"]._identify(token), kiosk)
        self.assertEqual(self.env["ticket.kiosk"]._redeem(code)[1], None)

    def test_revoked_screen_is_nobody_and_gives_seats_back(self):
        _kiosk, token = self.kiosk._redeem(self.kiosk._make_pairing_code())
        self._choose("1-1")
        self.kiosk.action_revoke()
        self.assertFalse(self.env["ticket.kiosk"]._identify(token))
        self.assertEqual(self._places("1-1").state, "free")

    def test_only_managers_set_kiosks_up(self):
        cashier = self.kiosk.with_user(self.cashier)
        self.assertEqual(cashier.condition, "ready")
        for act in (cashier.action_pair, cashier.action_revoke):
            with self.assertRaises(AccessError):
                act()
        with self.assertRaises(AccessError):
            cashier.in_service = False

    def test_cashiers_read_no_secret_of_a_visit(self):
        visit = self._choose("1-1")
        for secret in ("key", "seats", "found"):
            with self.assertRaises(AccessError):
                visit.sudo(False).with_user(self.cashier).read([secret])

    def test_paired_kiosk_is_not_deleted(self):
        self.kiosk._redeem(self.kiosk._make_pairing_code())
        with self.assertRaises(UserError):
            self.kiosk.unlink()


@tagged("post_install", "-at_install")
class TestKioskVisit(KioskCommon):
    """Choosing and paying; what a visit holds is the server's."""

    def test_cart_is_priced_by_the_server_and_shows_no_hold(self):
        visit = self._choose("1-1", "1-2")
        cart = visit._cart()
        self.assertEqual(cart["total"], 760)
        self.assertEqual([seat["price"] for seat in cart["seats"]], [380, 380])
        self.assertNotIn(visit.seats[0]["token"], str(cart))

    def test_types_reprice_the_cart(self):
        visit = self._choose("1-1", "1-2")
        first, _second = self._places("1-1", "1-2")
        cart = visit._set_types({first.id: self.child.id})
        self.assertEqual(cart["total"], 570)

    def test_types_of_foreign_places_change_nothing(self):
        visit = self._choose("1-1")
        foreign = self._places("2-1")
        cart = visit._set_types({foreign.id: self.child.id})
        self.assertEqual(cart["total"], 380)

    def test_removed_seat_is_free_at_once(self):
        visit = self._choose("1-1", "1-2")
        first, second = self._places("1-1", "1-2")
        visit._remove([first.id])
        self.assertEqual((first.state, second.state), ("free", "held"))

    def test_seats_of_others_are_not_removed(self):
        theirs = self._hold_places("2-1")
        visit = self._choose("1-1")
        visit._remove([place.id for place in theirs.places])
        self.assertEqual(self._places("2-1").state, "held")

    def test_taken_seat_is_refused(self):
        self._hold_places("1-1")
        with self.assertRaises(PlacesUnavailable):
            self._choose("1-1")

    def test_no_more_tickets_than_the_kiosk_sells(self):
        self.kiosk.most_tickets = 2
        visit = self._choose("1-1", "1-2")
        with self.assertRaises(TicketError):
            self._choose("1-3", visit=visit)

    def test_another_session_puts_the_first_seats_down(self):
        visit = self._choose("1-1")
        start = self._session().start + timedelta(days=1)
        other = self._create_session_on_sale(start=start)
        visit._add(other.id, self.adult.id, {"best": {"count": 1}})
        self.assertEqual(self._places("1-1").state, "free")
        self.assertEqual(visit._cart()["session"], other.id)

    def test_terminal_makes_a_paid_order_and_prints(self):
        asked, paid = self._pay_at_terminal(visit := self._choose("1-1", "1-2"))
        self.assertEqual((asked["state"], asked["amount"]), ("waiting", 760))
        self.assertEqual(paid["state"], "paid")
        order = visit.order_id
        self.assertEqual((order.state, order.amount_paid), ("paid", 760))
        self.assertEqual(order.user_id, self.seller)
        self.assertEqual(order.payment_ids.transaction_id, "T-1")
        jobs = self.env["ticket.print.job"].search(
            [("ticket_id", "in", order.ticket_ids.ids)]
        )
        self.assertEqual((len(jobs), jobs.printer_id), (2, self.printer))
        self.assertEqual((visit.state, visit.seats), ("done", False))

    def test_own_printer_prints_what_the_kiosk_sold(self):
        own = self.printer.copy({"name": "Kiosk printer"})
        own.state = "ready"
        self.kiosk.printer_id = own
        self._pay_at_terminal(visit := self._choose("1-1"))
        job = self.env["ticket.print.job"].search(
            [("ticket_id", "in", visit.order_id.ticket_ids.ids)]
        )
        self.assertEqual(job.printer_id, own)

    def test_nothing_is_sold_when_the_printer_cannot_print(self):
        visit = self._choose("1-1")
        self.printer.write({"state": "trouble", "problem": "paper_end"})
        with self.assertRaises(KioskNotReady) as refused:
            visit._pay(self.terminal.id)
        self.assertEqual(refused.exception.details["condition"], "paper")
        self.assertFalse(visit.order_id)

    def test_refused_card_lets_the_customer_pay_again(self):
        visit = self._choose("1-1")
        visit._pay(self.terminal.id)
        self.answers.append("refused")
        answer = visit._payment()
        self.assertEqual((answer["state"], answer["cart"]["total"]), ("refused", 380))
        self.assertEqual((visit.state, self._places("1-1").state), ("open", "held"))

    def test_paying_twice_asks_once(self):
        visit = self._choose("1-1")
        visit._pay(self.terminal.id)
        order = visit.order_id
        visit._pay(self.terminal.id)
        self.assertEqual(visit.order_id, order)

    def test_seat_lost_before_payment_is_named(self):
        visit = self._choose("1-1", "1-2")
        self.Hold._release(visit.seats[0]["token"])
        self._hold_places("1-1")
        answer = visit._pay(self.terminal.id)
        self.assertEqual(answer["state"], "lost")
        self.assertEqual(answer["lost"], ["Stalls · Row 1 · Seat 1"])
        self.assertEqual(answer["cart"]["total"], 380)

    def test_price_of_payment_is_the_price_of_the_moment(self):
        visit = self._choose("1-1")
        self.env["ticket.price"].search(
            [("zone_id", "=", self.zone_a.id), ("type_id", "=", self.adult.id)]
        ).amount = 400
        self.assertEqual(visit._pay(self.terminal.id)["amount"], 400)

    def test_named_tickets_belong_to_the_counter(self):
        visit = self._choose("1-1")
        self._session().real_name = True
        with self.assertRaises(TicketError):
            visit._pay(self.terminal.id)

    def test_foreign_payment_method_is_refused(self):
        visit = self._choose("1-1")
        with self.assertRaises(TicketError):
            visit._pay(self.cash.id)

    def test_terminal_that_is_silent_takes_nothing(self):
        visit = self._choose("1-1")
        with (
            patch.object(
                type(self.terminal), "_ticket_terminal_request", lambda m, o: False
            ),
            self.assertRaises(TicketError),
        ):
            visit._pay(self.terminal.id)


@tagged("post_install", "-at_install")
class TestKioskIdle(KioskCommon):
    """Nobody is there any more: everything goes back, but never what was paid."""

    def test_idle_gives_seats_back_and_forgets(self):
        visit = self._choose("1-1", "1-2")
        visit._end("idle")
        self.assertEqual(self._places("1-1", "1-2").mapped("state"), ["free", "free"])
        self.assertEqual((visit.state, visit.reason), ("left", "idle"))
        self.assertEqual((visit.seats, visit.codes, visit.found), (False, False, False))

    def test_idle_while_paying_drops_the_order(self):
        visit = self._choose("1-1")
        visit._pay(self.terminal.id)
        visit._end("idle")
        self.assertEqual(visit.order_id.state, "cancel")
        self.assertEqual(self._places("1-1").state, "free")

    def test_idle_after_payment_leaves_what_was_sold(self):
        visit = self._choose("1-1")
        visit._pay(self.terminal.id)
        order = visit.order_id.with_user(self.seller)
        order.add_payment(
            {
                "amount": 380,
                "payment_method_id": self.terminal.id,
                "pos_order_id": order.id,
            }
        )
        order._process_saved_order(False)
        visit._end("idle")
        self.assertEqual((visit.state, visit.sold_count), ("done", 1))
        self.assertEqual(self._places("1-1").state, "sold")

    def test_next_visit_ends_the_one_before(self):
        first = self._choose("1-1")
        self._visit()
        self.assertEqual((first.state, first.reason), ("left", "next"))
        self.assertEqual(self._places("1-1").state, "free")

    def test_ended_visit_takes_no_orders(self):
        visit = self._choose("1-1")
        visit._end("idle")
        kiosk = self.kiosk.with_user(self.seller)
        with self.assertRaises(VisitOver):
            self.env["ticket.kiosk.visit"]._of(kiosk, visit.key)

    def test_visit_of_another_kiosk_is_not_found(self):
        visit = self._visit()
        other = self.kiosk.copy({"name": "Foyer 2", "user_id": self.seller.id})
        with self.assertRaises(VisitOver):
            self.env["ticket.kiosk.visit"]._of(other, visit.key)

    def test_visits_of_a_dead_screen_end_by_themselves(self):
        visit = self._choose("1-1")
        visit.touched_at = fields.Datetime.now() - timedelta(minutes=16)
        self.env["ticket.kiosk.visit"]._cron_end()
        self.assertEqual((visit.state, visit.reason), ("left", "lost"))
        self.assertEqual(self._places("1-1").state, "free")
