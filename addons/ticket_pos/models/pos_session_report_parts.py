from odoo import models
from odoo.fields import Domain
from odoo.tools import format_datetime

from ..tools.shift_document import Column, Section


class PosSession(models.Model):
    """The parts of a shift report. Each gives a section or nothing; amounts come from
    ``ticket.shift.report``, so that every picture of a shift shows the same."""

    _inherit = "pos.session"

    def _shift_parts(self):
        """The sections of the report, in order; extended where more happens in a shift."""
        parts = [
            self._shift_part_shifts,
            self._shift_part_payments,
            self._shift_part_cash,
            self._shift_part_moves,
            self._shift_part_turnover,
            self._shift_part_types,
            self._shift_part_sessions,
            self._shift_part_cashiers,
            self._shift_part_free,
            self._shift_part_approvals,
            self._shift_part_offline,
            self._shift_part_prints,
            self._shift_part_counts,
            self._shift_part_books,
        ]
        if any(session._ticket_is_blind() for session in self):
            parts = [self._shift_part_prints]
        return [section for section in (part() for part in parts) if section]

    def _shift_rows(self, kind, groups, aggregates, order=None):
        """Groups of the shifts' events; whoever asks was checked."""
        domain = Domain("pos_session_id", "in", self.ids) & Domain("kind", "in", kind)
        report_sudo = self.env["ticket.shift.report"].sudo()
        return report_sudo._read_group(domain, groups, aggregates, order=order)

    def _shift_money(self, amount):
        """An amount as people write it; never a zero below zero."""
        currency = self.config_id[:1].currency_id
        return currency.format(currency.round(amount or 0.0) + 0.0)

    def _shift_kinds(self):
        kinds = self.env["ticket.shift.report"]._fields["kind"]
        return dict(kinds._description_selection(self.env))

    # --- several shifts ---------------------------------------------------------

    def _shift_part_shifts(self):
        if len(self) < 2:
            return None
        sums = {
            shift.id: amounts
            for shift, *amounts in self._shift_rows(
                list(self._shift_kinds()),
                ["pos_session_id"],
                ["amount:sum", "paid:sum", "moved:sum", "difference:sum"],
            )
        }
        rows = [
            (
                f"{shift.name} · {shift.user_id.name}",
                *(self._shift_money(n) for n in sums.get(shift.id, (0, 0, 0, 0))),
            )
            for shift in self.sorted("start_at")
        ]
        total = [sum(column) for column in zip(*sums.values(), strict=True)]
        return Section(
            "shifts",
            self.env._("Shifts"),
            (
                Column(self.env._("Shift")),
                Column(self.env._("Turnover"), True),
                Column(self.env._("Payments"), True),
                Column(self.env._("Cash in and out"), True),
                Column(self.env._("Difference"), True),
            ),
            tuple(rows),
            (self.env._("Total"), *(self._shift_money(n) for n in total)),
        )

    # --- money ------------------------------------------------------------------

    def _shift_part_payments(self):
        received, returned, counts = {}, {}, {}
        for method, back, paid, count in self._shift_rows(
            ["payment"], ["payment_method_id", "is_refund"], ["paid:sum", "__count"]
        ):
            (returned if back else received)[method] = paid
            counts[method] = counts.get(method, 0) + count
        rows = [
            (
                method.name,
                str(counts[method]),
                self._shift_money(received.get(method, 0)),
                self._shift_money(returned.get(method, 0)),
                self._shift_money(received.get(method, 0) + returned.get(method, 0)),
            )
            for method in sorted(
                counts, key=lambda method: (method.sequence, method.id)
            )
        ]
        paid_in, paid_back = sum(received.values()), sum(returned.values())
        return Section(
            "payments",
            self.env._("Payments"),
            (
                Column(self.env._("Payment method")),
                Column(self.env._("Times"), True),
                Column(self.env._("Received"), True),
                Column(self.env._("Paid back"), True),
                Column(self.env._("Total"), True),
            ),
            tuple(rows),
            (
                self.env._("Total"),
                str(sum(counts.values())),
                self._shift_money(paid_in),
                self._shift_money(paid_back),
                self._shift_money(paid_in + paid_back),
            ),
        )

    def _shift_part_cash(self):
        if len(self) != 1 or not self.cash_control:
            return None
        moved = sum(m for (m,) in self._shift_rows(["cash"], [], ["moved:sum"]))
        expected = self._shift_expected_cash()
        start = self.cash_register_balance_start
        rows = [
            (self.env._("Opening"), self._shift_money(start)),
            (self.env._("Payments"), self._shift_money(expected - start - moved)),
            (self.env._("Cash in and out"), self._shift_money(moved)),
            (self.env._("Expected"), self._shift_money(expected)),
        ]
        note = ""
        if self.state == "closed":
            counted = self.cash_register_balance_end_real
            rows += [
                (self.env._("Counted"), self._shift_money(counted)),
                (self.env._("Difference"), self._shift_money(counted - expected)),
            ]
            reason = self.sudo().ticket_difference_reason_id.name
            note = ": ".join(filter(None, (reason, self.ticket_difference_note)))
        return Section(
            "cash",
            self.env._("Drawer"),
            (Column(self.env._("Cash")), Column(self.env._("Amount"), True)),
            tuple(rows),
            note=note,
        )

    def _shift_expected_cash(self):
        """What the drawer should hold, before its difference was posted."""
        cash = self.payment_method_ids.filtered("is_cash_count")[:1]
        [(paid,)] = (
            self.env["ticket.shift.report"]
            .sudo()
            ._read_group(
                Domain("pos_session_id", "in", self.ids)
                & (
                    Domain("payment_method_id", "=", cash.id)
                    | Domain("kind", "=", "cash")
                )
                & Domain("kind", "in", ("payment", "cash")),
                [],
                ["paid:sum"],
            )
        )
        moved = sum(m or 0 for (m,) in self._shift_rows(["cash"], [], ["moved:sum"]))
        return self.cash_register_balance_start + (paid or 0) + moved

    def _shift_part_moves(self):
        moves = (
            self.env["account.bank.statement.line"]
            .sudo()
            .search(
                [
                    ("pos_session_id", "in", self.ids),
                    ("ticket_cash_user_id", "!=", False),
                ],
                order="create_date, id",
            )
        )
        if not moves:
            return None
        rows = [
            (
                format_datetime(self.env, move.create_date, dt_format="short"),
                ": ".join(
                    filter(
                        None,
                        (
                            move.ticket_cash_reason_id.name or move.payment_ref,
                            move.ticket_cash_note,
                        ),
                    )
                ),
                move.ticket_cash_user_id.name,
                self._shift_money(move.amount),
            )
            for move in moves
        ]
        return Section(
            "moves",
            self.env._("Cash in and out"),
            (
                Column(self.env._("Time")),
                Column(self.env._("Reason")),
                Column(self.env._("Cashier")),
                Column(self.env._("Amount"), True),
            ),
            tuple(rows),
            (
                self.env._("Total"),
                "",
                "",
                self._shift_money(sum(moves.mapped("amount"))),
            ),
        )

    # --- what was sold ----------------------------------------------------------

    def _shift_part_turnover(self):
        labels = self._shift_kinds()
        sold = self._shift_rows(
            [kind for kind in labels if kind not in ("payment", "cash", "difference")],
            ["kind"],
            ["sales:sum", "refunds:sum", "amount:sum", "untaxed:sum", "tax:sum"],
        )
        sums = {kind: amounts for kind, *amounts in sold}
        total = [sum(column) for column in zip(*sums.values(), strict=True)] or [0] * 5
        return Section(
            "turnover",
            self.env._("Turnover"),
            (
                Column(self.env._("What")),
                Column(self.env._("Sold"), True),
                Column(self.env._("Given back"), True),
                Column(self.env._("Turnover"), True),
            ),
            tuple(
                (labels[kind], *(self._shift_money(n) for n in sums[kind][:3]))
                for kind in labels
                if kind in sums
            ),
            (self.env._("Total"), *(self._shift_money(n) for n in total[:3])),
            self.env._(
                "Untaxed %(untaxed)s, taxes %(tax)s",
                untaxed=self._shift_money(total[3]),
                tax=self._shift_money(total[4]),
            ),
        )

    def _shift_tickets(self, key, title, group, name):
        """A section of tickets by ``group``: how many, sold, given back, turnover."""
        found = self._shift_rows(
            ["ticket"],
            [group],
            ["tickets:sum", "sales:sum", "refunds:sum", "amount:sum"],
        )
        if not found:
            return None
        rows = [
            (name(record), str(count), *(self._shift_money(n) for n in amounts))
            for record, count, *amounts in sorted(
                found, key=lambda row: (not row[0], name(row[0]))
            )
        ]
        sums = [sum(column) for column in zip(*(row[1:] for row in found), strict=True)]
        return Section(
            key,
            title,
            (
                Column(title),
                Column(self.env._("Tickets"), True),
                Column(self.env._("Sold"), True),
                Column(self.env._("Given back"), True),
                Column(self.env._("Turnover"), True),
            ),
            tuple(rows),
            (
                self.env._("Total"),
                str(sums[0]),
                *(self._shift_money(n) for n in sums[1:]),
            ),
        )

    def _shift_part_types(self):
        return self._shift_tickets(
            "types",
            self.env._("Ticket types"),
            "type_id",
            lambda ticket_type: ticket_type.name or "–",
        )

    def _shift_part_sessions(self):
        return self._shift_tickets(
            "sessions",
            self.env._("Sessions"),
            "session_id",
            lambda session: session.display_name or "–",
        )
