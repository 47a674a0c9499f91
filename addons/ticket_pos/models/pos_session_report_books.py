from odoo import models

from ..tools.shift_document import Column, Section


class PosSession(models.Model):
    """A closed shift beside its journal entries: what the tills say and what is booked."""

    _inherit = "pos.session"

    def _shift_part_books(self):
        closed = self.filtered(lambda session: session.state == "closed")
        if not closed:
            return None
        return Section(
            "books",
            self.env._("In the books"),
            (
                Column(self.env._("Amount")),
                Column(self.env._("At the till"), True),
                Column(self.env._("In Accounting"), True),
                Column(self.env._("Difference"), True),
            ),
            tuple(
                (label, *map(self._shift_money, (till, books, books - till)))
                for label, till, books in closed._shift_books()
            ),
        )

    def _shift_books(self):
        """[(label, amount at the till, amount in the books), …] of closed shifts."""
        untaxed, tax = self._shift_sold()
        posted = [shift._shift_posted() for shift in self]
        rows = [
            (self.env._("Untaxed turnover"), untaxed, sum(p[0] for p in posted)),
            (self.env._("Taxes"), tax, sum(p[1] for p in posted)),
        ]
        paid = self._shift_money_by_method()
        for method in sorted(paid, key=lambda m: (m.sequence, m.id)):
            if method.type in ("cash", "bank"):
                booked = sum(shift._shift_booked(method) for shift in self)
                rows.append((method.name, paid[method], booked))
        return rows

    def _shift_sold(self):
        kinds = [k for k in self._shift_kinds() if k not in ("payment", "cash")]
        [(untaxed, tax)] = self._shift_rows(kinds, [], ["untaxed:sum", "tax:sum"])
        return untaxed or 0, tax or 0

    def _shift_money_by_method(self):
        """``{method: payments, cash moves and differences}``: what came into it."""
        money = {}
        for method, paid, difference in self._shift_rows(
            ["payment", "difference"],
            ["payment_method_id"],
            ["paid:sum", "difference:sum"],
        ):
            money[method] = paid + difference
        for shift, moved in self._shift_rows(
            ["cash"], ["pos_session_id"], ["moved:sum"]
        ):
            cash = shift.payment_method_ids.filtered("is_cash_count")[:1]
            money[cash] = money.get(cash, 0) + moved
        return money

    def _shift_posted(self):
        """(untaxed turnover, taxes) in the entries of one shift and its invoices."""
        moves_sudo = self.sudo().move_id | self.sudo().order_ids.account_move
        lines = moves_sudo.line_ids.filtered(
            lambda line: (
                line.parent_state == "posted"
                and line.account_id.account_type != "asset_receivable"
            )
        )
        taxes = lines.filtered("tax_line_id")
        return (
            -sum((lines - taxes).mapped("amount_currency")),
            -sum(taxes.mapped("amount_currency")),
        )

    def _shift_booked(self, method):
        """What the journal of a payment method got in one shift."""
        method_sudo, shift_sudo = method.sudo(), self.sudo()
        journal = method_sudo.journal_id
        if method.is_cash_count:
            return sum(
                shift_sudo.statement_line_ids.filtered(
                    lambda line: line.journal_id == journal
                ).mapped("amount")
            )
        booked = 0
        for payment in shift_sudo.bank_payment_ids:
            if payment.pos_payment_method_id != method_sudo:
                continue
            if not payment.move_id:
                sign = -1 if payment.payment_type == "outbound" else 1
                booked += sign * payment.amount
                continue
            results = journal.profit_account_id | journal.loss_account_id
            booked += sum(
                payment.move_id.line_ids.filtered(
                    lambda line, results=results: (
                        line.account_id.account_type != "asset_receivable"
                        and line.account_id not in results
                    )
                ).mapped("amount_currency")
            )
        return booked
