from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..exceptions import ApprovalMissing
from .shift_common import ShiftCommon


@tagged("post_install", "-at_install")
class TestShiftClosing(ShiftCommon):
    def test_count_is_written_down_before_the_answer(self):
        self._sell_at_till("1-1")
        answer = self._count(self._shift(), 370)
        [off] = answer["differences"]
        self.assertEqual((off["expected"], off["difference"]), (380, -10))
        rows = self._shift().sudo().ticket_count_ids
        self.assertEqual(rows.mapped("user_id"), self.cashier)
        self.assertEqual(rows.mapped("counted"), [370])

    def test_every_recount_is_kept(self):
        self._sell_at_till("1-1")
        self._count(self._shift(), 370)
        answer = self._count(self._shift(), 380)
        self.assertEqual((answer["attempt"], answer["differences"]), (2, []))
        self.assertEqual(len(self._shift().sudo().ticket_count_ids), 2)

    def test_blind_till_tells_a_cashier_no_amounts(self):
        self.config.ticket_blind_count = True
        self._sell_at_till("1-1")
        data = self._shift().get_closing_control_data()
        self.assertTrue(data["ticket"]["blind"])
        self.assertEqual(data["default_cash_details"]["amount"], 0)
        self.assertEqual(data["default_cash_details"]["payment_amount"], 0)
        self.assertEqual(data["orders_details"]["amount"], 0)

    def test_supervisor_sees_amounts_of_a_blind_till(self):
        self.config.ticket_blind_count = True
        self._sell_at_till("1-1")
        data = self._shift(self.supervisor).get_closing_control_data()
        self.assertFalse(data["ticket"]["blind"])
        self.assertEqual(data["default_cash_details"]["amount"], 380)

    def test_blind_report_has_no_money(self):
        self.config.ticket_blind_count = True
        self._sell_at_till("1-1")
        report = self._shift().ticket_shift_report()
        self.assertEqual({s["key"] for s in report["sections"]}, {"prints"})
        self.assertNotIn("380", str(report))

    def test_difference_needs_a_reason(self):
        self._sell_at_till("1-1")
        shift = self._close(cash=370)
        self.assertFalse(self.answer["successful"])
        self.assertIn("reason", self.answer["message"])
        self.assertNotEqual(shift.state, "closed")

    def test_difference_is_posted_with_its_reason(self):
        self._sell_at_till("1-1")
        shift = self._close(cash=370, reason_id=self.mistake.id)
        self.assertEqual(shift.state, "closed")
        self.assertEqual(shift.ticket_difference_reason_id, self.mistake)
        row = self._rows(shift).filtered(lambda row: row.kind == "difference")
        self.assertEqual((row.difference, row.reason_id), (-10, self.mistake))

    def test_reason_may_ask_for_a_note(self):
        self._sell_at_till("1-1")
        with self.assertRaises(UserError):
            self._shift().ticket_settle(self.noted.id, note=" ")
        self._shift().ticket_settle(self.noted.id, note="Two coins fell down")
        self.assertEqual(self._shift().ticket_difference_note, "Two coins fell down")

    def test_reason_of_another_kind_is_none(self):
        with self.assertRaises(UserError):
            self._shift().ticket_settle(self.to_safe.id)

    def test_large_difference_needs_a_supervisor(self):
        self.config.write({"set_maximum_difference": True, "amount_authorized_diff": 5})
        self._sell_at_till("1-1")
        self.assertFalse(self._count(self._shift(), 370)["may_close"])
        with self.assertRaises(ApprovalMissing):
            self._shift().ticket_settle(self.mistake.id)
        shift = self._close(cash=370, reason_id=self.mistake.id, user=self.supervisor)
        self.assertEqual(shift.state, "closed")
        self.assertEqual(shift.ticket_closed_by_id, self.supervisor)

    def test_supervisors_pin_lets_a_cashier_close(self):
        self.config.write({"set_maximum_difference": True, "amount_authorized_diff": 5})
        self._sell_at_till("1-1")
        shift = self._shift()
        self._count(shift, 370)
        with self.assertRaises(ApprovalMissing):
            shift.ticket_settle(self.mistake.id)
        pins = self.env["ticket.pin.set"].with_user(self.supervisor)
        pins.create({"pin": "508214", "pin_again": "508214"})._set()
        answer = self._till().ticket_approve(
            self.supervisor.id,
            "508214",
            {"act": "difference", "model": "pos.session", "keys": shift.ids},
        )
        shift.ticket_settle(self.mistake.id, token=answer["token"])
        self._close(cash=360)
        self.assertFalse(self.answer["successful"], "another difference than approved")
        self._close(cash=370)
        self.assertEqual(shift.state, "closed")
        approval = shift.sudo().ticket_difference_approval_id
        self.assertEqual(approval.supervisor_id, self.supervisor)

    def test_cash_out_needs_a_reason(self):
        self._sell_at_till("1-1")
        with self.assertRaises(UserError):
            self._move("out", 100)
        self._move("out", 100, self.to_safe)
        line = self._shift().sudo().statement_line_ids
        self.assertEqual(line.ticket_cash_reason_id, self.to_safe)
        self.assertEqual(line.ticket_cash_user_id, self.cashier)

    def test_cash_in_refuses_a_reason_for_cash_out(self):
        with self.assertRaises(UserError):
            self._move("in", 100, self.to_safe)

    def test_drawer_expects_less_after_cash_out(self):
        self._sell_at_till("1-1")
        self._move("out", 300, self.to_safe)
        self.assertEqual(self._count(self._shift(), 80)["differences"], [])
        shift = self._close(cash=80)
        self.assertEqual(shift.state, "closed")
        cash = self._rows(shift).filtered(lambda row: row.kind == "difference")
        self.assertFalse(cash)
        self.assertEqual(sum(shift.sudo().statement_line_ids.mapped("amount")), 80)

    def test_cash_out_below_zero_is_refused(self):
        for amount in (-100, float("nan")):
            with self.assertRaises(UserError):
                self._move("out", amount, self.to_safe)

    def test_other_tills_keep_the_rules_of_odoo(self):
        self.config.ticket_selling = False
        with self.assertRaises(AccessError):
            self._move("in", 100)

    def test_note_is_kept_with_the_move(self):
        self._move("out", 20, self.to_safe, note="Bag 4711")
        line = self._shift().sudo().statement_line_ids
        self.assertEqual(line.ticket_cash_note, "Bag 4711")

    def test_ticket_that_may_not_be_on_paper_is_told_first(self):
        order = self._sell_at_till("1-1")
        job = self.env["ticket.print.job"].search(
            [("ticket_id", "in", order.ticket_ids.ids)]
        )
        job.write({"state": "failed", "is_uncertain": True})
        told = self._shift().get_closing_control_data()["ticket"]
        self.assertEqual([row["id"] for row in told["stuck"]], job.ids)
        shift = self._close()
        self.assertFalse(self.answer["successful"])
        self.assertIn(job.name, self.answer["message"])
        shift = self._close(told=told["stuck_ids"])
        self.assertEqual(shift.state, "closed")

    def test_seats_in_carts_are_told(self):
        self._take("1-1", "1-2")
        told = self._shift().get_closing_control_data()["ticket"]
        self.assertEqual(told["held"], 2)

    def test_count_of_a_closed_shift_is_refused(self):
        self._sell_at_till("1-1")
        shift = self._close()
        with self.assertRaises(UserError):
            self._count(shift, 1)

    def test_amount_that_is_none_is_refused(self):
        with self.assertRaises(UserError):
            self._shift().ticket_count({str(self.cash.id): "nan"})

    def test_cashier_does_not_read_counts(self):
        self._sell_at_till("1-1")
        self._count(self._shift(), 380)
        with self.assertRaises(AccessError):
            self.env["ticket.shift.count"].with_user(self.cashier).search([])
        counts = self.env["ticket.shift.count"].with_user(self.supervisor).search([])
        self.assertTrue(counts)
        with self.assertRaises(AccessError):
            counts[:1].write({"counted": 0})

    def test_prints_of_every_cashier_belong_to_the_shift(self):
        reply = self._take("1-1", till=self._till(self.second_cashier))
        order = self._pay(self._lines(reply), user=self.second_cashier)
        job = self.env["ticket.print.job"].search(
            [("ticket_id", "in", order.ticket_ids.ids)]
        )
        self.assertEqual(job.pos_session_id, self._shift())
