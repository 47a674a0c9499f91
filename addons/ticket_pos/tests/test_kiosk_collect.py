from odoo.tests import tagged

from odoo.addons.ticket_sale.exceptions import TicketError

from ..exceptions import KioskNotReady, NothingToCollect, TooManyTries
from .kiosk_common import KioskCommon

PHONE = "13800138000"


@tagged("post_install", "-at_install")
class TestKioskCollect(KioskCommon):
    """Collecting at a kiosk: what proves that tickets are one's own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.phone = PHONE
        cls.order = cls._sell("1-1", "1-2")
        cls.tickets = cls.order.ticket_ids.sorted("id")

    def _labels(self, answer):
        return [
            ticket["label"]
            for order in answer["orders"]
            for session in order["sessions"]
            for ticket in session["tickets"]
        ]

    def _jobs(self):
        return self.env["ticket.print.job"].search(
            [("ticket_id", "in", self.tickets.ids)]
        )

    def test_code_of_a_ticket_finds_all_of_its_order(self):
        answer = self._visit()._find(code=self.tickets[0].token)
        self.assertEqual(self._labels(answer), self.tickets.mapped("seat_label"))

    def test_order_and_telephone_find_the_tickets(self):
        answer = self._visit()._find(order=self.order.name.lower(), phone=PHONE)
        self.assertEqual(len(self._labels(answer)), 2)

    def test_tickets_that_are_paid_on_delivery_do_not_come_out(self):
        self.order.ticket_cash_due = True
        for words in (
            {"order": self.order.name, "phone": PHONE},
            {"code": self.tickets[0].token},
        ):
            with self.assertRaises(NothingToCollect):
                self._visit()._find(**words)

    def test_wrong_telephone_finds_nothing(self):
        with self.assertRaises(NothingToCollect):
            self._visit()._find(order=self.order.name, phone="13900139000")

    def test_end_of_a_telephone_is_not_enough(self):
        with self.assertRaises(TicketError):
            self._visit()._find(order=self.order.name, phone=PHONE[-4:])

    def test_order_alone_is_not_enough(self):
        with self.assertRaises(TicketError):
            self._visit()._find(order=self.order.name)

    def test_wildcards_find_nothing(self):
        with self.assertRaises(NothingToCollect):
            self._visit()._find(order="%", phone=PHONE)

    def test_guessing_is_stopped_for_the_order_at_all_kiosks(self):
        for _try in range(5):
            self._visit()._count_try((self.order.name, "", ""))
        other = self.kiosk.copy({"name": "Foyer 2", "user_id": self.seller.id})
        visit = self.env["ticket.kiosk.visit"]._begin(other.with_user(self.seller))
        with self.assertRaises(TooManyTries):
            visit._find(order=self.order.name, phone=PHONE)

    def test_printed_once_and_noted_as_handed_out(self):
        visit = self._visit()
        visit._find(code=self.tickets[0].token)
        answer = visit._print_found(self.tickets.ids)
        self.assertEqual(len(answer["printing"]), 2)
        self.assertEqual(self._jobs().printer_id, self.printer)
        self.assertEqual(self.tickets.pickup_id.config_id, self.config)
        self.assertEqual((visit.state, visit.found), ("done", False))

    def test_printed_tickets_are_not_printed_again(self):
        first = self._visit()
        first._find(code=self.tickets[0].token)
        first._print_found(self.tickets.ids)
        second = self._visit()
        answer = second._find(code=self.tickets[0].token)
        self.assertEqual(
            {t["fate"] for t in answer["orders"][0]["sessions"][0]["tickets"]},
            {"printed"},
        )
        with self.assertRaises(TicketError):
            second._print_found(self.tickets.ids)

    def test_tickets_that_were_not_found_are_not_printed(self):
        with self.assertRaises(TicketError):
            self._visit()._print_found(self.tickets.ids)
        self.assertFalse(self._jobs())

    def test_nothing_is_handed_out_while_the_printer_is_ill(self):
        visit = self._visit()
        visit._find(code=self.tickets[0].token)
        self.printer.write({"state": "trouble", "problem": "paper_end"})
        with self.assertRaises(KioskNotReady):
            visit._print_found(self.tickets.ids)
        self.assertFalse(self.tickets.pickup_id)

    def test_refunded_tickets_are_not_found(self):
        self.tickets._void("refunded", "test")
        with self.assertRaises(NothingToCollect):
            self._visit()._find(code=self.tickets[0].number)

    def test_unknown_voucher_is_refused(self):
        with self.assertRaises(TicketError):
            self._choose("2-1")._redeem_voucher("NOPE")
