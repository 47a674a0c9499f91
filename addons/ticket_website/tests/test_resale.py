from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from ..exceptions import HandOverRefused, ResaleGone
from .test_ticket_transfer import HandOverCommon


class ResaleCommon(HandOverCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company._ticket_setup_accounts()
        cls.show.resale_allowed = True
        cls.Resale = cls.env["ticket.resale"]

    def setUp(self):
        super().setUp()
        self._settle(self.order)
        self.env.flush_all()

    def _settle(self, order):
        """The order is paid, invoiced, and the books know both."""
        self._paid(order)
        invoice = order.invoice_ids or order._create_invoices()
        invoice.filtered(lambda move: move.state == "draft")._post()
        if invoice.payment_state == "not_paid":
            wizard = self.env["account.payment.register"].with_context(
                active_model="account.move", active_ids=invoice.ids
            )
            wizard.create({})._create_payments()

    def _list(
        self, ticket=None, price=300.0, payout="bank", account="DE89370400440532"
    ):
        return self.Resale._offer(ticket or self.ticket, price, payout, account)

    def _buy(self, resale, partner=None):
        """Somebody's order for this ticket, not paid yet."""
        order = self.env["sale.order"].create(
            {"partner_id": (partner or self.customer).id}
        )
        resale._put_into(order)
        return order

    def _wallet(self):
        product = self.env["product.product"].create(
            {"name": "Top-up", "type": "service", "list_price": 1, "taxes_id": False}
        )
        return self.env["loyalty.program"].create(
            {
                "name": "E-wallet",
                "program_type": "ewallet",
                "trigger": "auto",
                "applies_on": "future",
                "currency_id": self.company.currency_id.id,
                "company_id": self.company.id,
                "rule_ids": [
                    (0, 0, {"reward_point_mode": "money", "product_ids": product.ids})
                ],
                "reward_ids": [
                    (
                        0,
                        0,
                        {
                            "reward_type": "discount",
                            "discount_mode": "per_point",
                            "discount": 1,
                            "discount_applicability": "order",
                            "required_points": 1,
                        },
                    )
                ],
            }
        )

    def _balance(self, account):
        items = self.env["account.move.line"].search(
            [("account_id", "=", account.id), ("parent_state", "=", "posted")]
        )
        return sum(items.mapped("balance"))


@tagged("post_install", "-at_install")
class TestResale(ResaleCommon):
    """W8: a ticket is sold on the board of its session, at no more than it has cost."""

    def test_sold_ticket_is_the_buyers_alone(self):
        resale = self._list()
        order = self._buy(resale)
        self.assertEqual(order.amount_total, 300)
        self.assertEqual(self.ticket.state, "valid")
        self._paid(order)
        successor = resale.successor_id
        self.assertEqual((resale.state, self.ticket.state), ("sold", "exchanged"))
        self.assertEqual(successor.partner_id, self.customer)
        self.assertEqual(order._ticket_live_ids(), successor)
        self.assertEqual(self.order._ticket_live_ids(), self.other)
        self.assertNotEqual(successor.token, self.ticket.token)

    def test_advance_sales_are_unchanged(self):
        account = self.company.ticket_advance_account_id
        before = self._balance(account)
        self._settle(self._buy(self._list()))
        self.assertEqual(self._balance(account), before)
        worth = sum(self.order.ticket_ids._living().mapped("advance_amount"))
        self.assertEqual(worth, -before)

    def test_bank_payout_is_even_and_asks_finance(self):
        resale = self._list()
        self._settle(self._buy(resale))
        resale._book_payout()
        self.assertEqual(self._balance(self.company.ticket_resale_account_id), 0)
        self.assertEqual(resale.payout_state, "requested")
        owed = resale.payout_move_id.line_ids.filtered(
            lambda item: item.account_type == "liability_payable"
        )
        self.assertEqual((owed.partner_id, owed.balance), (self.seller, -285))
        self.assertEqual(resale.fee_move_id.amount_total, 15)
        self.assertEqual(resale.fee_move_id.payment_state, "paid")

    def test_finance_pays_once(self):
        resale = self._list()
        self._paid(self._buy(resale))
        resale._book_payout()
        finance = new_test_user(
            self.env, "resale_fin", groups="ticket_sale.group_ticket_finance"
        )
        with self.assertRaises(AccessError):
            resale.with_user(self.friend).action_pay_out()
        resale.with_user(finance).action_pay_out()
        self.assertEqual(resale.payout_state, "paid")
        self.assertEqual(resale.payment_id.amount, 285)
        self.assertTrue(
            all(
                item.reconciled
                for item in resale.payout_move_id.line_ids
                if item.account_type == "liability_payable"
            )
        )
        with self.assertRaises(UserError):
            resale.with_user(finance).action_pay_out()

    def test_wallet_gets_the_price_less_the_fee(self):
        program = self._wallet()
        resale = self._list(payout="wallet")
        self._paid(self._buy(resale))
        self._run_cron("ticket_website.ir_cron_resale_payout")
        card = self.env["loyalty.card"].search(
            [("program_id", "=", program.id), ("partner_id", "=", self.seller.id)]
        )
        self.assertEqual(card.points, 285)
        self.assertEqual(resale.payout_state, "paid")
        owed = self._balance(self.company.ticket_stored_value_account_id)
        self.assertEqual(owed, -285)

    def test_nobody_asks_more_than_it_has_cost(self):
        with self.assertRaisesRegex(HandOverRefused, "380"):
            self._list(price=380.01)
        self.show.resale_cap = 50
        with self.assertRaisesRegex(HandOverRefused, "190"):
            self._list(price=191)
        resale = self._list(price=190)
        with self.assertRaises(ValidationError):
            resale.price = 300

    def test_show_may_forbid_it(self):
        resale = self._list()
        self.show.resale_allowed = False
        self.assertFalse(self.Resale._board(self.performance))
        with self.assertRaises(ResaleGone):
            self._buy(resale)
        with self.assertRaisesRegex(HandOverRefused, "cannot be resold"):
            self._list(self.other)

    def test_unpaid_named_and_late_tickets_are_not_resold(self):
        unpaid = self._sell("4-1", partner=self.seller).ticket_ids
        self.assertIn("paid", unpaid._hand_over_refusal("resale"))
        self.performance.real_name = True
        self.assertIn("named", self.ticket._hand_over_refusal("resale"))
        self.performance.real_name = False
        self.performance.start = fields.Datetime.now() + timedelta(hours=1)
        self.assertIn("box office", self.ticket._hand_over_refusal("resale"))

    def test_second_buyer_is_told(self):
        resale = self._list()
        self._buy(resale)
        with self.assertRaisesRegex(ResaleGone, "is buying"):
            self._buy(resale, self.friend.partner_id)

    def test_forgotten_cart_loses_to_the_next_buyer(self):
        resale = self._list()
        first = self._buy(resale)
        resale.reserved_until = fields.Datetime.now() - timedelta(minutes=1)
        second = self._buy(resale, self.friend.partner_id)
        self.assertTrue(first._ticket_lost_resales())
        with self.assertRaises(ValidationError):
            first._ticket_keep_for_payment()
        self._paid(second)
        self.assertEqual(resale.buyer_id, self.friend.partner_id)

    def test_late_payment_for_a_lost_ticket_is_given_back(self):
        resale = self._list()
        first = self._buy(resale)
        resale.reserved_until = fields.Datetime.now() - timedelta(minutes=1)
        self._paid(self._buy(resale, self.friend.partner_id))
        self._paid(first)
        self.assertIn("not on the resale board", first.ticket_issue_error)
        self.assertFalse(first._ticket_live_ids())
        self.assertEqual(resale.buyer_id, self.friend.partner_id)

    def test_taken_back_unless_somebody_pays(self):
        resale = self._list()
        order = self._buy(resale)
        with self.assertRaises(ResaleGone):
            resale._withdraw()
        order.order_line.unlink()
        resale._withdraw()
        self.assertEqual(resale.state, "withdrawn")
        with self.assertRaises(ResaleGone):
            self._buy(resale)

    def test_used_or_refunded_ticket_leaves_the_board(self):
        resale, other = self._list(), self._list(self.other)
        self.ticket.write({"state": "used", "admitted": 1})
        self.other._void("refunded", "test")
        self.assertEqual(other.state, "void")
        self.assertFalse(self.Resale._board(self.performance))
        with self.assertRaises(ResaleGone):
            self._buy(resale)

    def test_refund_of_a_resold_ticket_is_owed_to_its_holder(self):
        resale = self._list()
        order = self._buy(resale)
        self._paid(order)
        [note] = resale.successor_id._refund("cancelled", waive=True)
        self.assertEqual(note.partner_id, self.seller)
        claim = self.env["account.move.line"].search(
            [
                ("partner_id", "=", self.customer.id),
                ("account_type", "=", "asset_receivable"),
                ("move_id.move_type", "=", "entry"),
                ("parent_state", "=", "posted"),
                ("credit", "=", 380),
            ]
        )
        self.assertEqual(len(claim), 1)
        self.assertTrue(
            all(
                item.reconciled
                for item in note.line_ids
                if item.account_type == "asset_receivable"
            )
        )

    def test_price_is_the_sellers_whatever_the_cart_says(self):
        resale = self._list()
        order = self._buy(resale)
        line = order.order_line
        line.write({"product_uom_qty": 1})
        order._recompute_prices()
        self.assertEqual((line.price_unit, line.discount), (300, 0))
        self.assertEqual(
            order._verify_updated_quantity(line, line.product_id.id, 5, None)[0], 1
        )
        self.assertEqual(order._get_no_effect_on_threshold_lines(), line)

    def test_bank_account_is_checked_and_for_finance_only(self):
        with self.assertRaisesRegex(HandOverRefused, "bank account"):
            self._list(account="<b>")
        resale = self._list()
        supervisor = new_test_user(
            self.env, "resale_sup", groups="ticket_sale.group_ticket_supervisor"
        )
        with self.assertRaises(AccessError):
            resale.with_user(supervisor).read(["bank_account_id"])


@tagged("post_install", "-at_install")
class TestResalePages(ResaleCommon):
    """The board and the account, in a browser."""

    def _offered(self):
        resale = self._list()
        self.env.flush_all()
        return resale

    def test_member_sells_and_takes_back(self):
        self._as_customer()
        path = f"/my/tickets/{self.ticket.id}/sell"
        self.assertIn("At most", self._page(path).text)
        reply = self._send(path, {"price": "999", "payout": "bank"})
        self.assertIn("Nobody may ask more", reply.text)
        form = {"price": "300", "payout": "bank", "account": "DE8937040044"}
        reply = self._send(path, form)
        self.assertIn("On the board", reply.text)
        resale = self.ticket.resale_ids
        self.assertEqual((resale.price, resale.fee), (300, 15))
        self._send(f"/my/resale/{resale.id}/withdraw")
        self.assertEqual(resale.state, "withdrawn")

    def test_board_tells_nothing_of_the_seller(self):
        self.assertNotIn("/resale", self._page(self.performance.website_url).text)
        self._offered()
        self.assertIn("/resale", self._page(self.performance.website_url).text)
        page = self._page(f"/session/{self.performance.id}/resale").text
        self.assertIn(self.ticket.seat_label, page)
        for secret in (self.seller.name, self.ticket.display_name, self.order.name):
            self.assertNotIn(secret, page)

    def test_guest_buys_from_the_board(self):
        resale = self._offered()
        reply = self._send(f"/resale/{resale.id}/buy")
        self.assertTrue(reply.url.endswith("/shop/cart"))
        self.assertIn(self.ticket.seat_label, reply.text)
        order = resale.line_id.order_id
        self.assertEqual(order.amount_total, 300)
        self._as_guest()
        reply = self._send(f"/resale/{resale.id}/buy")
        self.assertIn("Somebody is buying this ticket", reply.text)
        self._paid(order)
        token = order._portal_ensure_token()
        page = self._page(f"/my/orders/{order.id}?access_token={token}").text
        self.assertIn(resale.successor_id.display_name, page)

    def test_seller_does_not_buy_the_own_ticket(self):
        resale = self._offered()
        self._as_customer()
        reply = self._send(f"/resale/{resale.id}/buy")
        self.assertIn("your own ticket", reply.text)
        self.assertFalse(resale.line_id)

    def test_others_neither_sell_nor_take_back(self):
        resale = self._offered()
        self.authenticate("friend", "friend")
        self.assertEqual(
            self._page(f"/my/tickets/{self.other.id}/sell").status_code, 404
        )
        reply = self._send(f"/my/resale/{resale.id}/withdraw")
        self.assertEqual(reply.status_code, 404)
        self.assertEqual(self._send("/resale/999999/buy").status_code, 404)
        self.assertEqual(resale.state, "open")

    def test_board_of_an_unpublished_show_is_not_found(self):
        resale = self._offered()
        self.show.is_published = False
        self.env.flush_all()
        path = f"/session/{self.performance.id}/resale"
        self.assertEqual(self._page(path).status_code, 404)
        self.assertEqual(self._send(f"/resale/{resale.id}/buy").status_code, 404)

    def test_the_account_lists_what_was_sold(self):
        resale = self._offered()
        self._paid(self._buy(resale))
        self._as_customer()
        page = self._page("/my/resale").text
        self.assertIn("Sold", page)
        self.assertNotIn(resale.successor_id.display_name, page)
        self.assertNotIn(self.customer.name, page)
