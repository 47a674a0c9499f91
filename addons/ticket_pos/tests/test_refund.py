from odoo.tests import tagged

from odoo.addons.ticket_sale.exceptions import TicketUsed

from ..exceptions import ApprovalMissing, RefundInvalid
from .common import TicketPosCommon


@tagged("post_install", "-at_install")
class TestPosTicketRefund(TicketPosCommon):
    def test_refund_voids_tickets_and_frees_places(self):
        order = self._sell_at_till("1-1", "1-2")
        refund = self._refund(order)
        self.assertEqual(refund.amount_total, -760)
        self.assertEqual(set(order.ticket_ids.mapped("state")), {"refunded"})
        self.assertEqual(set(self._places("1-1", "1-2").mapped("state")), {"free"})

    def test_refund_of_chosen_tickets_only(self):
        order = self._sell_at_till("1-1", "1-2")
        chosen = order.ticket_ids.filtered(lambda t: t.place_id == self._places("1-2"))
        self._refund(order, tickets=chosen, qty=1)
        self.assertEqual(chosen.state, "refunded")
        self.assertEqual((order.ticket_ids - chosen).state, "valid")

    def test_partial_refund_must_name_the_tickets(self):
        order = self._sell_at_till("1-1", "1-2")
        with self.assertRaises(RefundInvalid):
            self._refund(order, qty=1)

    def test_used_ticket_is_not_refunded(self):
        order = self._sell_at_till("1-1")
        order.ticket_ids.sudo().write({"state": "used", "admitted": 1})
        with self.assertRaises(TicketUsed):
            self._refund(order)

    def test_ticket_is_refunded_once(self):
        order = self._sell_at_till("1-1", "1-2")
        first = order.ticket_ids[:1]
        self._refund(order, tickets=first, qty=1)
        with self.assertRaises(RefundInvalid):
            self._refund(order, tickets=first, qty=1)

    def test_cashier_may_not_refund(self):
        order = self._sell_at_till("1-1")
        with self.assertRaises(ApprovalMissing):
            self._refund(order, user=self.cashier)

    def test_refund_at_another_price_is_refused(self):
        order = self._sell_at_till("1-1")
        [line] = self._refund_lines(order)
        line["price_unit"] = 500.0
        with self.assertRaises(RefundInvalid):
            self._pay([line], user=self.supervisor, is_refund=True)

    def test_place_can_be_sold_again_after_refund(self):
        self._refund(self._sell_at_till("1-1"))
        again = self._sell_at_till("1-1")
        self.assertEqual(again.ticket_ids.state, "valid")

    def test_till_is_told_which_tickets_can_be_taken_back(self):
        order = self._sell_at_till("1-1", "1-2")
        order.ticket_ids[:1].sudo().write({"state": "used", "admitted": 1})
        answer = order.with_user(self.supervisor).ticket_refundable()
        self.assertEqual(
            sorted(row["used"] for row in answer[str(order.lines.id)]), [False, True]
        )
