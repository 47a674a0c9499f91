from odoo import models

from ..exceptions import StoredValueInvalid
from .pos_order_stored_value import PAYMENT_PROGRAMS

#: What the till rounds may differ by.
ROUNDING = 0.01


class PosOrder(models.Model):
    """Points and coupons: what rewards cost is taken off cards with the order, and the
    till may say less than the rules give, never more."""

    _inherit = "pos.order"

    def _process_saved_order(self, draft):
        result = super()._process_saved_order(draft)
        if not draft and self.state != "cancel":
            self._ticket_take_points()
        return result

    def _ticket_take_points(self):
        """Take what the rewards in this order cost off the cards they name.

        :raise PriceChanged: a reward takes off more than it can give
        :raise StoredValueInvalid: a card or the order has not so many points
        """
        lines = self._ticket_reward_lines()
        if not lines or self._ticket_points_history():
            return
        for of_reward in lines.grouped("reward_identifier_code").values():
            of_reward._ticket_check_reward(self._ticket_goods_total())
        for (program, card), of_card in lines.grouped(
            lambda line: (line.reward_id.program_id.sudo(), line.coupon_id.sudo())
        ).items():
            cost = sum(of_card.mapped("points_cost"))
            left = card.points
            if not card or program.applies_on != "future":
                left += self._ticket_points_earned(program)
            if card.program_id - program or cost > left + ROUNDING:
                raise StoredValueInvalid(
                    self.env._(
                        "%(program)s: there are %(left)s points, the reward costs "
                        "%(cost)s.",
                        program=program.name,
                        left=f"{left:g}",
                        cost=f"{cost:g}",
                    )
                )
            if card and cost:
                self._ticket_take_from(card, cost)

    def _ticket_take_from(self, card, cost):
        card.points -= cost
        self.env["loyalty.history"].sudo().create(
            {
                "card_id": card.id,
                "description": self.env._("Box office: %(order)s", order=self.name),
                "used": cost,
                "order_model": self._name,
                "order_id": self.id,
            }
        )

    def _ticket_reward_lines(self):
        """The rewards in this order that are no payments."""
        return self.lines.filtered(
            lambda line: (
                line.reward_id
                and not line.refunded_orderline_id
                and line.reward_id.program_id.program_type not in PAYMENT_PROGRAMS
            )
        )

    def _ticket_goods_total(self):
        """What is sold in this order before rewards and payments, tax included."""
        return sum(
            line._compute_amount_line_all()["price_subtotal_incl"]
            for line in self.lines
            if not line.is_reward_line and not line.reward_id
        )

    def _ticket_points_history(self):
        return (
            self.env["loyalty.history"]
            .sudo()
            .search(
                [
                    ("order_model", "=", self._name),
                    ("order_id", "=", self.id),
                    ("card_id.program_id.program_type", "not in", PAYMENT_PROGRAMS),
                ]
            )
        )

    # --- what the till says after the order ------------------------------------------

    def confirm_coupon_programs(self, coupon_data):
        """What was taken with the order is given back to be counted by Odoo once more,
        with what was won."""
        told = {}
        for values in coupon_data.values():
            told.setdefault(int(values["program_id"]), []).append(values)
        for program_id, of_program in told.items():
            program_sudo = self.env["loyalty.program"].sudo().browse(program_id)
            if program_sudo.program_type not in PAYMENT_PROGRAMS:
                self._ticket_check_points(program_sudo.exists(), of_program)
        if not self._ticket_points_told():
            for line in self._ticket_points_history():
                if str(line.card_id.id) in map(str, coupon_data):
                    line.card_id.points += line.used
                    line.unlink()
        return super().confirm_coupon_programs(coupon_data)

    def _ticket_points_told(self):
        """Whether the till has said what was won; once is enough."""
        return any(not line.used for line in self._ticket_points_history())

    def _ticket_check_points(self, program, told):
        """:raise StoredValueInvalid: the till gives more points than were earned"""
        spent = sum(
            self._ticket_reward_lines()
            .filtered(lambda line: line.reward_id.program_id == program)
            .mapped("points_cost")
        )
        earned = self._ticket_points_earned(program)
        wanted = sum(float(values["points"]) for values in told)
        if wanted > earned - spent + ROUNDING * len(told):
            raise StoredValueInvalid(
                self.env._(
                    "%(program)s: this order earns %(earned)s points, not %(wanted)s.",
                    program=program.name,
                    earned=f"{earned:g}",
                    wanted=f"{wanted + spent:g}",
                )
            )

    def _ticket_points_earned(self, program):
        """The most that the rules of a program can give for this order."""
        sold = self.lines.filtered(lambda line: line.qty > 0 and line.price_unit >= 0)
        count = sum(sold.mapped("qty"))
        money = sum(
            line._compute_amount_line_all()["price_subtotal_incl"] for line in sold
        )
        most = {"order": 1, "unit": count, "money": money}
        return sum(
            rule.reward_point_amount * most[rule.reward_point_mode]
            for rule in program.sudo().rule_ids
        )
