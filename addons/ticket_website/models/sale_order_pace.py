from odoo import models
from odoo.http import request
from odoo.tools import SQL

from odoo.addons.ticket_sale.kept import remember

ENABLED = "code_enabled_rule_ids"
#: What a request has asked the loyalty programs already: {order id: facts}
ASKED_KEY = "ticket_website.rewards"


class SaleOrder(models.Model):
    """Programs are asked once about the same cart, and not again once it is paid."""

    _inherit = "sale.order"

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
        if self.order_line.reward_id:
            return True
        entered = [self._fields[name] for name in ("applied_coupon_ids", ENABLED)]
        tables = [(field.relation, field.column1) for field in entered]
        tables.append((self.env["sale.order.coupon.points"]._table, "order_id"))
        [[found]] = self.env.execute_query(
            SQL(
                "SELECT %s",
                SQL(" OR ").join(
                    SQL(
                        "EXISTS (SELECT FROM %s WHERE %s = %s)",
                        SQL.identifier(table),
                        SQL.identifier(column),
                        self.id,
                    )
                    for table, column in tables
                ),
            )
        )
        return found

    def _ticket_remember_no_rewards(self):
        """Nothing given or earned is asked for once, not table by table."""
        if not self._ticket_has_rewards():
            remember(self, applied_coupon_ids=(), coupon_point_ids=())

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
