from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.ticket_sale.exceptions import ExchangeRefused, RefundRefused

from ..exceptions import ApprovalMissing, RefundFeeMissing
from .common_approval import TicketApprovalCommon


@tagged("post_install", "-at_install")
class TestTillExchange(TicketApprovalCommon):
    """An order that takes tickets back and sells others: the difference is paid."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company._ticket_setup_accounts()
        cls.fee_product = cls.env.ref("ticket_sale.product_ticket_fee")
        cls.fee_product.taxes_id = False

    def _sold(self, *keys, **values):
        order = self._sell_at_till(*keys, **values)
        self.env.flush_all()  # the next hold is made in a transaction of its own
        return order

    def _swap_lines(self, order, *keys, tickets=None, fee=0, ticket_type=None):
        tickets = tickets or order.ticket_ids
        new = self._lines(self._take(*keys, ticket_type=ticket_type))
        lines = self._refund_lines(order, tickets=tickets, qty=len(tickets))
        fees = [self._line_values(self.fee_product, price_unit=fee)] if fee else []
        return [*lines, *new, *fees]

    def _exchange(self, lines, user=None, **values):
        return self._pay(lines, user=user, ticket_is_exchange=True, **values)

    def _token(self, tickets, lines, **values):
        places = [
            f"to:{seat['place_id']}"
            for line in lines
            for seat in (line.get("ticket_selection") or {}).get("seats") or ()
        ]
        keys = [*tickets.ids, *places]
        return {"exchange": self._grant("exchange", "ticket.ticket", keys, **values)}

    def _policy(self, percent=10, before=1):
        step = {
            "act": "exchange",
            "before": before,
            "unit": "days",
            "kind": "percent",
            "percent": percent,
        }
        self.env["ticket.refund.policy"].create(
            {
                "name": "Standard",
                "channel": "pos",
                "company_id": self.company.id,
                "refund_step_ids": [
                    Command.create({**step, "act": "refund", "percent": 50})
                ],
                "exchange_step_ids": [Command.create(step)],
            }
        )

    # --- what happens -----------------------------------------------------------

    def test_old_ticket_is_exchanged_for_the_new_one(self):
        order = self._sold("1-1")
        swap = self._exchange(self._swap_lines(order, "1-3"), user=self.supervisor)
        old, new = order.ticket_ids, swap.ticket_ids
        self.assertEqual((old.state, new.state), ("exchanged", "valid"))
        self.assertEqual(new.replaces_id, old)
        self.assertEqual(new.place_id, self._places("1-3"))
        self.assertEqual(self._places("1-1").state, "free")
        self.assertEqual((swap.amount_total, swap.state), (0, "paid"))

    def test_difference_is_paid_or_given_back(self):
        dear = self._sold("1-1")
        lines = self._swap_lines(dear, "1-3", ticket_type=self.child)
        swap = self._exchange(lines, user=self.supervisor)
        self.assertEqual((swap.amount_total, swap.is_refund), (-190, True))
        self.env.flush_all()
        lines = self._swap_lines(swap.with_user(self.supervisor), "1-1")
        back = self._exchange(
            [line for line in lines if line.get("qty") != 0], user=self.supervisor
        )
        self.assertEqual((back.amount_total, back.is_refund), (190, False))

    def test_exchange_has_its_own_fee(self):
        self._policy(percent=10)
        order = self._sold("1-1")
        with self.assertRaises(RefundFeeMissing):
            self._exchange(self._swap_lines(order, "1-3"), user=self.supervisor)
        self.env.flush_all()
        lines = self._swap_lines(order, "1-4", fee=38)
        swap = self._exchange(lines, user=self.supervisor)
        self.assertEqual(swap.amount_total, 38)
        self.assertEqual(order.ticket_ids.fee_amount, 38)

    def test_till_is_told_the_fee_of_an_exchange(self):
        self._policy(percent=10)
        order = self._sold("1-1").with_user(self.supervisor)
        [told] = order.ticket_refundable("exchange")[str(order.lines.id)]
        self.assertEqual(told["fee"], 38)

    def test_rules_that_allow_none_refuse(self):
        self._policy(before=365)
        order = self._sold("1-1")
        with self.assertRaises(RefundRefused):
            self._exchange(self._swap_lines(order, "1-3"), user=self.supervisor)

    def test_one_of_two_is_exchanged(self):
        order = self._sold("1-1", "1-2")
        first, second = order.ticket_ids.sorted("id")
        lines = self._swap_lines(order, "1-3", tickets=first)
        self._exchange(lines, user=self.supervisor)
        self.assertEqual((first.state, second.state), ("exchanged", "valid"))

    def test_types_follow_their_types(self):
        order = self._pay(
            [
                *self._lines(self._take("1-1")),
                *self._lines(self._take("1-2", ticket_type=self.child)),
            ]
        )
        self.env.flush_all()
        lines = [
            *(
                {**line, "ticket_refund": source.ticket_ids.ids}
                for line, source in zip(
                    self._refund_lines(order), order.lines, strict=True
                )
            ),
            *self._lines(self._take("1-3", ticket_type=self.child)),
            *self._lines(self._take("1-4")),
        ]
        swap = self._exchange(lines, user=self.supervisor)
        self.assertEqual(
            swap.ticket_ids.mapped("type_id"), swap.ticket_ids.replaces_id.type_id
        )
        for ticket in swap.ticket_ids:
            self.assertEqual(ticket.type_id, ticket.replaces_id.type_id)

    def test_books_hold_what_the_new_ticket_cost(self):
        order = self._sold("1-1")
        lines = self._swap_lines(order, "1-3", ticket_type=self.child)
        swap = self._exchange(lines, user=self.supervisor)
        session = self._till().current_session_id
        session.post_closing_cash_details(session.cash_register_balance_end)
        session.close_session_from_ui()
        self.assertEqual(session.state, "closed")
        self.assertTrue(swap.ticket_ids.booked)
        self.assertEqual(swap.ticket_ids.advance_amount, 190)
        self.assertFalse(order.ticket_ids.booked)

    # --- who --------------------------------------------------------------------

    def test_cashier_exchanges_with_the_supervisors_pin(self):
        order = self._sold("1-1")
        lines = self._swap_lines(order, "1-3")
        swap = self._exchange(lines, ticket_grants=self._token(order.ticket_ids, lines))
        entry = self._noted("exchange")
        self.assertEqual(
            (entry.user_id, entry.supervisor_id, entry.by_pin),
            (self.cashier, self.supervisor, True),
        )
        self.assertIn("→", entry.reference)
        self.assertFalse(swap.ticket_grants)

    def test_cashier_alone_exchanges_nothing(self):
        order = self._sold("1-1")
        with self.assertRaises(ApprovalMissing):
            self._exchange(self._swap_lines(order, "1-3"))
        self.assertEqual(order.ticket_ids.state, "valid")

    # --- a tampered browser -------------------------------------------------------

    def test_grant_is_for_these_new_seats_only(self):
        order = self._sold("1-1")
        lines = self._swap_lines(order, "1-3")
        token = self._token(order.ticket_ids, [])
        with self.assertRaises(ApprovalMissing):
            self._exchange(lines, ticket_grants=token)

    def test_as_many_new_tickets_as_old_ones(self):
        order = self._sold("1-1", "1-2")
        lines = self._swap_lines(order, "1-3")
        with self.assertRaises(ExchangeRefused):
            self._exchange(lines, user=self.supervisor)

    def test_used_ticket_is_not_exchanged(self):
        order = self._sold("1-1")
        order.ticket_ids.sudo().write({"state": "used", "admitted": 1})
        self.env.flush_all()
        with self.assertRaises(ExchangeRefused):
            self._exchange(self._swap_lines(order, "1-3"), user=self.supervisor)
