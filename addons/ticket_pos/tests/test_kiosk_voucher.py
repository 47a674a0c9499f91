from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import LockError, UserError
from odoo.tests import tagged

from odoo.addons.ticket_sale.exceptions import TicketError, VoucherRefused

from ..exceptions import TooManyTries
from .kiosk_common import KioskCommon
from .test_kiosk_online import KioskOnlineCommon
from .test_voucher import TicketVoucherCommon

FIRST, SECOND = "CITY0001", "CITY0002"


class KioskVoucherCommon(TicketVoucherCommon, KioskCommon):
    """A kiosk that takes vouchers worth 300 for adults, who pay 380."""

    def _long_ago(self):
        return fields.Date.today() - timedelta(days=2)

    def _logged(self, refused=False):
        return self.env["ticket.find.log"].search_count(
            [
                ("kind", "=", "voucher"),
                ("user_id", "=", self.seller.id),
                ("is_refused", "=", refused),
            ]
        )


@tagged("post_install", "-at_install")
class TestKioskVoucherRefused(KioskVoucherCommon):
    """Which vouchers a kiosk does not take, and what it says."""

    def test_unknown_code_is_refused_and_logged(self):
        with self.assertRaisesRegex(TicketError, "do not know"):
            self._visit()._redeem_voucher("NOPE9999")
        self.assertEqual(self._logged(), 1)

    def test_guessing_is_limited_at_one_kiosk_over_all_visits(self):
        for i in range(8):
            with self.assertRaisesRegex(TicketError, "do not know"):
                self._visit()._redeem_voucher(f"NOPE000{i}")
        # not assertRaises, which would undo what was logged
        with self.assertRaisesRegex(TooManyTries, "Too many"):
            self._visit()._redeem_voucher(FIRST)
        self.assertEqual((self._logged(), self._logged(refused=True)), (8, 1))
        other = self.env["ticket.kiosk"].create(
            {"name": "Foyer 2", "config_id": self.config.id}
        )
        visit = self.env["ticket.kiosk.visit"]._begin(other.with_user(other.user_id))
        self.assertTrue(visit._redeem_voucher(FIRST)["vouchers"])

    def test_used_voucher_is_refused(self):
        first = self._choose("1-1")
        first._redeem_voucher(FIRST)
        self._pay_at_terminal(first)
        with self.assertRaisesRegex(VoucherRefused, "redeemed already"):
            self._visit()._redeem_voucher(FIRST)

    def test_expired_voucher_is_refused(self):
        self.kind.date_to = self._long_ago()
        with self.assertRaisesRegex(VoucherRefused, "good from"):
            self._visit()._redeem_voucher(FIRST)

    def test_void_voucher_is_refused(self):
        self.voucher.action_void()
        with self.assertRaisesRegex(VoucherRefused, "void"):
            self._visit()._redeem_voucher(FIRST)

    def test_voucher_of_another_company_is_unknown(self):
        other = self.env["res.company"].create({"name": "Another house"})
        kind = self.kind.copy({"company_id": other.id, "ticket_type_ids": False})
        self.env["ticket.voucher"].create({"type_id": kind.id, "code": "ELSE0001"})
        with self.assertRaisesRegex(TicketError, "do not know"):
            self._visit()._redeem_voucher("ELSE0001")

    def test_voucher_of_another_show_is_refused_with_what_it_is_good_for(self):
        other = self._session().show_id.copy({"name": "Swan Lake"})
        self.kind.show_ids = other
        with self.assertRaisesRegex(VoucherRefused, "Swan Lake"):
            self._choose("1-1")._redeem_voucher(FIRST)
        self.assertFalse(self.voucher.visit_id)

    def test_kiosk_without_a_method_for_vouchers_sends_to_the_counter(self):
        query = "UPDATE pos_payment_method SET ticket_voucher = false WHERE id = %s"
        self.env.cr.execute(query, [self.method.id])  # its shift is open
        self.method.invalidate_recordset()
        with self.assertRaisesRegex(TicketError, "counter"):
            self._visit()._redeem_voucher(FIRST)

    def test_voucher_is_entered_once(self):
        visit = self._visit()
        visit._redeem_voucher(FIRST)
        with self.assertRaisesRegex(VoucherRefused, "already"):
            visit._redeem_voucher("city-0001")

    def test_no_more_vouchers_than_tickets_of_a_purchase(self):
        self.kiosk.most_tickets = 1
        visit = self._visit()
        visit._redeem_voucher(FIRST)
        with self.assertRaisesRegex(TicketError, "up to 1"):
            visit._redeem_voucher(SECOND)

    def test_second_voucher_needs_a_second_ticket(self):
        visit = self._choose("1-1")
        visit._redeem_voucher(FIRST)
        with self.assertRaisesRegex(VoucherRefused, "another seat"):
            visit._redeem_voucher(SECOND)


@tagged("post_install", "-at_install")
class TestKioskVoucher(KioskVoucherCommon):
    """Vouchers at a kiosk pay for tickets, once, and only when the order is paid."""

    def test_voucher_tells_what_it_pays_before_seats_are_chosen(self):
        cart = (visit := self._visit())._redeem_voucher(FIRST)
        [shown] = cart["vouchers"]
        self.assertIn(self.adult.name, shown["pays"])
        self.assertIn("300", shown["pays"])
        self.assertNotIn(FIRST, str(cart))
        cart = self._choose("1-1", visit=visit)._cart()
        self.assertEqual((cart["total"], cart["due"]), (380, 80))

    def test_customer_pays_the_difference_at_the_terminal(self):
        visit = self._choose("1-1")
        self.assertEqual(visit._redeem_voucher(FIRST)["due"], 80)
        asked, paid = self._pay_at_terminal(visit)
        self.assertEqual((asked["amount"], paid["state"]), (80, "paid"))
        order = visit.order_id
        self.assertEqual((order.state, order.amount_paid), ("paid", 380))
        self.assertEqual(
            {p.payment_method_id: p.amount for p in order.payment_ids},
            {self.method: 300, self.terminal: 80},
        )
        self.assertEqual(self.voucher.ticket_id, order.ticket_ids)
        self.assertEqual(self.voucher.redeemed_by_id, self.seller)
        self.assertFalse(self.voucher.visit_id)

    def test_voucher_for_a_whole_ticket_leaves_nothing_to_pay(self):
        self.kind.worth = 0
        visit = self._choose("1-1")
        self.assertEqual(visit._redeem_voucher(FIRST)["due"], 0)
        self.assertEqual(visit._pay(None)["state"], "paid")
        self.assertEqual((visit.state, self.voucher.state), ("done", "redeemed"))
        jobs = self.env["ticket.print.job"].search(
            [("ticket_id", "in", visit.order_id.ticket_ids.ids)]
        )
        self.assertEqual(len(jobs), 1)

    def test_two_vouchers_pay_for_two_tickets(self):
        visit = self._choose("1-1", "1-2")
        visit._redeem_voucher(FIRST)
        self.assertEqual(visit._redeem_voucher(SECOND)["due"], 160)
        self._pay_at_terminal(visit)
        vouchers = self.voucher | self.second
        self.assertEqual(vouchers.mapped("state"), ["redeemed", "redeemed"])
        self.assertEqual(vouchers.ticket_id, visit.order_id.ticket_ids)

    def test_narrow_voucher_leaves_the_other_ticket_to_the_wide_one(self):
        wide = self.kind.copy({"name": "Any", "ticket_type_ids": False, "worth": 0})
        self.env["ticket.voucher"].create({"type_id": wide.id, "code": "WIDE0001"})
        visit = self._choose("1-1")
        self._choose("1-2", visit=visit, ticket_type=self.child)
        visit._redeem_voucher("WIDE0001")
        cart = visit._redeem_voucher(FIRST)
        self.assertEqual(sorted(v["amount"] for v in cart["vouchers"]), [190, 300])
        self.assertEqual(cart["due"], 80)

    def test_voucher_that_fits_no_seat_chosen_later_pays_nothing(self):
        visit = self._visit()
        visit._redeem_voucher(FIRST)
        self._choose("1-1", visit=visit, ticket_type=self.child)
        self.assertEqual(visit._cart()["due"], 190)
        self._pay_at_terminal(visit)
        self.assertEqual(
            (self.voucher.state, self.voucher.visit_id.id), ("open", False)
        )

    def test_voucher_put_back_is_free_for_others(self):
        visit = self._choose("1-1")
        visit._redeem_voucher(FIRST)
        self.assertEqual(visit._return_voucher(self.second.id)["due"], 80)
        self.assertEqual(visit._return_voucher(self.voucher.id)["due"], 380)
        self.assertFalse(self.voucher.visit_id)

    def test_walking_away_gives_the_voucher_back(self):
        visit = self._choose("1-1")
        visit._redeem_voucher(FIRST)
        visit._pay(self.terminal.id)
        visit._end("idle")
        self.assertEqual((visit.order_id.state, self.voucher.state), ("cancel", "open"))
        self.assertFalse(visit.order_id.payment_ids)
        self.assertTrue(self._visit()._redeem_voucher(FIRST)["vouchers"])

    def test_dead_screen_gives_the_voucher_back(self):
        visit = self._visit()
        visit._redeem_voucher(FIRST)
        visit.touched_at = fields.Datetime.now() - timedelta(minutes=16)
        self.env["ticket.kiosk.visit"]._cron_end()
        self.assertFalse(self.voucher.visit_id)

    def test_refused_card_keeps_the_voucher_in_hand(self):
        visit = self._choose("1-1")
        visit._redeem_voucher(FIRST)
        visit._pay(self.terminal.id)
        first = visit.order_id
        self.answers.append("refused")
        self.assertEqual(visit._payment()["cart"]["due"], 80)
        self.assertFalse(first.payment_ids)
        self.answers.append("waiting")
        self._pay_at_terminal(visit)
        self.assertEqual(self.voucher.ticket_id, visit.order_id.ticket_ids)

    def test_voucher_is_in_one_hand_at_a_time(self):
        visit = self._choose("1-1")
        visit._redeem_voucher(FIRST)
        other = self.kiosk.copy({"name": "Foyer 2", "user_id": self.seller.id})
        second = self.env["ticket.kiosk.visit"]._begin(other.with_user(self.seller))
        with self.assertRaisesRegex(VoucherRefused, "Foyer 1"):
            second._redeem_voucher(FIRST)
        place = self._places("1-1")
        till = self._till().ticket_voucher(
            FIRST, [{"type_id": self.adult.id, "place_ids": place.ids}]
        )
        self.assertIn("Foyer 1", till["error"])
        visit._end("cancelled")
        self.assertTrue(second._redeem_voucher(FIRST)["vouchers"])

    def test_voucher_that_another_request_holds_is_refused(self):
        locked = patch.object(
            type(self.voucher), "lock_for_update", side_effect=LockError("locked")
        )
        visit = self._visit()
        with locked, self.assertRaisesRegex(VoucherRefused, "elsewhere"):
            visit._redeem_voucher(FIRST)

    def test_voucher_that_ran_out_while_seats_were_chosen_pays_nothing(self):
        visit = self._choose("1-1")
        visit._redeem_voucher(FIRST)
        self.kind.date_to = self._long_ago()
        with self.assertRaises(VoucherRefused):
            visit._pay(self.terminal.id)
        self.assertFalse(visit.order_id)

    def test_promise_is_kept_while_money_is_on_its_way(self):
        visit = self._choose("1-1")
        visit._redeem_voucher(FIRST)
        visit._pay(self.terminal.id)
        with self.assertRaises(UserError):
            self.voucher.action_void()
        self.kind.date_to = self._long_ago()
        self.answers.append({"transaction_id": "T-1"})
        self.assertEqual(visit._payment()["state"], "paid")
        self.assertEqual(self.voucher.state, "redeemed")

    def test_terminal_that_asks_for_the_whole_price_takes_no_rest(self):
        visit = self._choose("1-1")
        visit._redeem_voucher(FIRST)
        part = patch.object(
            type(self.terminal), "_ticket_kiosk_takes_part", lambda method: False
        )
        with part, self.assertRaisesRegex(TicketError, "rest of a price"):
            visit._pay(self.terminal.id)


@tagged("post_install", "-at_install")
class TestKioskVoucherOnline(TicketVoucherCommon, KioskOnlineCommon):
    """The rest of the price comes by telephone, at any moment."""

    def _asked_with_voucher(self):
        visit = self._choose("1-1")
        visit._redeem_voucher(FIRST)
        return visit, visit._pay(self.online.id)

    def test_telephone_pays_the_rest_and_the_kiosk_redeems(self):
        visit, asked = self._asked_with_voucher()
        self.assertEqual(asked["amount"], 80)
        self._money_for(visit.order_id)
        self.assertEqual(visit._payment()["state"], "paid")
        self.assertEqual(self.voucher.ticket_id, visit.order_id.ticket_ids)
        self.assertEqual(self.voucher.redeemed_by_id, self.seller)

    def test_money_after_the_visit_redeems_nothing(self):
        visit, _asked = self._asked_with_voucher()
        order = visit.order_id
        visit._end("idle")
        self._money_for(order)
        self.assertTrue(visit.is_paid_late)
        self.assertEqual(
            (self.voucher.state, self.voucher.visit_id.id), ("open", False)
        )
