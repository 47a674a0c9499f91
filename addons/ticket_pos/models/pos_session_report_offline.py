from odoo import models

from ..tools.shift_document import Column, Section


class PosSession(models.Model):
    """What a shift sold while the line was down, as the till told it afterwards."""

    _inherit = "pos.session"

    def _shift_part_offline(self):
        orders = self.sudo().order_ids.filtered(
            lambda order: order.ticket_offline and order.state in ("paid", "done")
        )
        if not orders:
            return None
        rows = []
        for user, of_user in orders.grouped("user_id").items():
            times = of_user.filtered("ticket_offline_at").mapped("ticket_offline_at")
            rows.append(
                (
                    user.name,
                    self._shift_time(min(times, default=False)),
                    self._shift_time(max(times, default=False)),
                    str(len(of_user)),
                    self._shift_money(sum(of_user.mapped("amount_total"))),
                )
            )
        return Section(
            "offline",
            self.env._("Sold offline"),
            (
                Column(self.env._("Cashier")),
                Column(self.env._("From (clock of the till)")),
                Column(self.env._("Until")),
                Column(self.env._("Orders"), True),
                Column(self.env._("Turnover"), True),
            ),
            tuple(rows),
            (
                self.env._("Total"),
                "",
                "",
                str(len(orders)),
                self._shift_money(sum(orders.mapped("amount_total"))),
            ),
        )
