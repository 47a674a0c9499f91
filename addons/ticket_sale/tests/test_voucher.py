from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from ..exceptions import RefundRefused, VoucherRefused
from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestVoucher(TicketSaleCommon):
    """A voucher is good for one ticket, once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.session.company_id
        cls.kind = cls.env["ticket.voucher.type"].create(
            {"name": "City Deals", "ticket_type_ids": cls.adult.ids, "worth": 300}
        )
        cls.Voucher = cls.env["ticket.voucher"]
        cls.voucher = cls.Voucher.create({"type_id": cls.kind.id, "code": "CITY0001"})
        cls.users = {
            role: new_test_user(
                cls.env, f"voucher_{role}", groups=f"ticket_sale.group_ticket_{role}"
            )
            for role in ("cashier", "supervisor", "manager")
        }

    def _make(self, **values):
        wizard = self.env["ticket.voucher.make"].create(
            {"type_id": self.kind.id, **values}
        )
        return self.Voucher.search(wizard.action_make()["domain"])

    # --- codes ------------------------------------------------------------------

    def test_new_codes_are_long_and_differ(self):
        made = self._make(count=50)
        self.assertEqual(len(set(made.mapped("code"))), 50)
        self.assertEqual({len(code) for code in made.mapped("code")}, {12})

    def test_codes_of_a_platform_are_taken_over(self):
        made = self._make(source="list", codes="mt-2026 a7k9\n\nMT2026B3XQ\n")
        self.assertEqual(sorted(made.mapped("code")), ["MT2026A7K9", "MT2026B3XQ"])

    def test_bad_and_known_codes_are_named(self):
        for codes, told in (("a b", "a b"), ("city0001", "CITY0001"), ("", "5000")):
            with self.assertRaisesRegex(UserError, told):
                self._make(source="list", codes=codes)

    def test_code_is_found_however_it_is_typed(self):
        find = self.Voucher._of_code
        self.assertEqual(find("city-00 01", self.company), self.voucher)
        other = self.env["res.company"].create({"name": "Other"})
        for text, company in (("CITY0002", self.company), ("CITY0001", other)):
            self.assertFalse(find(text, company))
        self.assertFalse(find("%", self.company))

    def test_type_cannot_end_before_it_begins_or_be_worth_less_than_nothing(self):
        today = fields.Date.today()
        for values in (
            {"date_from": today, "date_to": today - timedelta(days=1)},
            {"worth": -1},
        ):
            with self.assertRaises(ValidationError):
                self.kind.write(values)

    # --- redeeming --------------------------------------------------------------

    def _ticket(self, *keys, **values):
        return self._sell(*keys or ["1-1"], **values).ticket_ids

    def test_voucher_is_redeemed_once(self):
        first, second = self._ticket("1-1", "1-2")
        self.voucher._redeem(first, 300)
        self.assertEqual(
            (self.voucher.state, self.voucher.ticket_id, self.voucher.amount),
            ("redeemed", first, 300),
        )
        with self.assertRaisesRegex(VoucherRefused, "redeemed already"):
            self.voucher._redeem(second, 300)

    def test_voucher_pays_no_more_than_it_is_worth_and_only_its_types(self):
        with self.assertRaises(VoucherRefused):
            self.voucher._redeem(self._ticket(), 301)
        with self.assertRaises(VoucherRefused):
            self.voucher._redeem(self._ticket("1-2", ticket_type=self.child), 100)

    def test_voucher_for_a_show_is_not_for_another(self):
        self.kind.show_ids = self.env["ticket.show"].create({"name": "Other"})
        with self.assertRaises(VoucherRefused):
            self.voucher._redeem(self._ticket(), 100)

    def test_voucher_out_of_its_time_is_refused(self):
        self.kind.date_to = fields.Date.today() - timedelta(days=1)
        with self.assertRaisesRegex(VoucherRefused, "is good from"):
            self.voucher._redeem(self._ticket(), 100)

    def test_void_voucher_is_refused_until_it_is_good_again(self):
        self.voucher.action_void()
        with self.assertRaisesRegex(VoucherRefused, "is void"):
            self.voucher._check_open()
        self.voucher.action_reopen()
        self.voucher._check_open()

    def test_no_money_is_given_back_for_a_voucher(self):
        ticket = self._ticket()
        self.voucher._redeem(ticket, 300)
        with self.assertRaisesRegex(RefundRefused, "paid with a voucher"):
            ticket._check_terms(ticket._refund_terms("refund"))
        self.assertTrue(ticket._refund_terms("refund", waive=True)[ticket].allowed)
        self.assertTrue(ticket._refund_terms("exchange")[ticket].allowed)

    def test_voucher_of_a_good_ticket_is_not_opened_again(self):
        ticket = self._ticket()
        self.voucher._redeem(ticket, 300)
        with self.assertRaises(UserError):
            self.voucher.action_reopen()
        with self.assertRaises(UserError):
            self.voucher.action_void()
        ticket._void("cancelled", "test")
        self.voucher.action_reopen()
        self.assertEqual((self.voucher.state, self.voucher.amount), ("open", 0))

    # --- who --------------------------------------------------------------------

    def test_cashiers_see_the_end_of_a_code_only(self):
        seen = self.voucher.with_user(self.users["cashier"])
        self.assertEqual(seen.shown_code, "…0001")
        with self.assertRaises(AccessError):
            seen.read(["code"])
        told = self.voucher.with_user(self.users["supervisor"]).code
        self.assertEqual(told, "CITY0001")

    def test_only_managers_make_and_void_vouchers(self):
        for role in ("cashier", "supervisor"):
            voucher = self.voucher.with_user(self.users[role])
            for act in (
                voucher.action_void,
                voucher.action_reopen,
                lambda v=voucher: v.create({"type_id": self.kind.id, "code": "X12345"}),
            ):
                with self.assertRaises(AccessError):
                    act()
        self.voucher.with_user(self.users["manager"]).action_void()

    def test_vouchers_of_another_company_are_not_seen(self):
        other = self.env["res.company"].create({"name": "Other"})
        kind = self.kind.copy({"company_id": other.id, "ticket_type_ids": False})
        foreign = self.Voucher.create({"type_id": kind.id, "code": "OTHER001"})
        seen = self.Voucher.with_user(self.users["manager"]).search([])
        self.assertNotIn(foreign, seen)
        self.assertIn(self.voucher, seen)
