from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ..exceptions import ExchangeRefused
from .common_refund import TicketRefundCommon


@tagged("post_install", "-at_install")
class TestReseat(TicketRefundCommon):
    def test_reseating_is_free_and_moves_no_money(self):
        self._tenth()
        order = self._sell("1-1", "1-2")
        invoice = self._invoice(order)
        old = order.ticket_ids
        new = old._reseat(self._places("2-1", "2-2"), "wet seats")
        self.assertEqual(new.mapped("price"), [380, 380])
        self.assertEqual(
            (new.mapped("booked"), old.mapped("booked")), ([True] * 2, [False] * 2)
        )
        self.assertEqual(order.invoice_ids, invoice)
        self.assertEqual(order.amount_total, 760)
        self.assertEqual(old.mapped("void_reason"), ["wet seats"] * 2)
        self.assertProven()

    def test_a_reseated_order_is_invoiced_once_and_in_full(self):
        order = self._sell("1-1", "1-2")
        order.ticket_ids[0]._reseat(self._places("2-1"), "wet seat")
        self.assertEqual(order.order_line.qty_to_invoice, 2)
        self.assertEqual(self._invoice(order).amount_total, 760)
        self.assertEqual(order.order_line.qty_to_invoice, 0)
        self.assertProven()

    def test_the_order_line_names_the_new_seats(self):
        order = self._sell("1-1", "1-2")
        order.ticket_ids[0]._reseat(self._places("2-1"), "wet seat")
        self.assertIn("Row 2", order.order_line.name)
        self.assertEqual(
            order.order_line.ticket_place_ids, self._places("1-2") + self._places("2-1")
        )

    def test_a_reseated_ticket_is_refunded_to_the_cent(self):
        self._set_price(self.adult, 9.99, self.tax)
        order = self._sell("1-1", "1-2", "1-3")
        invoice = self._invoice(order)
        for ticket, key in zip(order.ticket_ids, ("2-1", "2-2", "2-3"), strict=True):
            new = ticket._reseat(self._places(key), "wet seat")
            new._refund("ill")
            self.assertProven()
        self.assertAlmostEqual(
            sum(invoice.reversal_move_ids.mapped("amount_total")),
            invoice.amount_total,
            2,
        )
        self.assertEqual(self._balance(self.advance), 0)

    def test_money_follows_to_the_other_session(self):
        other = self._create_later_session()
        order = self._sell("1-1")
        self._invoice(order)
        order.ticket_ids._reseat(self._places("1-1", session=other), "moved")
        self.assertEqual(order.order_line.ticket_session_id, other)
        self.session.action_play()
        self.assertEqual(self._balance(self.income), 0)
        other.action_play()
        self.assertEqual(self._balance(self.income), 380)
        self.assertProven()

    def test_holder_and_customer_stay(self):
        order = self._sell("1-1")
        order.ticket_ids.sudo().holder_name = "Wang Wei"
        new = order.ticket_ids._reseat(self._places("2-1"), "wet seat")
        self.assertEqual(
            (new.holder_name, new.partner_id, new.channel),
            ("Wang Wei", self.customer, "website"),
        )

    def test_used_tickets_and_wrong_numbers_are_refused(self):
        order = self._sell("1-1", "1-2")
        with self.assertRaises(ExchangeRefused):
            order.ticket_ids._reseat(self._places("2-1"), "wet seat")
        order.ticket_ids.sudo().write({"state": "used", "admitted": 1})
        with self.assertRaises(ExchangeRefused):
            order.ticket_ids._reseat(self._places("2-1", "2-2"), "wet seat")

    def test_cashier_may_not_reseat(self):
        cashier = new_test_user(
            self.env, "reseat_cashier", "ticket_sale.group_ticket_cashier"
        )
        order = self._sell("1-1")
        with self.assertRaises(AccessError):
            order.ticket_ids.with_user(cashier)._reseat(self._places("2-1"), "x")
