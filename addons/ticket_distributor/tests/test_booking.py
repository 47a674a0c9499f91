from odoo.fields import Datetime
from odoo.tests import tagged

from odoo.addons.ticket_distributor.exceptions import (
    BookingState,
    ContractInactive,
    NotFound,
    ReferenceUsed,
    TicketNotRefundable,
    TooManyTickets,
    TypeNotAllowed,
    WalletInsufficient,
)
from odoo.addons.ticket_sale.exceptions import PlacesUnavailable, TicketUsed

from .common import TicketDistributorCommon


@tagged("post_install", "-at_install")
class TestBooking(TicketDistributorCommon):
    def _run_cron(self):
        self.env.ref(
            "ticket_distributor.ir_cron_expire_bookings"
        ).method_direct_trigger()
        self.env.invalidate_all()

    def test_lock_holds_places_and_reserves_the_net_price(self):
        booking = self._lock("1-1", "1-2")

        self.assertRecordValues(
            booking,
            [{"state": "locked", "amount": 646, "ticket_count": 2}],
        )
        self.assertEqual(self._places("1-1", "1-2").mapped("state"), ["held", "held"])
        self.assertFalse(booking.ticket_ids)
        self.assertWallet(1000, reserved=646)

    def test_wallet_too_low_holds_nothing(self):
        with self.assertRaises(WalletInsufficient), self.env.cr.savepoint():
            self._lock("1-1", "1-2", "1-3", "1-4")

        self.assertEqual(set(self._places("1-1", "1-2").mapped("state")), {"free"})
        self.assertWallet(1000)

    def test_taken_place_refuses_the_whole_booking(self):
        self._hold_places("1-2")

        with self.assertRaises(PlacesUnavailable) as refusal, self.env.cr.savepoint():
            self._lock("1-1", "1-2")

        lost = self._places("1-2")
        self.assertEqual(refusal.exception.details["places"], lost.ids)
        self.assertEqual(self._places("1-1").state, "free")
        self.assertWallet(1000)

    def test_area_and_best_places_can_be_locked(self):
        self.distributor._wallet_topup(1000, self.bank)
        area = {"type": "adult", "area": self.floor.id, "count": 3}
        line = {"type": "adult", "place": self._places("1-1").id}

        mixed = self._lock(lines=[line, area])
        best = self._lock(best={"type": "child", "count": 2, "zone": "A"})

        self.assertEqual(mixed.amount, 323 + 3 * 102)
        self.assertEqual(mixed.line_ids.zone_id, self.zone_a | self.zone_f)
        self.assertEqual(best.amount, 2 * 161.5)
        mixed._confirm()
        self.assertEqual(len(mixed.ticket_ids), 4)

    def test_confirm_issues_tickets_and_charges(self):
        booking = self._lock("1-1", "1-2")

        booking._confirm()

        self.assertEqual(booking.state, "confirmed")
        self.assertRecordValues(
            booking.ticket_ids.sorted("id"),
            [
                {
                    "state": "valid",
                    "price": 323,
                    "net_amount": 304.72,
                    "channel": "distributor",
                    "partner_id": self.agency.id,
                    "booked": True,
                }
            ]
            * 2,
        )
        self.assertWallet(354)

    def test_confirm_twice_charges_once(self):
        booking = self._confirmed("1-1")

        booking._confirm()

        self.assertEqual(len(booking.ticket_ids), 1)
        self.assertWallet(677)

    def test_expired_lock_still_sells_places_nobody_took(self):
        booking = self._lock("1-1")
        self._expire_booking(booking)

        booking._confirm()

        self.assertEqual(self._places("1-1").state, "sold")
        self.assertWallet(677)

    def test_expired_lock_whose_place_is_gone_is_refused(self):
        booking = self._lock("1-1", "1-2")
        self._expire_booking(booking)
        self._hold_places("1-2")

        with self.assertRaises(PlacesUnavailable) as refusal, self.env.cr.savepoint():
            booking._confirm()

        self.assertEqual(refusal.exception.details["places"], self._places("1-2").ids)
        self.assertWallet(1000, reserved=646)

    def test_cron_gives_back_what_overdue_bookings_reserved(self):
        overdue, fresh = self._lock("1-1"), self._lock("1-2")
        self._expire_booking(overdue)

        self._run_cron()

        self.assertEqual(overdue.state, "expired")
        self.assertEqual(fresh.state, "locked")
        self.assertEqual(self._places("1-1").state, "free")
        self.assertWallet(1000, reserved=323)
        with self.assertRaises(BookingState):
            overdue._confirm()

    def test_expired_booking_of_another_buyer_keeps_his_place(self):
        overdue = self._lock("1-1")
        self._expire_booking(overdue)
        self._hold_places("1-1")

        self._run_cron()

        self.assertEqual(overdue.state, "expired")
        self.assertEqual(self._places("1-1").state, "held")

    def test_overdue_reservation_makes_way_at_once(self):
        overdue = self._lock("1-1", "1-2", "1-3")
        self._expire_booking(overdue)

        booking = self._lock("2-1", "2-2")

        self.assertEqual(booking.state, "locked")
        self.assertEqual(overdue.state, "expired")
        self.assertWallet(1000, reserved=646)

    def test_cancel_gives_places_and_money_back(self):
        booking = self._lock("1-1")

        booking._cancel()
        booking._cancel()

        self.assertEqual(booking.state, "cancelled")
        self.assertEqual(self._places("1-1").state, "free")
        self.assertWallet(1000)

    def test_confirmed_booking_cannot_be_cancelled(self):
        booking = self._confirmed("1-1")

        with self.assertRaises(BookingState) as refusal:
            booking._cancel()

        self.assertEqual(refusal.exception.details, {"state": "confirmed"})

    def test_refund_of_some_tickets_then_the_rest(self):
        booking = self._confirmed("1-1", "1-2", "1-3")
        first = booking.ticket_ids[0]

        booking._refund((first.number,))

        self.assertEqual(booking.state, "partly_refunded")
        self.assertEqual((first.state, first.booked), ("refunded", False))
        self.assertEqual(first.place_id.state, "free")
        self.assertWallet(354)
        booking._refund(None)
        self.assertEqual(booking.state, "refunded")
        self.assertEqual(booking.refunded_amount, 969)
        self.assertWallet(1000)

    def test_used_ticket_is_not_refunded_nor_its_neighbours(self):
        booking = self._confirmed("1-1", "1-2")
        booking.ticket_ids[0].sudo().write({"state": "used", "admitted": 1})

        with self.assertRaises(TicketUsed), self.env.cr.savepoint():
            booking._refund(None)

        self.assertEqual(booking.state, "confirmed")
        self.assertWallet(354)

    def test_ticket_is_refunded_once(self):
        booking = self._confirmed("1-1", "1-2")
        number = booking.ticket_ids[0].number
        booking._refund((number,))

        with self.assertRaises(TicketNotRefundable):
            booking._refund((number,))

    def test_ticket_of_another_booking_is_unknown(self):
        booking, other = self._confirmed("1-1"), self._confirmed("1-2")

        with self.assertRaises(NotFound):
            booking._refund((other.ticket_ids.number,))

    def test_no_refund_once_the_session_has_begun_unless_it_was_cancelled(self):
        booking = self._confirmed("1-1")
        self.session.start = Datetime.subtract(Datetime.now(), minutes=1)

        with self.assertRaises(TicketNotRefundable):
            booking._refund(None)

        self.session.state = "cancelled"
        booking._refund(None)
        self.assertWallet(1000)

    def test_reference_is_used_once_a_distributor(self):
        booking = self._lock("1-1", reference="A1")
        other = self._create_distributor(credit_limit=1000)

        with self.assertRaises(ReferenceUsed) as refusal:
            self._lock("1-2", reference="A1")
        self._lock("1-3", reference="A1", distributor=other)

        self.assertEqual(refusal.exception.details, {"order": booking.id})

    def test_contract_limits_types_and_number(self):
        self.distributor.type_ids = self.adult
        self.distributor.max_tickets = 2

        with self.assertRaises(TypeNotAllowed) as refusal:
            self._lock("1-1", kind=self.child)
        with self.assertRaises(TooManyTickets):
            self._lock("1-1", "1-2", "1-3")

        self.assertEqual(refusal.exception.details["allowed"], ["adult"])

    def test_suspended_contract_sells_nothing(self):
        booking = self._lock("1-1")
        self.distributor.action_suspend()

        with self.assertRaises(ContractInactive):
            self._lock("1-2")
        with self.assertRaises(ContractInactive):
            booking._confirm()

    def test_contract_sells_within_its_period_only(self):
        self.distributor.write({"date_from": "2020-01-01", "date_to": "2020-12-31"})

        with self.assertRaises(ContractInactive):
            self._lock("1-1")

    def test_free_tickets_move_no_money(self):
        self.distributor.discount = 100

        booking = self._confirmed("1-1")
        booking._refund(None)

        self.assertEqual(booking.state, "refunded")
        self.assertWallet(1000)

    def test_refund_from_the_ticket_list_goes_to_the_wallet(self):
        booking = self._confirmed("1-1", "1-2")
        supervisor = self._staff("sup", "ticket_sale.group_ticket_supervisor")

        booking.ticket_ids[:1].with_user(supervisor)._refund("wrong day")

        self.assertEqual(booking.state, "partly_refunded")
        self.assertWallet(677)

    def test_back_office_refunds_by_a_button(self):
        booking = self._confirmed("1-1")
        supervisor = self._staff("sup", "ticket_sale.group_ticket_supervisor")

        booking.with_user(supervisor).action_refund()

        self.assertEqual(booking.state, "refunded")
        self.assertWallet(1000)
