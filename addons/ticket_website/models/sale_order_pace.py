from odoo import models
from odoo.http import request

#: What a request has asked the loyalty programs already: {order id: facts}
ASKED_KEY = "ticket_website.rewards"


class SaleOrder(models.Model):
    """Programs are asked once about the same cart, and not again once it is paid."""

    _inherit = "sale.order"

    def _check_cart_is_ready_to_be_paid(self):
        self._ticket_look()
        return super()._check_cart_is_ready_to_be_paid()

    def _update_programs_and_rewards(self):
        """A request asks after each of its steps; only what has changed since counts.

        What was paid stays as it was when it was paid.
        """
        if self.env.context.get("ticket_paid"):
            return None
        if self.env.context.get("ticket_paying") and not self._ticket_has_rewards():
            return None
        if not request or not self._ticket_lines():
            return super()._update_programs_and_rewards()
        asked = self.env.cr.cache.setdefault(ASKED_KEY, {})
        if asked.get(self.id) == self._ticket_reward_facts():
            return None
        result = super()._update_programs_and_rewards()
        asked[self.id] = self._ticket_reward_facts()
        return result

    def _ticket_has_rewards(self):
        """Whether anything was given, entered or earned that could have run out since
        the payment page was shown."""
        return bool(
            self.order_line.reward_id
            or self.applied_coupon_ids
            or self.code_enabled_rule_ids
            or self.coupon_point_ids
        )

    def _ticket_reward_facts(self):
        """Whatever of this order decides about its rewards."""
        return (
            self.partner_id.id,
            self.pricelist_id.id,
            self.applied_coupon_ids.ids,
            self.code_enabled_rule_ids.ids,
            self.coupon_point_ids.mapped("points"),
            [
                (
                    line.id,
                    line.product_id.id,
                    line.product_uom_qty,
                    line.price_unit,
                    line.discount,
                    line.reward_id.id,
                )
                for line in self.order_line
            ],
        )

    def _get_claimable_rewards(self, forced_coupons=None):
        """Nobody claims anything any more when the payment has landed."""
        if self.env.context.get("ticket_paid"):
            return {}
        return super()._get_claimable_rewards(forced_coupons)
