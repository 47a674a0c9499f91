import secrets

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

from .ticket_ticket import LIVE_STATES


class SaleOrder(models.Model):
    """Strategies about the whole order are loyalty programs here.

    Odoo decides when a program is asked, keeps its points and codes and writes its lines;
    which tickets count and what they get comes from ``ticket.strategy``.
    """

    _inherit = "sale.order"

    def _ticket_add(self, hold, types):
        """What is new in the order may make a bundle or a group with what was there."""
        lines = super()._ticket_add(hold, types)
        if len(lines) > 1 or lines != self._ticket_lines():
            self._ticket_reprice()
        self._ticket_claim()
        return lines

    def _ticket_frozen(self):
        """Whether tickets are out: what they cost does not change any more."""
        self.ensure_one()
        return any(ticket.state in LIVE_STATES for ticket in self.sudo().ticket_ids)

    def _ticket_reprice(self):
        """Ask the pricelist again: how many tickets there are may be its condition."""
        for order in self.filtered(lambda order: order.state in ("draft", "sent")):
            lines = order._ticket_lines()
            lines -= lines.filtered("ticket_package_sale_id")
            lines.invalidate_recordset(["pricelist_item_id"])
            lines._compute_price_unit()
            lines._compute_discount()

    def _ticket_claim(self):
        """Give what strategies give without a code; nobody has to ask for it."""
        self.ensure_one()
        if not self._ticket_lines() or self._ticket_frozen():
            return
        self._update_programs_and_rewards()
        claimed = False
        for coupon, rewards in self._get_claimable_rewards().items():
            for reward in rewards.filtered(self._ticket_may_claim):
                try:
                    claimed |= not self._apply_program_reward(reward, coupon)
                except UserError:
                    continue  # a strategy that counts first has taken the tickets
        if claimed:
            self._update_programs_and_rewards()

    def _ticket_may_claim(self, reward):
        return bool(reward.program_id.ticket_strategy_id)

    # --- Odoo's loyalty ---------------------------------------------------------

    def _update_programs_and_rewards(self):
        if self._ticket_frozen():
            return None
        return super()._update_programs_and_rewards()

    def _try_apply_code(self, code):
        if self._ticket_frozen():
            return {"error": self._ticket_frozen_reason()}
        return super()._try_apply_code(code)

    def _apply_program_reward(self, reward, coupon, **kwargs):
        if self._ticket_frozen():
            return {"error": self._ticket_frozen_reason()}
        return super()._apply_program_reward(reward, coupon, **kwargs)

    def _ticket_frozen_reason(self):
        return self.env._(
            "The tickets of this order are issued; their price stays as it was."
        )

    def _get_claimable_rewards(self, forced_coupons=None):
        """A strategy whose tickets another one has counted is not offered to claim."""
        claimable = super()._get_claimable_rewards(forced_coupons)
        if forced_coupons:  # somebody has just asked for it, and is told why not
            return claimable
        for coupon, rewards in list(claimable.items()):
            kept = rewards.filtered(self._ticket_adds_something)
            if kept:
                claimable[coupon] = kept
            else:
                del claimable[coupon]
        return claimable

    def _ticket_adds_something(self, reward):
        strategy = reward.program_id.ticket_strategy_id.sudo()
        return not strategy or strategy in self._ticket_takings(strategy)

    def _program_check_compute_points(self, programs):
        """A program of a strategy gives its one point when it takes something off."""
        of_tickets = programs.filtered("ticket_strategy_id")
        others = programs - of_tickets
        useless = others.filtered(self._ticket_is_useless)
        result = {}
        if others != useless:
            result = super()._program_check_compute_points(others - useless)
        for program in useless:
            result[program] = {
                "error": self.env._("This program is for other orders than yours.")
            }
        for program in of_tickets:
            result[program] = self._ticket_program_status(program)
        return result

    def _ticket_is_useless(self, program):
        """Whether it is plain that a program every house has does nothing here: credit
        belongs to a customer who is known, and a gift card comes from buying one."""
        if program.program_type == "ewallet":
            return self.partner_id.is_public and not self._allow_nominative_programs()
        return program.program_type == "gift_card" and not any(
            rule.product_category_id
            or rule.product_tag_id
            or not rule.product_ids
            or rule.product_ids & self.order_line.product_id
            for rule in program.rule_ids
        )

    def _ticket_program_status(self, program):
        rules = program.rule_ids
        if program.trigger == "with_code" and not rules & self.code_enabled_rule_ids:
            return {"error": self.env._("This program requires a code to be applied.")}
        strategy = program.ticket_strategy_id.sudo()
        if not self._ticket_takings(strategy, alone=True).get(strategy):
            return {
                "error": self.env._(
                    "“%(strategy)s” is for other tickets than those in your order.",
                    strategy=program.name,
                )
            }
        return {"points": [1]}

    def _get_reward_line_values(self, reward, coupon, **kwargs):
        """Each line says which ticket line it belongs to, if any."""
        if reward.reward_type == "product":
            self._ticket_refuse_free_ticket(reward)
        values_list = super()._get_reward_line_values(reward, coupon, **kwargs)
        return [{"ticket_line_id": False, **values} for values in values_list]

    def _ticket_refuse_free_ticket(self, reward):
        """:raise UserError: the product to give is a ticket, and would have no place"""
        if "ticket" in reward.reward_product_ids.mapped("service_tracking"):
            raise UserError(
                self.env._(
                    "“%s” would give a ticket without a place.", reward.display_name
                )
            )

    def _get_reward_values_discount(self, reward, coupon, **kwargs):
        strategy = reward.program_id.ticket_strategy_id.sudo()
        if not strategy:
            values_list = super()._get_reward_values_discount(reward, coupon, **kwargs)
            return self._ticket_share_discount(reward, values_list)
        takings = self._ticket_takings(strategy).get(strategy)
        if not takings:
            raise UserError(
                self.env._(
                    "“%(strategy)s” adds nothing: another offer counts for these tickets "
                    "already, and the two do not combine.",
                    strategy=strategy.name,
                )
            )
        code = secrets.token_hex(8)
        sequence = max(self.order_line.mapped("sequence"), default=10) + 1
        values_list = [
            {
                "product_id": reward.discount_line_product_id.id,
                "product_uom_qty": 1.0,
                "tax_ids": [Command.set(line.tax_ids.ids)],
                "name": reward.description,
                "reward_id": reward.id,
                "coupon_id": coupon.id,
                "sequence": sequence,
                "reward_identifier_code": code,
                "price_unit": -self.currency_id.round(off * self.currency_id.rounding),
                "points_cost": 0,
                "ticket_line_id": line.id,
            }
            for line, off in zip(self._ticket_priced_lines(), takings, strict=True)
            if off
        ]
        values_list[0]["points_cost"] = reward.required_points
        return values_list

    # --- what strategies take ---------------------------------------------------

    def _ticket_priced_lines(self):
        """What strategies can take from; a package has its own price."""
        return self._ticket_lines().filtered(
            lambda line: (
                line.product_uom_qty > 0
                and line.price_unit > 0
                and not line.ticket_package_sale_id
            )
        )

    def _ticket_takings(self, strategy, alone=False):
        """What this strategy and those claimed already take off the ticket lines.

        :param alone: only this one: whether it is for these tickets at all
        :return: as ``ticket.strategy._takings``, for :meth:`_ticket_priced_lines`
        """
        lines = self._ticket_priced_lines()
        if not alone:
            strategy |= self.order_line.reward_id.program_id.ticket_strategy_id.sudo()
        rows = [line._ticket_row() for line in lines]
        return strategy._takings(rows, self.currency_id)
