from odoo import models


class LoyaltyProgram(models.Model):
    _inherit = "loyalty.program"

    def _compute_pos_order_count(self):
        """Orders with a strategy's discount count, though their lines are ours."""
        result = super()._compute_pos_order_count()
        counts = dict(
            self.env["pos.order.line"]
            .sudo()
            ._read_group(
                [
                    ("ticket_strategy_id", "in", self.ticket_strategy_id.ids),
                    ("ticket_line_id", "!=", False),
                ],
                ["ticket_strategy_id"],
                ["order_id:count_distinct"],
            )
        )
        for program in self.filtered("ticket_strategy_id"):
            program.pos_order_count += counts.get(program.ticket_strategy_id, 0)
        return result
