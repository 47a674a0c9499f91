from odoo import models
from odoo.fields import Domain
from odoo.tools import format_datetime

from ..tools.shift_document import Column, Section

NOT_SOLD = ("payment", "cash", "difference")


class PosSession(models.Model):
    """The parts of a shift report about people and paper: who sold, what was free, what
    was printed, and how often was counted."""

    _inherit = "pos.session"

    def _shift_part_cashiers(self):
        sold = self._shift_rows(
            [kind for kind in self._shift_kinds() if kind not in NOT_SOLD],
            ["user_id"],
            [
                "order_id:count_distinct",
                "tickets:sum",
                "sales:sum",
                "refunds:sum",
                "amount:sum",
            ],
        )
        cash = {}
        for user, method, paid in self._shift_rows(
            ["payment"], ["user_id", "payment_method_id"], ["paid:sum"]
        ):
            if method.is_cash_count:
                cash[user] = cash.get(user, 0) + paid
        rows = [
            (
                user.name or "–",
                str(orders),
                str(tickets),
                *(self._shift_money(n) for n in (*amounts, cash.get(user, 0))),
            )
            for user, orders, tickets, *amounts in sorted(
                sold, key=lambda row: row[0].name or ""
            )
        ]
        return Section(
            "cashiers",
            self.env._("Cashiers"),
            (
                Column(self.env._("Cashier")),
                Column(self.env._("Orders"), True),
                Column(self.env._("Tickets"), True),
                Column(self.env._("Sold"), True),
                Column(self.env._("Given back"), True),
                Column(self.env._("Turnover"), True),
                Column(self.env._("of it cash"), True),
            ),
            tuple(rows),
        )

    def _shift_part_free(self):
        """Tickets for which nothing was paid, by type and cashier."""
        free = [
            (ticket_type, user, count)
            for ticket_type, user, count in self._shift_rows(
                ["ticket"], ["type_id", "user_id"], ["complimentaries:sum"]
            )
            if count
        ]
        if not free:
            return None
        return Section(
            "free",
            self.env._("Complimentary tickets"),
            (
                Column(self.env._("Ticket type")),
                Column(self.env._("Cashier")),
                Column(self.env._("Tickets"), True),
            ),
            tuple((t.name or "–", u.name or "–", str(n)) for t, u, n in free),
            (self.env._("Total"), "", str(sum(n for _t, _u, n in free))),
        )

    def _shift_part_approvals(self):
        """What needed a supervisor: both names, what was done and why."""
        log = (
            self.env["ticket.till.approval"]
            .sudo()
            .search(
                [("pos_session_id", "in", self.ids), ("state", "!=", "granted")],
                order="id",
            )
        )
        if not log:
            return None
        acts = dict(log._fields["act"]._description_selection(self.env))
        states = dict(log._fields["state"]._description_selection(self.env))
        rows = [
            (
                " · ".join(
                    filter(
                        None,
                        (
                            acts[entry.act],
                            entry.state != "used" and states[entry.state],
                            entry.reference or entry.summary,
                            entry.reason,
                        ),
                    )
                ),
                entry.user_id.name,
                entry.supervisor_id.name,
                self._shift_money(entry.amount) if entry.amount else "",
            )
            for entry in log
        ]
        return Section(
            "approvals",
            self.env._("Overrides and approvals"),
            (
                Column(self.env._("What")),
                Column(self.env._("Cashier")),
                Column(self.env._("Supervisor")),
                Column(self.env._("Amount"), True),
            ),
            tuple(rows),
        )

    def _shift_part_prints(self):
        jobs = self._ticket_jobs(Domain("state", "!=", "cancelled"))
        if not jobs:
            return None
        rows = []
        for printer, of_printer in jobs.grouped("printer_id").items():
            good = of_printer.filtered(lambda job: job.state == "printed")
            spoiled = of_printer.filtered(lambda job: job.state == "spoiled")
            rows.append(
                (
                    printer.name,
                    len(good),
                    len(good.filtered(lambda job: job.copy_number > 1)),
                    len(spoiled),
                    len(of_printer - good - spoiled),
                    sum((good | spoiled).mapped("sheets")),
                )
            )
        sums = [sum(column) for column in zip(*(row[1:] for row in rows), strict=True)]
        return Section(
            "prints",
            self.env._("Printing"),
            (
                Column(self.env._("Printer")),
                Column(self.env._("Printed"), True),
                Column(self.env._("of it reprints"), True),
                Column(self.env._("Spoiled"), True),
                Column(self.env._("Not printed"), True),
                Column(self.env._("Blank tickets used"), True),
            ),
            tuple(tuple(map(str, row)) for row in rows),
            (self.env._("Total"), *map(str, sums)),
        )

    def _shift_part_counts(self):
        """Each time that somebody counted, for supervisors."""
        counts = self.sudo().ticket_count_ids.sorted("id")
        if len(self) != 1 or not counts or not self._ticket_sees_expected():
            return None
        rows = [
            (
                "{} {}".format(
                    format_datetime(self.env, row.create_date, dt_format="short"),
                    row.user_id.name,
                ),
                row.payment_method_id.name,
                self._shift_money(row.counted),
                self._shift_money(row.expected),
                self._shift_money(row.difference),
            )
            for row in counts
        ]
        return Section(
            "counts",
            self.env._("Counts"),
            (
                Column(self.env._("Counted by")),
                Column(self.env._("Payment method")),
                Column(self.env._("Counted"), True),
                Column(self.env._("Expected"), True),
                Column(self.env._("Difference"), True),
            ),
            tuple(rows),
            note=self._shift_bills(),
        )

    def _shift_bills(self):
        """The coins and notes of the count that closed the shift: ``3 × 100, …``."""
        final = self.sudo().ticket_count_ids.filtered(lambda row: row.bills)[-1:]
        bills = sorted((final.bills or {}).items(), key=lambda pair: -float(pair[0]))
        return ", ".join(f"{number} × {float(value):g}" for value, number in bills)
