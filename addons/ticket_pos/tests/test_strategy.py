from odoo.tests import tagged

from ..exceptions import PriceChanged, RefundInvalid
from .common import TicketPosCommon


@tagged("post_install", "-at_install")
class TestPosStrategy(TicketPosCommon):
    """Strategies at the counter: what the till is told, sends and is held to."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company._ticket_setup_accounts()

    def _strategy(self, kind="bundle", **values):
        values = {"name": kind, "kind": kind, **values}
        return self.env["ticket.strategy"].create(values)

    def _cart(self, *keys, codes=()):
        """The till's lines, the discounts beside them."""
        reply = self._till().ticket_hold(
            self.session.id,
            self.adult.id,
            {"place_ids": self._places(*keys).ids},
            codes=codes,
        )
        return self._lines(reply) + self._discount_lines(reply)

    def _discount_lines(self, reply):
        return [
            self._line_values(
                self.env["product.product"].browse(discount["product_id"]),
                price_unit=discount["price_unit"],
                tax_ids=[(6, 0, discount["tax_ids"])],
                ticket_reward={
                    "key": f"{line['session_id']}-{line['zone_id']}-{line['type_id']}",
                    "strategy_id": discount["strategy_id"],
                    "code": discount["code"],
                },
            )
            for line in reply["lines"]
            for discount in line["discounts"]
        ]

    def _refund_with_discount(self, order, tickets):
        [line] = order.lines.filtered("ticket_ids")
        back = order.with_user(self.supervisor).ticket_refund_discounts(
            {str(line.id): tickets.ids}
        )
        return self._refund_lines(order, tickets=tickets, qty=len(tickets)) + [
            self._line_values(
                self.env["product.product"].browse(discount["product_id"]),
                qty=-1,
                price_unit=discount["price_unit"],
                tax_ids=[(6, 0, discount["tax_ids"])],
                ticket_reward={"line_id": discount["line_id"]},
            )
            for discount in back
        ]

    def test_buy_three_get_one_at_the_counter(self):
        strategy = self._strategy(buy_count=3, get_count=1)
        order = self._pay(self._cart("1-1", "1-2", "1-3", "1-4"))
        self.assertEqual(order.amount_total, 3 * 380)
        self.assertEqual(order.ticket_ids.mapped("price"), [285.0] * 4)
        self.assertEqual(
            (strategy.ticket_count, strategy.revenue, strategy.cost), (4, 1140, 380)
        )

    def test_a_discount_the_till_made_up_is_refused(self):
        self._strategy(buy_count=3, get_count=1)
        lines = self._cart("1-1", "1-2", "1-3", "1-4")
        lines[1]["price_unit"] = -1000
        with self.assertRaises(PriceChanged):
            self._pay(lines)

    def test_a_strategy_that_ended_meanwhile_is_refused(self):
        strategy = self._strategy(buy_count=3, get_count=1)
        lines = self._cart("1-1", "1-2", "1-3", "1-4")
        strategy.action_archive()
        with self.assertRaises(PriceChanged):
            self._pay(lines)

    def test_a_discount_left_out_is_refused(self):
        self._strategy(buy_count=3, get_count=1)
        lines = self._cart("1-1", "1-2", "1-3", "1-4")
        with self.assertRaises(PriceChanged):
            self._pay(lines[:1])

    def test_a_strategy_not_for_the_counter_gives_nothing_there(self):
        self._strategy(buy_count=3, get_count=1, on_pos=False)
        order = self._pay(self._cart("1-1", "1-2", "1-3", "1-4"))
        self.assertEqual(order.amount_total, 4 * 380)

    def test_a_code_told_at_the_counter(self):
        self._strategy("code", code="SPRING", discount=10)
        places = self._places("1-1").ids
        item = {"type_id": self.adult.id, "place_ids": places}
        self.assertFalse(self._till().ticket_code("NONE", [item])["found"])
        answer = self._till().ticket_code("SPRING", [item])
        self.assertEqual(answer["lines"][0]["discounts"][0]["price_unit"], -38)
        order = self._pay(self._cart("1-1", codes=["SPRING"]))
        self.assertEqual(order.ticket_ids.price, 342)

    def test_a_code_for_other_tickets_says_so(self):
        self._strategy("code", code="KIDS", type_ids=[(6, 0, self.child.ids)])
        item = {"type_id": self.adult.id, "place_ids": self._places("1-1").ids}
        self.assertIn(
            "other tickets", self._till().ticket_code("KIDS", [item])["error"]
        )

    def test_a_code_ends_after_so_many_orders_over_all_channels(self):
        self._strategy("code", code="ONE", discount=10, max_usage=1)
        self._pay(self._cart("1-1", codes=["ONE"]))
        self.env.invalidate_all()
        item = {"type_id": self.adult.id, "place_ids": self._places("1-2").ids}
        self.assertFalse(self._till().ticket_code("ONE", [item])["found"])

    def test_a_refund_of_one_gives_back_what_it_cost(self):
        self._strategy(buy_count=3, get_count=1)
        order = self._pay(self._cart("1-1", "1-2", "1-3", "1-4"))
        lines = self._refund_with_discount(order, order.ticket_ids[0])
        refund = self._pay(lines, user=self.supervisor, is_refund=True)
        self.assertEqual(refund.amount_total, -285)
        self.assertEqual(
            len(order.ticket_ids.filtered(lambda t: t.state == "valid")), 3
        )

    def test_a_refund_at_the_full_price_is_refused(self):
        self._strategy(buy_count=3, get_count=1)
        order = self._pay(self._cart("1-1", "1-2", "1-3", "1-4"))
        with self.assertRaises(RefundInvalid):
            self._refund(order, tickets=order.ticket_ids[0], qty=1)

    def test_books_hold_what_tickets_are_worth(self):
        tax = self.env["account.tax"].create(
            {
                "name": "7%",
                "amount": 7.0,
                "price_include_override": "tax_excluded",
                "invoice_repartition_line_ids": self._repartition(),
                "refund_repartition_line_ids": self._repartition(),
            }
        )
        self.adult.product_id.taxes_id = tax
        self.plan.price_ids.filtered(
            lambda p: p.type_id == self.adult and p.zone_id == self.zone_a
        ).amount = 33.33
        self._strategy(buy_count=3, get_count=1)
        order = self._pay(self._cart("1-1", "1-2", "1-3", "1-4"))
        lines = self._refund_with_discount(order, order.ticket_ids[:1])
        self._pay(lines, user=self.supervisor, is_refund=True)
        session = self._till().current_session_id
        session.post_closing_cash_details(session.cash_register_balance_end)
        session.close_session_from_ui()
        proof = self.env["ticket.advance.proof"].create({"company_id": self.company.id})
        self.assertEqual(proof.difference, 0)
        self.assertTrue(proof.proven)

    def _repartition(self):
        account = self.env["account.account"].search(
            [("account_type", "=", "liability_current")], limit=1
        )
        return [
            (0, 0, {"repartition_type": "base"}),
            (0, 0, {"repartition_type": "tax", "account_id": account.id}),
        ]

    def test_group_price_counts_all_lines_of_the_order(self):
        pricelist = self.env["product.pricelist"].create(
            {"name": "Counter", "currency_id": self.company.currency_id.id}
        )
        self.config.write(
            {
                "use_pricelist": True,
                "available_pricelist_ids": [(6, 0, pricelist.ids)],
                "pricelist_id": pricelist.id,
            }
        )
        self._strategy(
            "group",
            min_count=2,
            discount=50,
            pricelist_ids=[(6, 0, pricelist.ids)],
        )
        first = self._take("1-1")
        reply = self._till().ticket_hold(
            self.session.id,
            self.child.id,
            {"place_ids": self._places("1-2").ids},
            items=[{"type_id": self.adult.id, "place_ids": self._places("1-1").ids}],
        )
        reply["seats"] += first["seats"]
        order = self._pay(self._lines(reply))
        self.assertEqual(order.amount_total, 0.5 * (380 + 190))
