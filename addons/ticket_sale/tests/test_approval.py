from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from ..exceptions import ApprovalMissing, ApprovalOutdated
from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestApproval(TicketSaleCommon):
    """S13: orders wait for approval as an administrator set it up, without code."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ticket.approval.rule"].search([]).active = False
        cls.first, cls.second, cls.seller = (
            new_test_user(
                cls.env,
                login=login,
                groups=f"base.group_user,sales_team.group_sale_salesman_all_leads,{role}",
            )
            for login, role in (
                ("first", "ticket_sale.group_ticket_supervisor"),
                ("second", "ticket_sale.group_ticket_manager"),
                ("seller", "ticket_sale.group_ticket_cashier"),
            )
        )

    @classmethod
    def _rule(cls, *approvers, **values):
        approvers = approvers or (cls.first,)
        return cls.env["ticket.approval.rule"].create(
            {
                "name": "Big orders",
                "step_ids": [
                    Command.create(
                        {
                            "name": f"Step {number}",
                            "sequence": number,
                            "user_ids": [Command.set(user.ids)],
                        }
                    )
                    for number, user in enumerate(approvers)
                ],
                **values,
            }
        )

    def _ask(self, *keys, **values):
        """An order of the seller whose confirmation was clicked."""
        held = self._hold_places(*keys, channel="backoffice", partner=self.customer)
        order = self._order(held, confirm=False).with_user(self.seller)
        order.sudo().write(values)
        order.action_confirm()
        return order

    def _waiting(self, order):
        return order.ticket_approval_ids.filtered(lambda a: a.state == "waiting")

    def test_order_waits_with_its_places_kept_and_nothing_issued(self):
        self._rule(keep_hours=24)
        order = self._ask("1-1", "1-2")
        self.assertEqual(order.state, "draft")
        self.assertEqual(order.ticket_approval_state, "waiting")
        self.assertFalse(order.ticket_ids)
        places = self._places("1-1", "1-2")
        self.assertEqual(set(places.mapped("state")), {"held"})
        left = places[0].held_until - order.ticket_approval_ids.requested_at
        self.assertGreater(left.total_seconds(), 23.9 * 3600)

    def test_approval_confirms_the_order_as_the_seller(self):
        self._rule()
        order = self._ask("1-1")
        self._waiting(order).with_user(self.first).action_approve()
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.ticket_ids.state, "valid")
        self.assertEqual(order.ticket_ids.user_id, self.seller)

    def test_seller_without_ticketing_asks_and_cancels(self):
        seller = new_test_user(
            self.env,
            login="plain_seller",
            groups="base.group_user,sales_team.group_sale_salesman_all_leads",
        )
        self._rule()
        held = self._hold_places("1-1", channel="backoffice")
        order = self._order(held, confirm=False).with_user(seller)
        order.action_confirm()
        self.assertEqual(order.ticket_approval_state, "waiting")
        order._action_cancel()
        self.assertEqual(self._waiting(order.sudo()), order.env["ticket.approval"])

    def test_steps_are_decided_one_after_the_other(self):
        self._rule(self.first, self.second)
        order = self._ask("1-1")
        with self.assertRaises(AccessError):
            self._waiting(order).with_user(self.second).action_approve()
        self._waiting(order).with_user(self.first).action_approve()
        self.assertEqual(order.state, "draft")
        self._waiting(order).with_user(self.second).action_approve()
        self.assertEqual(order.state, "sale")

    def test_rejection_needs_a_remark_and_frees_the_places(self):
        self._rule(self.first, self.second)
        order = self._ask("1-1")
        approval = self._waiting(order).with_user(self.first)
        wizard = self.env["ticket.approval.reject"].with_user(self.first)
        wizard = wizard.create({"approval_ids": approval.ids, "remark": "Too many"})
        wizard.action_reject()
        self.assertEqual(order.state, "cancel")
        self.assertEqual(order.ticket_approval_state, "rejected")
        self.assertEqual(self._places("1-1").state, "free")
        self.assertEqual(approval.remark, "Too many")
        self.assertIn("Too many", str(order.message_ids.mapped("body")))
        states = order.ticket_approval_ids.sorted("id").mapped("state")
        self.assertEqual(states, ["rejected", "cancelled"])

    def test_nobody_approves_their_own_order(self):
        self._rule(self.seller)
        order = self._ask("1-1")
        with self.assertRaises(AccessError):
            self._waiting(order).with_user(self.seller).action_approve()

    def test_confirming_around_the_approval_is_refused(self):
        self._rule()
        order = self._ask("1-1")
        with self.assertRaises(ApprovalMissing):
            order.sudo()._action_confirm()

    def test_asking_twice_asks_once(self):
        self._rule()
        order = self._ask("1-1")
        order.action_confirm()
        self.assertEqual(len(order.ticket_approval_ids), 1)

    def test_changed_order_is_not_approved_unseen(self):
        self._rule()
        order = self._ask("1-1")
        order.sudo().order_line.discount = 50
        with self.assertRaises(ApprovalOutdated):
            self._waiting(order).with_user(self.first).action_approve()
        order.action_confirm()
        states = order.ticket_approval_ids.sorted("id").mapped("state")
        self.assertEqual(states, ["cancelled", "waiting"])

    def test_decided_approval_is_not_decided_again(self):
        self._rule()
        order = self._ask("1-1")
        approval = self._waiting(order).with_user(self.first)
        approval.action_approve()
        with self.assertRaises(UserError):
            approval.action_approve()

    def test_cancelled_order_withdraws_the_question(self):
        self._rule()
        order = self._ask("1-1")
        order._action_cancel()
        self.assertEqual(order.ticket_approval_ids.state, "cancelled")
        self.assertFalse(order.ticket_approval_ids.activity_ids)

    def test_rules_by_amount_count_discount_type_channel_and_customer(self):
        tag = self.env["res.partner.category"].create({"name": "Agency"})
        order = self._order(
            self._hold_places("1-1", "1-2", channel="backoffice"), confirm=False
        )
        rule = self._rule()
        cases = [
            ({"min_amount": 760}, True),
            ({"min_amount": 761}, False),
            ({"min_count": 2}, True),
            ({"min_count": 3}, False),
            ({"min_discount": 1}, False),
            ({"type_ids": self.adult.ids}, True),
            ({"type_ids": self.child.ids}, False),
            ({"on_backoffice": False}, False),
            ({"category_ids": tag.ids}, False),
        ]
        defaults = {"min_amount": 0, "min_count": 0, "min_discount": 0}
        defaults |= {"type_ids": False, "on_backoffice": True, "category_ids": False}
        for conditions, applies in cases:
            with self.subTest(**conditions):
                rule.write(defaults | conditions)
                self.assertEqual(order._approval_missing(), applies)
        self.customer.category_id = tag
        self.assertTrue(order._approval_missing())

    def test_discount_counts_pricelist_and_line_together(self):
        self._rule(min_discount=10)
        order = self._order(
            self._hold_places("1-1", channel="backoffice"), confirm=False
        )
        self.assertFalse(order._approval_missing())
        order.order_line.discount = 10
        self.assertTrue(order._approval_missing())

    def test_rule_without_step_channel_or_approver_is_refused(self):
        stranger = new_test_user(self.env, login="stranger", groups="base.group_user")
        for values in (
            {"step_ids": []},
            {"on_backoffice": False, "on_website": False, "on_distributor": False},
            {"type_ids": self.env.ref("ticket_sale.ticket_type_free").ids}
            | {"on_backoffice": False},
        ):
            with self.subTest(**values), self.assertRaises(ValidationError):
                self._rule(**values)
        with self.assertRaises(ValidationError):
            self._rule(stranger)

    def test_approver_is_told_and_finds_it_in_the_list(self):
        self._rule()
        order = self._ask("1-1")
        approval = self._waiting(order)
        self.assertEqual(approval.sudo().activity_ids.user_id, self.first)
        mine = [("may_decide", "=", True)]
        approvals = self.env["ticket.approval"]
        self.assertEqual(approvals.with_user(self.first).search(mine), approval)
        self.assertFalse(approvals.with_user(self.seller).search(mine))

    def test_other_sellers_do_not_see_the_question(self):
        self._rule()
        order = self._ask("1-1")
        other = new_test_user(
            self.env, login="other", groups="ticket_sale.group_ticket_cashier"
        )
        approvals = self.env["ticket.approval"].with_user(other).search([])
        self.assertNotIn(order.ticket_approval_ids, approvals)

    def test_paid_online_only_after_approval(self):
        self._rule()
        held = self._hold_places("1-1", partner=self.customer)
        order = self._order(held, confirm=False)
        order.require_payment = True
        order._approval_request_payment()
        self.assertFalse(order._has_to_be_paid())
        self._waiting(order).with_user(self.first).action_approve()
        self.assertEqual(order.state, "sent")
        self.assertTrue(order._has_to_be_paid())
        self.assertEqual(self._places("1-1").state, "held")
        order.action_confirm()
        self.assertEqual(order.ticket_ids.state, "valid")
