from odoo.exceptions import UserError
from odoo.tests import tagged

from ..exceptions import VoucherRefused
from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestVoucherOrder(TicketSaleCommon):
    """In an order, a voucher pays for one ticket, and is in nobody else's hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.session.company_id
        cls.company._ticket_setup_accounts()
        kinds = cls.env["ticket.voucher.type"].create(
            [
                {"name": "City", "ticket_type_ids": cls.adult.ids, "worth": 300},
                {"name": "Whole ticket"},
            ]
        )
        cls.Voucher = cls.env["ticket.voucher"]
        cls.city, cls.city_two, cls.whole = cls.Voucher.create(
            [
                {"type_id": kinds[0].id, "code": "CITY0001"},
                {"type_id": kinds[0].id, "code": "CITY0002"},
                {"type_id": kinds[1].id, "code": "WHOLE001"},
            ]
        )

    def _cart(self, *keys, **values):
        return self._sell(*keys, confirm=False, **values)

    def _lines(self, order):
        return order._ticket_voucher_lines()

    def test_voucher_pays_what_it_is_worth(self):
        order = self._cart("1-1")
        before = order.amount_total
        order._ticket_add_voucher(self.city)
        self.assertEqual(self._lines(order).price_total, -300)
        self.assertEqual(order.amount_total, before - 300)
        self.assertEqual(self.city.state, "open")

    def test_one_voucher_pays_for_one_ticket(self):
        order = self._cart("1-1")
        order._ticket_add_voucher(self.city)
        for voucher in (self.city, self.city_two):
            with self.assertRaises(VoucherRefused):
                order._ticket_add_voucher(voucher)
        self.assertEqual(len(self._lines(order)), 1)

    def test_voucher_for_other_tickets_is_refused(self):
        order = self._cart("1-1", ticket_type=self.child)
        with self.assertRaisesRegex(VoucherRefused, "no such ticket"):
            order._ticket_add_voucher(self.city)

    def test_voucher_in_an_order_is_good_nowhere_else(self):
        self._cart("1-1")._ticket_add_voucher(self.city)
        other = self._cart("1-2")
        with self.assertRaisesRegex(VoucherRefused, "not paid yet"):
            other._ticket_add_voucher(self.city)

    def test_voucher_is_good_again_when_the_places_are_lost(self):
        held = self._hold_places("1-1", partner=self.customer)
        first = self._order(held, confirm=False)
        first._ticket_add_voucher(self.city)
        self._expire(held)
        other = self._cart("1-2")
        other._ticket_add_voucher(self.city)
        self.assertTrue(first._ticket_refresh_vouchers())
        self.assertFalse(self._lines(first))
        self.assertEqual(self.city.sale_line_id, self._lines(other))

    def test_voucher_follows_its_ticket(self):
        order = self._cart("1-1", "1-2")
        order._ticket_add_voucher(self.whole)
        order._ticket_lines().unlink()
        order._ticket_refresh_vouchers()
        self.assertFalse(self._lines(order))
        self.assertFalse(self.whole.sale_line_id)

    def test_voucher_is_redeemed_with_the_tickets(self):
        order = self._cart("1-1", "1-2")
        order._ticket_add_voucher(self.city)
        order._ticket_add_voucher(self.whole)
        order.action_confirm()
        vouchers = self.city | self.whole
        self.assertEqual(vouchers.mapped("state"), ["redeemed"] * 2)
        self.assertEqual(vouchers.ticket_id, order.ticket_ids)
        self.assertEqual(self.city.amount, 300)
        self.assertEqual(self.whole.amount, self.whole.ticket_id.price)

    def test_voucher_that_is_gone_is_not_redeemed(self):
        order = self._cart("1-1")
        order._ticket_add_voucher(self.city)
        self.city.sale_line_id = False
        with self.assertRaises(VoucherRefused):
            order._ticket_redeem_vouchers()

    def test_voucher_that_somebody_pays_with_is_not_made_void(self):
        order = self._cart("1-1")
        order._ticket_add_voucher(self.city)
        order.state = "sale"
        with self.assertRaisesRegex(UserError, "paying"):
            self.city.action_void()

    def test_what_vouchers_pay_is_owed_by_their_issuers(self):
        order = self._cart("1-1")
        order._ticket_add_voucher(self.city)
        order.action_confirm()
        invoice = order._create_invoices()
        invoice.action_post()
        account = self.company.ticket_voucher_account_id
        item = invoice.line_ids.filtered(lambda item: item.account_id == account)
        self.assertEqual(item.balance, 300)
        advance = self.company.ticket_advance_account_id
        item = invoice.line_ids.filtered(lambda item: item.account_id == advance)
        self.assertEqual(item.balance, -order.ticket_ids.net_amount)

    def test_pricelist_leaves_what_vouchers_pay(self):
        order = self._cart("1-1")
        order._ticket_add_voucher(self.city)
        order._recompute_prices()
        self.assertEqual(self._lines(order).price_unit, -300)
