from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ticket_sale.exceptions import TicketUsed

from ..exceptions import ApprovalInvalid, ApprovalMissing
from .common import TicketPosCommon

PIN = "274951"


@tagged("post_install", "-at_install")
class TestTillApproval(TicketPosCommon):
    """A supervisor says yes at a cashier's till, and the server believes nobody else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Approval = cls.env["ticket.till.approval"]
        cls._set_pin(cls.supervisor)

    @classmethod
    def _set_pin(cls, user, pin=PIN):
        cls.env["ticket.pin.set"].with_user(user).create(
            {"pin": pin, "pin_again": pin}
        )._set()

    def _ask(self, tickets, pin=PIN, act="refund", supervisor=None, **values):
        return self._till().ticket_approve(
            (supervisor or self.supervisor).id,
            pin,
            {
                "act": act,
                "model": "ticket.ticket",
                "keys": tickets.ids,
                "summary": "Give back ¥380.00",
                "amount": -1,
                **values,
            },
        )

    def _refund_with(self, token, order, **values):
        return self._pay(
            self._refund_lines(order, **values),
            user=self.cashier,
            is_refund=True,
            ticket_grant=token,
        )

    def _log(self, **values):
        found = self.Approval.search(
            [(name, "=", value) for name, value in values.items()]
        )
        return found.sorted("id")

    # --- with a PIN ---------------------------------------------------------

    def test_cashier_refunds_with_the_supervisors_pin(self):
        order = self._sell_at_till("1-1", "1-2")
        token = self._ask(order.ticket_ids)["token"]
        refund = self._refund_with(token, order)
        self.assertEqual(set(order.ticket_ids.mapped("state")), {"refunded"})
        self.assertEqual(refund.ticket_grant, False)

    def test_log_names_both_and_what_the_server_did(self):
        order = self._sell_at_till("1-1")
        refund = self._refund_with(self._ask(order.ticket_ids)["token"], order)
        [entry] = self._log(user_id=self.cashier.id)
        self.assertEqual(
            (entry.supervisor_id, entry.by_pin, entry.state, entry.config_id),
            (self.supervisor, True, "used", self.config),
        )
        self.assertEqual(entry.amount, refund.amount_total)
        self.assertEqual(entry.summary, "Give back ¥380.00")
        self.assertIn(order.ticket_ids.display_name, entry.reference)

    def test_what_supervisors_do_themselves_is_in_the_log(self):
        refund = self._refund(self._sell_at_till("1-1"))
        [entry] = self._log(user_id=self.supervisor.id)
        self.assertEqual(
            (entry.supervisor_id, entry.by_pin, entry.amount),
            (self.supervisor, False, refund.amount_total),
        )

    # --- a tampered browser -------------------------------------------------

    def test_grant_made_up_in_the_browser_is_refused(self):
        order = self._sell_at_till("1-1")
        for token in (False, "", "x" * 32):
            with self.subTest(token), self.assertRaises(ApprovalMissing):
                self._refund_with(token, order)
        self.assertEqual(order.ticket_ids.state, "valid")

    def test_grant_counts_once(self):
        order = self._sell_at_till("1-1")
        token = self._ask(order.ticket_ids)["token"]
        self._refund_with(token, order)
        with self.assertRaises(ApprovalMissing):
            self.Approval.with_user(self.cashier)._take_grant(token)

    def test_refused_refund_leaves_the_grant(self):
        order = self._sell_at_till("1-1")
        token = self._ask(order.ticket_ids)["token"]
        order.ticket_ids.sudo().write({"state": "used", "admitted": 1})
        with self.assertRaises(TicketUsed):
            self._refund_with(token, order)
        self.assertEqual(self._log(user_id=self.cashier.id).state, "granted")

    def test_grant_is_for_these_tickets_only(self):
        order = self._sell_at_till("1-1", "1-2")
        first, second = order.ticket_ids.sorted("id")
        token = self._ask(first)["token"]
        with self.assertRaises(ApprovalMissing):
            self._refund_with(token, order)
        self._refund_with(token, order, tickets=first, qty=1)
        self.assertEqual((first.state, second.state), ("refunded", "valid"))

    def test_grant_is_for_this_act_only(self):
        order = self._sell_at_till("1-1")
        token = self._ask(order.ticket_ids, act="reprint")["token"]
        with self.assertRaises(ApprovalMissing):
            self._refund_with(token, order)

    def test_grant_ends_after_two_minutes(self):
        order = self._sell_at_till("1-1")
        now = fields.Datetime.now()
        with freeze_time(now):
            token = self._ask(order.ticket_ids)["token"]
        late = freeze_time(now + timedelta(seconds=121))
        with late, self.assertRaises(ApprovalMissing):
            self._refund_with(token, order)
        with freeze_time(now + timedelta(seconds=119)):
            self._refund_with(token, order)
        self.assertEqual(order.ticket_ids.state, "refunded")

    def test_grant_is_for_the_cashier_who_asked(self):
        order = self._sell_at_till("1-1")
        token = self._ask(order.ticket_ids)["token"]
        other = self.cashier.copy({"login": "till_other"})
        with self.assertRaises(ApprovalMissing):
            self.Approval.with_user(other)._take_grant(token)

    def test_requests_that_make_no_sense_are_refused(self):
        order = self._sell_at_till("1-1")
        for wrong in (
            {"act": "sell"},
            {"act": ["refund"]},
            {"keys": []},
            {"keys": "1"},
            {"keys": [[1]]},
            {"keys": list(range(501))},
            {"model": None},
            {"amount": "much"},
        ):
            with self.subTest(wrong), self.assertRaises(ApprovalInvalid):
                self._ask(order.ticket_ids, **wrong)

    # --- wrong PINs ---------------------------------------------------------

    def test_fifth_wrong_pin_locks_for_fifteen_minutes(self):
        tickets = self._sell_at_till("1-1").ticket_ids
        now = fields.Datetime.now()
        with freeze_time(now):
            answers = [self._ask(tickets, pin="000000") for _ in range(5)]
            right = self._ask(tickets)
        self.assertEqual({answer["token"] for answer in answers}, {False})
        self.assertFalse(right["token"])
        self.assertEqual(
            self._log(user_id=self.cashier.id).mapped("state"),
            ["wrong"] * 4 + ["locked"] * 2,
        )
        with freeze_time(now + timedelta(minutes=16)):
            self.assertTrue(self._ask(tickets)["token"])

    def test_after_the_lock_five_more_wrong_pins_are_allowed(self):
        tickets = self._sell_at_till("1-1").ticket_ids
        now = fields.Datetime.now()
        with freeze_time(now):
            for _ in range(5):
                self._ask(tickets, pin="000000")
        with freeze_time(now + timedelta(minutes=16)):
            self._ask(tickets, pin="000000")
            self.assertTrue(self._ask(tickets)["token"])

    def test_right_pin_forgets_the_wrong_ones(self):
        tickets = self._sell_at_till("1-1").ticket_ids
        for pin in ["000000"] * 4 + [PIN] + ["000000"] * 4:
            self._ask(tickets, pin=pin)
        self.assertTrue(self._ask(tickets)["token"])

    def test_new_pin_unlocks(self):
        tickets = self._sell_at_till("1-1").ticket_ids
        for _ in range(5):
            self._ask(tickets, pin="000000")
        self._set_pin(self.supervisor, "918273")
        self.assertFalse(self._ask(tickets)["token"])
        self.assertTrue(self._ask(tickets, pin="918273")["token"])

    # --- who ----------------------------------------------------------------

    def test_only_supervisors_of_this_company_with_a_pin_are_offered(self):
        till = self._till()
        self.assertEqual(
            till.ticket_supervisors(),
            [{"id": self.supervisor.id, "name": self.supervisor.name}],
        )
        company = self.env["res.company"].create({"name": "Other Theatre"})
        self.supervisor.write(
            {"company_ids": [(6, 0, company.ids)], "company_id": company.id}
        )
        self.assertEqual(till.ticket_supervisors(), [])

    def test_pin_is_worth_nothing_without_the_role(self):
        tickets = self._sell_at_till("1-1").ticket_ids
        self.supervisor.group_ids = self.env.ref("ticket_sale.group_ticket_cashier")
        with self.assertRaises(AccessError):
            self._ask(tickets)

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_nobody_reads_the_hash_or_writes_the_log(self):
        pin = self.env["ticket.supervisor.pin"].search([], limit=1)
        self.assertTrue(pin.sudo().pin_hash.startswith("$pbkdf2"))
        for user in (self.cashier, self.supervisor, self.env.ref("base.user_admin")):
            with self.subTest(user.login), self.assertRaises(AccessError):
                pin.with_user(user).read(["pin_hash"])
        self._ask(self._sell_at_till("1-1").ticket_ids)
        entry = self._log(user_id=self.cashier.id).with_user(self.supervisor)
        self.assertEqual(entry.state, "granted")
        with self.assertRaises(AccessError):
            entry.write({"state": "used"})
        with self.assertRaises(AccessError):
            entry.with_user(self.cashier).read(["state"])
