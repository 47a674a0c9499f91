from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from odoo.addons.ticket_sale.exceptions import RefundRefused

from ..exceptions import RefundFeeMissing
from .common import TicketPosCommon


@tagged("post_install", "-at_install")
class TestPosRefundFee(TicketPosCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company._ticket_setup_accounts()
        cls.fee_product = cls.env.ref("ticket_sale.product_ticket_fee")
        cls.fee_product.taxes_id = False
        cls.manager = new_test_user(
            cls.env, "till_manager", groups="ticket_sale.group_ticket_manager"
        )

    def _policy(self, before=1, kind="percent", **values):
        return self.env["ticket.refund.policy"].create(
            {
                "name": "Standard",
                "channel": "pos",
                "company_id": self.company.id,
                "refund_step_ids": [
                    Command.create(
                        {
                            "before": before,
                            "unit": "days",
                            "kind": kind,
                            "percent": 10 if kind == "percent" else 0,
                        }
                    )
                ],
                **values,
            }
        )

    def _give_back(self, order, fee, user=None, **values):
        lines = self._refund_lines(order, **values)
        if fee:
            lines.append(self._line_values(self.fee_product, price_unit=fee))
        return self._pay(lines, user=user or self.supervisor, is_refund=True)

    def _balance(self, account):
        self.env.flush_all()
        items = self.env["account.move.line"].search(
            [("account_id", "=", account.id), ("parent_state", "=", "posted")]
        )
        return -sum(items.mapped("balance"))

    def test_till_is_told_the_fee_before_the_act(self):
        self._policy()
        order = self._sell_at_till("1-1")
        [ticket] = order.with_user(self.supervisor).ticket_refundable()[
            str(order.lines.id)
        ]
        self.assertEqual(
            (ticket["fee"], ticket["fee_unit"], ticket["refusal"]), (38, 38, False)
        )

    def test_the_fee_is_kept_and_the_rest_paid_out(self):
        self._policy()
        order = self._sell_at_till("1-1", "1-2")
        refund = self._give_back(order, 76)
        self.assertEqual(refund.amount_total, -684)
        self.assertEqual(order.ticket_ids.mapped("fee_amount"), [38, 38])
        self.assertEqual(set(order.ticket_ids.mapped("state")), {"refunded"})

    def test_a_till_that_forgets_the_fee_is_refused(self):
        self._policy()
        order = self._sell_at_till("1-1")
        for fee in (0, 30, 40):
            with self.assertRaises(RefundFeeMissing):
                self._give_back(order, fee)
        self.assertEqual(order.ticket_ids.state, "valid")

    def test_a_manager_waives_the_fee(self):
        self._policy()
        order = self._sell_at_till("1-1")
        self.assertEqual(
            self._give_back(order, 0, user=self.manager).amount_total, -380
        )
        self.assertEqual(order.ticket_ids.fee_amount, 0)

    def test_too_late_for_a_supervisor(self):
        self._policy(before=90, kind="free")
        order = self._sell_at_till("1-1")
        answer = order.with_user(self.supervisor).ticket_refundable()
        self.assertIn("90 days before", answer[str(order.lines.id)][0]["refusal"])
        with self.assertRaises(RefundRefused):
            self._give_back(order, 0)
        self._give_back(order, 0, user=self.manager)

    def test_all_or_none(self):
        self._policy(partial=False)
        order = self._sell_at_till("1-1", "1-2")
        with self.assertRaises(RefundRefused):
            self._give_back(order, 38, tickets=order.ticket_ids[0], qty=1)
        self._give_back(order, 76)

    def test_the_fee_is_income_and_the_proof_exact(self):
        self._policy()
        fees = self.company.ticket_fee_account_id
        advance = self.company.ticket_advance_account_id
        before = self._balance(fees), self._balance(advance)
        order = self._sell_at_till("1-1", "1-2")
        self._give_back(order, 38, tickets=order.ticket_ids[:1], qty=1)
        session = self._till().current_session_id
        session.post_closing_cash_details(session.cash_register_balance_end)
        session.close_session_from_ui()
        self.assertAlmostEqual(self._balance(fees) - before[0], 38, 2)
        self.assertAlmostEqual(self._balance(advance) - before[1], 380, 2)

    def test_a_reseated_ticket_is_taken_back_at_the_till(self):
        order = self._sell_at_till("1-1", "1-2")
        first = order.ticket_ids.sorted("id")[0]
        new = first.with_user(self.supervisor)._reseat(self._places("2-1"), "wet seat")
        self.assertEqual(new.pos_order_line_id, order.lines)
        labels = [s["label"] for s in order.lines.ticket_selection["seats"]]
        self.assertIn(new.seat_label, labels)
        self._give_back(order, 0)
        self.assertEqual(
            sorted(order.lines.ticket_ids.mapped("state")),
            ["exchanged", "refunded", "refunded"],
        )

    def test_till_knows_the_fee_product(self):
        data = self.config._load_pos_data_read(self.config, self.config)
        self.assertEqual(data[0]["_ticket_fee_product_id"], self.fee_product.id)
        self.assertIn(self.fee_product, self.config._get_special_products())
