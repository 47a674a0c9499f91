from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged

from ..exceptions import RefundRefused
from .common_refund import TicketRefundCommon


@tagged("post_install", "-at_install")
class TestRefundPolicy(TicketRefundCommon):
    def _terms(self, ticket, act="refund"):
        return ticket._refund_terms(act)[ticket]

    def test_fee_follows_the_time_left(self):
        self._create_policy(
            self._step(31, "free"),
            self._step(7, "percent", percent=10),
            self._step(24, "fixed", unit="hours", amount=100),
            self._step(2, "none", unit="hours"),
        )
        ticket = self._sell("1-1").ticket_ids
        fees = []
        for left in (
            {"days": 40},
            {"days": 8},
            {"days": 2},
            {"hours": 3},
            {"hours": 1},
        ):
            self.session.start = fields.Datetime.now() + timedelta(**left, minutes=1)
            term = self._terms(ticket)
            fees.append(term.fee if term.allowed else None)
        self.assertEqual(fees, [0, 38, 100, None, None])

    def test_without_a_policy_everything_goes_back(self):
        term = self._terms(self._sell("1-1").ticket_ids)
        self.assertEqual((term.allowed, term.fee, term.back), (True, 0, 380))

    def test_a_session_that_does_not_take_place_costs_nothing(self):
        self._create_policy(self._step(90, "none"))
        ticket = self._sell("1-1").ticket_ids
        self.assertFalse(self._terms(ticket).allowed)
        self.session.state = "cancelled"
        self.assertEqual(self._terms(ticket).back, 380)

    def test_the_show_is_stronger_than_the_type_and_the_type_than_the_channel(self):
        ticket = self._sell("1-1").ticket_ids
        rules = [
            ({}, 10),
            ({"channel": "website"}, 20),
            ({"type_ids": self.adult.ids}, 30),
            ({"show_ids": self.show.ids}, 40),
        ]
        for scope, percent in rules:
            self._create_policy(self._step(1, "percent", percent=percent), **scope)
            self.assertEqual(self._terms(ticket).fee, 380 * percent / 100)

    def test_policies_for_other_tickets_do_not_count(self):
        self._create_policy(self._step(1, "none"), type_ids=self.child.ids)
        self._create_policy(self._step(1, "none"), channel="pos")
        self.assertEqual(self._terms(self._sell("1-1").ticket_ids).fee, 0)

    def test_two_policies_for_the_same_tickets_are_refused(self):
        self._tenth(show_ids=self.show.ids)
        with self.assertRaisesRegex(ValidationError, "one answer"):
            self._tenth(show_ids=self.show.ids)
        self._tenth(show_ids=self.show.ids, channel="pos")

    def test_contradicting_steps_are_refused(self):
        for steps, message in (
            ([(7, "percent", {"percent": 20}), (1, "free", {})], "cheaper"),
            ([(7, "none", {}), (1, "free", {})], "cheaper"),
            ([(1, "free", {}), (1, "none", {})], "same time"),
            ([(1, "percent", {"percent": 120})], "at most 100"),
            ([(1, "percent", {"percent": 0})], "above 0"),
            ([(1, "fixed", {"amount": 0})], "more than nothing"),
            ([(-1, "free", {})], "after the start"),
            ([], "no step"),
        ):
            with self.assertRaisesRegex(ValidationError, message):
                self._create_policy(
                    *(self._step(days, kind, **more) for days, kind, more in steps)
                )

    def test_one_step_changed_alone_is_judged_too(self):
        policy = self._create_policy(
            self._step(7, "percent", percent=10), self._step(1, "percent", percent=20)
        )
        with self.assertRaises(ValidationError):
            policy.step_ids[0].percent = 30

    def test_steps_changed_together_are_judged_together(self):
        policy = self._create_policy(
            self._step(7, "percent", percent=10), self._step(1, "percent", percent=20)
        )
        early, late = policy.refund_step_ids
        policy.write(
            {
                "refund_step_ids": [
                    (1, early.id, {"percent": 30}),
                    (1, late.id, {"percent": 40}),
                ]
            }
        )
        self.assertEqual(policy.step_ids.mapped("percent"), [30, 40])

    def test_exchange_has_steps_of_its_own_or_those_of_the_refund(self):
        policy = self._tenth()
        ticket = self._sell("1-1").ticket_ids
        self.assertEqual(self._terms(ticket, "exchange").fee, 38)
        policy.exchange_step_ids = [self._step(1, "free", act="exchange")]
        self.assertEqual(self._terms(ticket, "exchange").fee, 0)
        self.assertEqual(self._terms(ticket, "refund").fee, 38)

    def test_customers_read_the_rules_in_sentences(self):
        policy = self._create_policy(
            self._step(7, "free"),
            self._step(24, "percent", unit="hours", percent=12.5, least=5),
        )
        early, late = policy.summary.splitlines()
        self.assertEqual(early, "7 days before: free of charge")
        self.assertRegex(late, r"^24 hours before: 12.5 % of the price, at least .*5")

    def test_too_late_is_refused_with_a_sentence_for_staff(self):
        self._create_policy(self._step(90, "free"))
        ticket = self._sell("1-1").ticket_ids
        with self.assertRaises(RefundRefused) as refused:
            ticket._refund("ill")
        self.assertEqual(refused.exception.code, "refund_refused")
        self.assertIn("waive", refused.exception.staff_message)
        self.assertEqual(ticket.state, "valid")

    def test_all_or_none_when_single_tickets_are_not_taken_back(self):
        self._tenth(partial=False)
        order = self._sell("1-1", "1-2")
        with self.assertRaisesRegex(RefundRefused, "together"):
            order.ticket_ids[0]._refund("ill")
        order.ticket_ids._refund("ill")
        self.assertEqual(set(order.ticket_ids.mapped("state")), {"refunded"})

    def test_only_a_manager_waives_the_rules(self):
        self._create_policy(self._step(90, "free"))
        ticket = self._sell("1-1").ticket_ids
        supervisor = new_test_user(
            self.env, "waive_supervisor", "ticket_sale.group_ticket_supervisor"
        )
        manager = new_test_user(
            self.env, "waive_manager", "ticket_sale.group_ticket_manager"
        )
        with self.assertRaises(AccessError):
            ticket.with_user(supervisor)._refund("ill", waive=True)
        ticket.with_user(manager)._refund("ill", waive=True)
        self.assertEqual((ticket.state, ticket.fee_amount), ("refunded", 0))

    def test_roles(self):
        policy = self._tenth()
        cashier = new_test_user(
            self.env, "policy_cashier", "ticket_sale.group_ticket_cashier"
        )
        self.assertEqual(policy.with_user(cashier).name, "Standard")
        for model in (policy, policy.step_ids):
            with self.assertRaises(AccessError):
                model.with_user(cashier).check_access("write")
        manager = new_test_user(
            self.env, "policy_manager", "ticket_sale.group_ticket_manager"
        )
        policy.with_user(manager).check_access("unlink")

    def test_policies_of_another_company_are_not_seen(self):
        policy = self._tenth()
        other = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "policy_stranger",
            "ticket_sale.group_ticket_manager",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        self.assertNotIn(
            policy, self.env["ticket.refund.policy"].with_user(stranger).search([])
        )
