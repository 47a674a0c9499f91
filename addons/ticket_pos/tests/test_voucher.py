from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.ticket_sale.exceptions import RefundRefused, VoucherRefused

from .common import TicketPosCommon


class TicketVoucherCommon(TicketPosCommon):
    """A till that takes vouchers worth 300 for adults."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        journal = cls.env["account.journal"].create(
            {
                "name": "Vouchers",
                "type": "bank",
                "code": "VOUC",
                "company_id": cls.company.id,
            }
        )
        cls.method = cls.env["pos.payment.method"].create(
            {
                "name": "Voucher",
                "journal_id": journal.id,
                "company_id": cls.company.id,
                "ticket_voucher": True,
            }
        )
        cls.config.payment_method_ids |= cls.method
        cls.kind = cls.env["ticket.voucher.type"].create(
            {"name": "City Deals", "ticket_type_ids": cls.adult.ids, "worth": 300}
        )
        cls.voucher, cls.second = cls.env["ticket.voucher"].create(
            [{"type_id": cls.kind.id, "code": f"CITY000{i}"} for i in (1, 2)]
        )


@tagged("post_install", "-at_install")
class TestVoucherSwap(TicketVoucherCommon):
    """Vouchers and booking coupons are swapped for tickets at the till."""

    def _ask(self, code="CITY0001", reply=None, **values):
        items = [
            {"type_id": line["type_id"], "place_ids": line["place_ids"]}
            for line in (reply or {"lines": []})["lines"]
        ]
        return self._till().ticket_voucher(code, items, **values)

    def _pay_with(self, reply, *payments):
        """Pay with ``(method, amount, code)`` lines."""
        return self._pay(
            self._lines(reply),
            payment_ids=[
                (
                    0,
                    0,
                    {
                        "amount": amount,
                        "payment_method_id": method.id,
                        "name": "2026-01-01 10:00:00",
                        "ticket_voucher": code,
                    },
                )
                for method, amount, code in payments
            ],
        )

    def test_voucher_pays_what_it_is_worth_and_the_customer_the_rest(self):
        reply = self._take("1-1")
        answer = self._ask(reply=reply)
        self.assertEqual(
            (answer["error"], answer["amount"], answer["method_id"]),
            (False, 300, self.method.id),
        )
        order = self._pay_with(
            reply, (self.method, 300, "CITY0001"), (self.cash, 80, False)
        )
        self.assertEqual(order.state, "paid")
        self.assertEqual(self.voucher.ticket_id, order.ticket_ids)
        self.assertEqual(self.voucher.redeemed_by_id, self.cashier)

    def test_coupon_for_a_whole_ticket_pays_all(self):
        self.kind.worth = 0
        reply = self._take("1-1")
        self.assertEqual(self._ask(reply=reply)["amount"], 380)
        order = self._pay_with(reply, (self.method, 380, "CITY0001"))
        self.assertEqual((order.state, self.voucher.state), ("paid", "redeemed"))

    def test_voucher_without_a_fitting_ticket_says_what_it_is_for(self):
        for reply in (None, self._take("1-1", ticket_type=self.child)):
            answer = self._ask(reply=reply)
            self.assertTrue(answer["found"])
            self.assertIn(self.adult.name, answer["error"])

    def test_each_voucher_has_a_ticket_of_its_own(self):
        reply = self._take("1-1")
        answer = self._ask("CITY0002", reply, taken=["CITY0001"])
        self.assertIn("Put such a ticket", answer["error"])
        again = self._ask("CITY0001", self._take("1-2"), taken=["city-0001"])
        self.assertIn("in the order already", again["error"])

    def test_two_vouchers_for_two_tickets(self):
        reply = self._take("1-1", "1-2")
        order = self._pay_with(
            reply,
            (self.method, 300, "CITY0001"),
            (self.method, 300, "CITY0002"),
            (self.cash, 160, False),
        )
        self.assertEqual((self.voucher | self.second).ticket_id, order.ticket_ids)

    def test_unknown_code_is_no_voucher(self):
        self.assertEqual(self._ask("NOSUCH99"), {"found": False})

    def test_till_without_a_method_for_vouchers_says_so(self):
        self.config.payment_method_ids -= self.method
        with self.assertRaisesRegex(VoucherRefused, "no payment method"):
            self._ask(reply=self._take("1-1"))

    def test_used_voucher_pays_nothing_more(self):
        self._pay_with(
            self._take("1-1"), (self.method, 300, "CITY0001"), (self.cash, 80, False)
        )
        self.env.flush_all()  # the next hold reads in a transaction of its own
        answer = self._ask(reply=self._take("1-2"))
        self.assertIn("redeemed already", answer["error"])
        with self.assertRaises(VoucherRefused):
            self._pay_with(
                self._take("1-3"),
                (self.method, 300, "CITY0001"),
                (self.cash, 80, False),
            )

    def test_payment_by_voucher_without_a_code_is_refused(self):
        for code in (False, "NOSUCH99"):
            with self.assertRaises(VoucherRefused):
                self._pay_with(self._take("1-1"), (self.method, 380, code))

    def test_voucher_never_pays_more_than_it_may(self):
        with self.assertRaises(VoucherRefused):
            self._pay_with(self._take("1-1"), (self.method, 380, "CITY0001"))

    def test_voucher_for_a_ticket_that_left_the_cart_is_refused(self):
        reply = self._take("1-1", ticket_type=self.child)
        with self.assertRaises(VoucherRefused):
            self._pay_with(reply, (self.method, 190, "CITY0001"))
        self.assertEqual(self.voucher.state, "open")

    def test_cashier_cannot_pay_out_a_voucher_by_a_refund(self):
        order = self._pay_with(
            self._take("1-1"), (self.method, 300, "CITY0001"), (self.cash, 80, False)
        )
        with self.assertRaises(RefundRefused):
            self._refund(order)

    def test_user_without_the_role_asks_for_no_voucher(self):
        stranger = new_test_user(
            self.env, "voucher_stranger", groups="point_of_sale.group_pos_user"
        )
        with self.assertRaises(AccessError):
            self.config.with_user(stranger).ticket_voucher("CITY0001", [])
