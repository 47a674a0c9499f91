import math

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .pos_session_unfinished import MOST_NAMED

#: Values of coins and notes, and how many of one: what a count may say.
MOST_BILLS = 100


class PosSession(models.Model):
    """A shift: what is counted at its end, and what must be told before it ends.

    Counting, posting and the drawer are Odoo's. Here a count is written down before the
    till tells what it expects, a difference has a reason, and tickets that are not
    surely on paper are named to whoever closes.
    """

    _inherit = "pos.session"

    ticket_selling = fields.Boolean(related="config_id.ticket_selling")
    ticket_count_ids = fields.One2many(
        "ticket.shift.count",
        "pos_session_id",
        string="Counts",
        groups="ticket_sale.group_ticket_supervisor,ticket_sale.group_ticket_finance",
    )
    ticket_difference_reason_id = fields.Many2one(
        "ticket.cash.reason",
        string="Reason for the Difference",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    ticket_difference_note = fields.Char(
        string="Note on the Difference", readonly=True, copy=False
    )
    ticket_closed_by_id = fields.Many2one(
        "res.users",
        string="Closed by",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    ticket_difference_approval_id = fields.Many2one(
        "ticket.till.approval",
        string="Difference Approved",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        help="Who agreed to a difference that is more than the till allows.",
    )
    ticket_print_report = fields.Boolean(
        readonly=True, copy=False, help="Print the report when the shift is closed."
    )
    ticket_told_jobs = fields.Json(
        readonly=True,
        copy=False,
        help="Print jobs of which the cashier was told that they may not have come out.",
    )

    # --- what the till asks -----------------------------------------------------

    def get_closing_control_data(self):
        """Also what is unfinished; without the amounts for who counts blindly."""
        answer = super().get_closing_control_data()
        if not self.config_id.ticket_selling:
            return answer
        answer["ticket"] = self._ticket_closing()
        if answer["ticket"]["blind"]:
            answer["orders_details"]["amount"] = 0
            for details in (
                answer["default_cash_details"],
                *answer["non_cash_payment_methods"],
            ):
                for name in ("amount", "payment_amount"):
                    if name in details:
                        details[name] = 0
        return answer

    def ticket_count(self, counted, bills=None):
        """Write down what was counted, and only then tell what it should be.

        :param counted: ``{payment method id: amount}``
        :param bills: ``{value: how many}`` of the cash, if it was counted so
        :return: ``differences``, a line a method that does not agree, ``attempt`` and
            ``may_close``: whether this user may close with these differences
        """
        self._ticket_check_closing()
        amounts = self._ticket_amounts(counted)
        rows = self._ticket_note_count(amounts, self._ticket_bills(bills))
        off = rows.filtered(lambda row: not self.currency_id.is_zero(row.difference))
        return {
            "attempt": rows[:1].attempt,
            "differences": [
                {
                    "method_id": row.payment_method_id.id,
                    "name": row.payment_method_id.name,
                    "counted": row.counted,
                    "expected": row.expected,
                    "difference": row.difference,
                }
                for row in off
            ],
            "may_close": self._ticket_may_close(off),
        }

    def ticket_settle(self, reason_id=False, note="", told=(), token="", slip=False):
        """Before the shift is closed: why the count is off, and which print jobs the
        cashier was told about.

        :param token: a supervisor's grant, if the difference is more than allowed
        :param slip: print the report when the shift is closed
        :raise UserError: the reason is none, or wants a note
        :raise ApprovalMissing: it needs a supervisor
        """
        self._ticket_check_closing()
        note = str(note or "").strip()[:200]
        values = {
            "ticket_told_jobs": sorted({int(job) for job in told})[:1000],
            "ticket_print_report": bool(slip),
        }
        if reason_id:
            reason = self.env["ticket.cash.reason"]._chosen(
                reason_id, "difference", note
            )
            if not reason:
                raise UserError(
                    self.env._("Choose a reason, and write a note if it asks for one.")
                )
            values |= {
                "ticket_difference_reason_id": reason.id,
                "ticket_difference_note": note or False,
                "ticket_difference_approval_id": self._ticket_approve_difference(
                    reason, token
                ).id,
            }
        self.sudo().write(values)  # the cashier was checked
        return True

    def close_session_from_ui(self, bank_payment_method_diff_pairs=None):
        return self._ticket_refusal(bank_payment_method_diff_pairs or []) or (
            super().close_session_from_ui(bank_payment_method_diff_pairs)
        )

    # --- closing ----------------------------------------------------------------

    def _validate_session(
        self,
        balancing_account=False,
        amount_to_balance=0,
        bank_payment_method_diffs=None,
    ):
        """Keep with which count the shift ends; the journal entry is Odoo's."""
        self._ticket_finish_count(bank_payment_method_diffs or {})
        self.sudo().ticket_closed_by_id = self.env.user
        result = super()._validate_session(
            balancing_account, amount_to_balance, bank_payment_method_diffs
        )
        printer_sudo = self._shift_printer()
        if self.state == "closed" and self.ticket_print_report and printer_sudo:
            self.env["ticket.print.job"]._enqueue_slip(self, printer_sudo)
        return result

    def _ticket_finish_count(self, bank_differences):
        """Mark the count that the shift is closed with; write one if nobody counted."""
        expected = self._ticket_expected()
        counted = {
            method: amount + bank_differences.get(method.id, 0)
            for method, amount in expected.items()
        }
        if cash := next((m for m in expected if m.is_cash_count), None):
            counted[cash] = self.cash_register_balance_end_real
            if not self.config_id.cash_control:
                counted[cash] = expected[cash]
        last = self._ticket_last_count()
        same = set(last.payment_method_id) == set(counted) and not any(
            self.currency_id.compare_amounts(row.counted, counted[method])
            or self.currency_id.compare_amounts(row.expected, expected[method])
            for row in last
            for method in row.payment_method_id
        )
        rows = last if same else self._ticket_note_count(counted)
        self.sudo().ticket_count_ids.is_final = False
        rows.sudo().is_final = True

    def _ticket_refusal(self, bank_differences):
        """What keeps a till from closing, as ``close_session_from_ui`` says it."""
        if not self.config_id.ticket_selling or self.state == "closed":
            return False
        told = set(self.ticket_told_jobs or ())
        if missed := self._ticket_stuck_jobs().filtered(lambda job: job.id not in told):
            return self._ticket_refuse(
                self.env._(
                    "These tickets may not be on paper: %(tickets)s. Open the printing "
                    "of the till and close again.",
                    tickets=", ".join(missed[:MOST_NAMED].mapped("name")),
                )
            )
        cash = 0
        if self.config_id.cash_control:
            # Odoo's own difference may be one of before the count.
            cash = self.cash_register_balance_end_real - self.cash_register_balance_end
        amounts = [cash, *(amount for _method, amount in bank_differences)]
        off = [amount for amount in amounts if not self.currency_id.is_zero(amount)]
        if off and not self.ticket_difference_reason_id:
            return self._ticket_refuse(
                self.env._("The count is off. Choose a reason for the difference.")
            )
        if off and not (self._ticket_may_exceed(off) or self._ticket_approved(off)):
            return self._ticket_refuse(
                self.env._(
                    "The difference is more than %(most)s: ask a supervisor to close.",
                    most=self.currency_id.format(self.config_id.amount_authorized_diff),
                )
            )
        return False

    def _ticket_refuse(self, message):
        return {
            "successful": False,
            "message": message,
            "redirect": False,
            "open_order_ids": [],
        }

    def _ticket_last_count(self):
        counts_sudo = self.sudo().ticket_count_ids
        last = max(counts_sudo.mapped("attempt"), default=0)
        return counts_sudo.filtered(lambda row: row.attempt == last)

    def _ticket_approve_difference(self, reason, token):
        """The supervisor's word on the last count, if it needs one.

        :raise ApprovalMissing: there is none
        """
        off = self._ticket_last_count().mapped("difference")
        approvals = self.env["ticket.till.approval"]
        if self._ticket_may_exceed(off):
            return approvals
        return approvals._authorise(
            self.config_id,
            "difference",
            self,
            token,
            amount=sum(off),
            reference=f"{self.name}: {reason.name}",
        )

    def _ticket_approved(self, off):
        """Whether a supervisor has agreed to these differences, and no others."""
        last = [row.difference for row in self._ticket_last_count() if row.difference]
        return self.ticket_difference_approval_id and sorted(
            map(self.currency_id.round, off)
        ) == sorted(last)

    # --- helpers ----------------------------------------------------------------

    def _ticket_check_closing(self):
        """:raise AccessError: the user is no cashier of this till
        :raise UserError: the shift is over"""
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group("ticket_sale.group_ticket_cashier"):
            raise AccessError(self.env._("Only cashiers close shifts."))
        if self.state == "closed":
            raise UserError(self.env._("This shift is closed already."))

    def _ticket_sees_expected(self):
        return self.env.user.has_group("ticket_sale.group_ticket_supervisor")

    def _ticket_is_blind(self):
        """Whether this user may not know yet what the drawer should hold."""
        return (
            self.config_id.ticket_blind_count
            and self.state != "closed"
            and not self._ticket_sees_expected()
        )

    def _ticket_expected(self):
        """``{payment method: what should be there}``: the cash of the drawer, and what
        was taken through a bank."""
        paid = dict(
            self.env["pos.payment"]
            .sudo()
            ._read_group(
                self._get_captured_payments_domain(),
                ["payment_method_id"],
                ["amount:sum"],
            )
        )
        expected = {
            method: amount
            for method, amount in paid.items()
            if method.type == "bank" and not method.is_cash_count
        }
        cash = self.payment_method_ids.filtered("is_cash_count")[:1].sudo()
        if cash:
            expected[cash] = self.cash_register_balance_end
        return {
            method: self.currency_id.round(amount)
            for method, amount in expected.items()
        }

    def _ticket_amounts(self, counted):
        """What a till says was counted, as far as it is about this shift."""
        amounts = {}
        for method in self._ticket_expected():
            amount = float((counted or {}).get(str(method.id)) or 0)
            if not math.isfinite(amount) or abs(amount) > 1e12:
                raise UserError(self.env._("This is no amount of money."))
            amounts[method] = self.currency_id.round(amount)
        return amounts

    def _ticket_bills(self, bills):
        """``{value: how many}``, without what is none."""
        pairs = list((bills or {}).items())[:MOST_BILLS]
        counts = {str(float(value)): int(number or 0) for value, number in pairs}
        return {value: number for value, number in counts.items() if number > 0}

    def _ticket_note_count(self, amounts, bills=None):
        counts_sudo = self.env["ticket.shift.count"].sudo()
        earlier = self.sudo().ticket_count_ids
        expected = self._ticket_expected()
        return counts_sudo.create(
            [
                {
                    "pos_session_id": self.id,
                    "company_id": self.company_id.id,
                    "user_id": self.env.uid,
                    "attempt": max(earlier.mapped("attempt"), default=0) + 1,
                    "payment_method_id": method.id,
                    "counted": amount,
                    "expected": expected[method],
                    "bills": bills if method.is_cash_count else False,
                    "is_blind": bool(self._ticket_is_blind()),
                }
                for method, amount in amounts.items()
            ]
        )

    def _ticket_may_close(self, off):
        return self._ticket_may_exceed(off.mapped("difference"))

    def _ticket_may_exceed(self, differences):
        """Supervisors accept any difference, others up to what the till allows."""
        if not self.config_id.set_maximum_difference or self._ticket_sees_expected():
            return True
        most = self.config_id.amount_authorized_diff
        return all(
            self.currency_id.compare_amounts(abs(amount), most) <= 0
            for amount in differences
        )
