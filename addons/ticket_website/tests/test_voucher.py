from odoo.http import Request
from odoo.tests import tagged

from .common import TicketWebsiteCommon


@tagged("post_install", "-at_install")
class TestWebVoucher(TicketWebsiteCommon):
    """Vouchers are entered in the cart, where gift cards and other codes are."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company._ticket_setup_accounts()
        cls.kind = cls.env["ticket.voucher.type"].create(
            {"name": "City Deals", "ticket_type_ids": cls.adult.ids, "worth": 300}
        )
        cls.voucher = cls.env["ticket.voucher"].create(
            {"type_id": cls.kind.id, "code": "CITY0001"}
        )

    def _post(self, path, **form):
        form["csrf_token"] = Request.csrf_token(self)
        return self.url_open(path, data=form)

    def _enter(self, code):
        return self._post("/shop/pricelist", promo=code).text

    def test_voucher_is_entered_and_taken_out_again(self):
        cart = self._fill_cart("3-1")
        page = self._enter("city-0001")
        self.assertIn("City Deals …0001", page)
        self.assertEqual(cart.amount_total, 80)
        line = cart._ticket_voucher_lines()
        self._post("/shop/ticket/voucher/remove", line_id=line.id)
        self.assertEqual(cart.amount_total, 380)
        self.assertFalse(self.voucher.sale_line_id)

    def test_voucher_of_another_cart_is_not_taken_out(self):
        cart = self._fill_cart("3-1")
        self._enter("CITY0001")
        self._as_guest()
        self._fill_cart("3-2")
        line = cart._ticket_voucher_lines()
        self._post("/shop/ticket/voucher/remove", line_id=line.id)
        self.assertTrue(line.exists())

    def test_why_a_voucher_is_refused_is_told(self):
        self._fill_cart("3-1")
        self.voucher.action_void()
        self.assertIn("is void", self._enter("CITY0001"))

    def test_voucher_leaves_with_its_ticket(self):
        cart = self._fill_cart("3-1")
        self._enter("CITY0001")
        self.make_jsonrpc_request(
            "/shop/cart/update",
            {"line_id": cart._ticket_lines().id, "quantity": 0},
        )
        self.assertFalse(cart._ticket_voucher_lines())

    def test_cart_that_vouchers_pay_alone_needs_no_payment(self):
        self.env["ir.config_parameter"].sudo().set_param("sale.automatic_invoice", "1")
        self.kind.worth = 0
        self._as_customer()
        cart = self._fill_cart("3-1")
        self._enter("CITY0001")
        self.assertEqual(cart.amount_total, 0)
        self.url_open("/shop/payment/validate")
        self.assertEqual(cart.state, "sale")
        self.assertEqual(self.voucher.ticket_id, cart.ticket_ids)
        self.assertEqual(cart.invoice_ids.state, "posted")

    def test_rest_is_paid_and_the_voucher_redeemed_with_it(self):
        self._as_customer()
        cart = self._fill_cart("3-1")
        self._enter("CITY0001")
        self._paid(cart)
        self.assertEqual(cart.ticket_ids.mapped("state"), ["valid"])
        self.assertEqual(self.voucher.state, "redeemed")

    def test_money_goes_back_when_the_voucher_is_gone(self):
        """Only where its places had been lost meanwhile, too."""
        self._as_customer()
        cart = self._fill_cart("3-1")
        self._enter("CITY0001")
        self.voucher.sale_line_id = False
        self._paid(cart)
        self.assertTrue(cart.ticket_issue_error)
        self.assertFalse(cart.ticket_ids)

    def test_codes_cannot_be_tried_for_ever(self):
        self._fill_cart("3-1")
        for number in range(20):
            self._enter(f"NOSUCH{number}")
        self.assertIn("very often", self._enter("CITY0001"))
