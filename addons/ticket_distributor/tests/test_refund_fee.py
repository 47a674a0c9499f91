from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from odoo.addons.ticket_sale.exceptions import RefundRefused

from .common import ApiCase, TicketDistributorCommon


class RefundPolicyMixin:
    def _policy(self, before=1, kind="percent", percent=10, **values):
        return self.env["ticket.refund.policy"].create(
            {
                "name": "Distributors",
                "channel": "distributor",
                "company_id": self.company.id,
                "refund_step_ids": [
                    Command.create(
                        {
                            "before": before,
                            "unit": "days",
                            "kind": kind,
                            "percent": percent if kind == "percent" else 0,
                        }
                    )
                ],
                **values,
            }
        )


@tagged("post_install", "-at_install")
class TestDistributorRefundFee(RefundPolicyMixin, TicketDistributorCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.fee_product = cls.env.ref("ticket_sale.product_ticket_fee")
        cls.fee_product.taxes_id = False
        cls.fees = cls.company.ticket_fee_account_id

    def test_the_wallet_gets_the_price_less_the_fee(self):
        self._policy()
        before = self._account_balance(self.fees)
        booking = self._confirmed("1-1", "1-2")
        first = booking.ticket_ids[0]
        booking._refund((first.number,))
        self.assertWallet(1000 - 646 + 290.7)
        self.assertEqual((booking.refunded_amount, booking.fee_amount), (290.7, 32.3))
        self.assertEqual(first.fee_amount, 32.3)
        self.assertAlmostEqual(abs(self._account_balance(self.fees) - before), 32.3, 2)

    def test_the_entry_balances_and_the_proof_stays_exact(self):
        self._policy()
        booking = self._confirmed("1-1", "1-2")
        booking._refund((booking.ticket_ids[0].number,))
        entry = booking.wallet_line_ids.filtered(
            lambda line: line.kind == "return"
        ).move_id
        self.assertAlmostEqual(sum(entry.line_ids.mapped("balance")), 0, 2)
        proof = self.env["ticket.advance.proof"].create({"company_id": self.company.id})
        self.assertEqual(proof.difference, 0)
        self.assertFalse(self.distributor.ledger_differs)

    def test_a_taxed_fee_costs_what_the_policy_says(self):
        self.fee_product.taxes_id = self._create_tax(9, included=False)
        self._policy()
        booking = self._confirmed("1-1")
        booking._refund(None)
        self.assertWallet(1000 - 32.3)
        self.assertFalse(self.distributor.ledger_differs)

    def test_a_fee_of_all_returns_nothing_and_books_it(self):
        self._policy(percent=100)
        before = self._account_balance(self.company.ticket_advance_account_id)
        booking = self._confirmed("1-1")
        booking._refund(None)
        self.assertWallet(677)
        self.assertEqual(booking.state, "refunded")
        self.assertAlmostEqual(
            self._account_balance(self.company.ticket_advance_account_id), before, 2
        )
        self.assertFalse(self.distributor.ledger_differs)

    def test_the_policy_may_refuse(self):
        self._policy(before=90, kind="free")
        booking = self._confirmed("1-1")
        with self.assertRaises(RefundRefused):
            booking._refund(None)
        self.assertEqual(booking.state, "confirmed")

    def test_all_or_none(self):
        self._policy(partial=False)
        booking = self._confirmed("1-1", "1-2")
        with self.assertRaises(RefundRefused):
            booking._refund((booking.ticket_ids[0].number,))
        self.assertTrue(booking._refund_preview()["refund"]["together"])
        booking._refund(None)

    def test_only_a_manager_waives_the_fee(self):
        self._policy()
        booking = self._confirmed("1-1")
        users = {
            role: new_test_user(
                self.env, f"waive_{role}", f"ticket_sale.group_ticket_{role}"
            )
            for role in ("supervisor", "manager")
        }
        tickets = booking.ticket_ids
        with self.assertRaises(AccessError):
            tickets.with_user(users["supervisor"])._refund("x", waive=True)
        tickets.with_user(users["manager"])._refund("x", waive=True)
        self.assertWallet(1000)

    def test_a_reseated_ticket_stays_in_its_booking(self):
        booking = self._confirmed("1-1", "1-2")
        old = booking.ticket_ids.sorted("id")[0]
        new = old._reseat(self._places("2-1"), "wet seat")
        self.assertIn(new, booking.line_ids.ticket_id)
        self.assertNotIn(old, booking.line_ids.ticket_id)
        booking._refund(None)
        self.assertWallet(1000)
        self.assertEqual(new.state, "refunded")


@tagged("post_install", "-at_install")
class TestDistributorRefundApi(RefundPolicyMixin, ApiCase):
    def test_the_fee_is_told_before_and_after_the_refund(self):
        self._policy()
        booking = self._confirmed("1-1")
        path = f"/orders/{booking.id}/refund"
        preview = self.assertAnswer(self.call("GET", path), 200)["refund"]
        self.assertEqual((preview["fee"], preview["back"]), ("32.30", "290.70"))
        self.assertEqual(preview["tickets"][0]["allowed"], True)
        order = self.assertAnswer(self.call("POST", path, {}), 200)["order"]
        self.assertEqual((order["fees"], order["refunded"]), ("32.30", "290.70"))
        self.assertEqual(order["tickets"][0]["fee"], "32.30")

    def test_a_refusal_is_a_conflict_with_its_code(self):
        self._policy(before=90, kind="free")
        booking = self._confirmed("1-1")
        path = f"/orders/{booking.id}/refund"
        preview = self.assertAnswer(self.call("GET", path), 200)["refund"]
        self.assertIn("90 days before", preview["tickets"][0]["message"])
        answer = self.call("POST", path, {})
        self.assertEqual(answer.status_code, 409)
        self.assertEqual(answer.json()["error"]["code"], "refund_refused")
