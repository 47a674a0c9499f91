from odoo import models

from ..exceptions import PriceChanged


class PosOrderLine(models.Model):
    """What a reward takes off, held to what its program gives."""

    _inherit = "pos.order.line"

    def _ticket_check_reward(self, base):
        """Check the lines of one reward claimed once or more.

        :param base: what the rest of the order costs, tax included
        :raise PriceChanged: they take off more than the reward can give
        """
        reward_sudo = self.reward_id.sudo()[:1]
        currency = self.order_id.currency_id
        off = -sum(
            line._compute_amount_line_all()["price_subtotal_incl"] for line in self
        )
        points = sum(self.mapped("points_cost"))
        most = base if points >= reward_sudo.required_points else 0.0
        if most and reward_sudo.reward_type == "discount":
            most = min(
                base,
                {
                    "percent": base * reward_sudo.discount / 100,
                    "per_order": reward_sudo.discount,
                    "per_point": reward_sudo.discount * points,
                }[reward_sudo.discount_mode],
            )
            if reward_sudo.discount_max_amount:
                most = min(most, reward_sudo.discount_max_amount)
        if currency.compare_amounts(off, most + currency.rounding * len(self)) > 0:
            raise PriceChanged(
                self.env._(
                    "“%(reward)s” takes %(most)s off at most, the till says %(off)s. "
                    "Take it out of the order and add it again.",
                    reward=reward_sudo.description or reward_sudo.program_id.name,
                    most=currency.format(most),
                    off=currency.format(off),
                ),
                expected=-most,
                sent=-off,
            )
