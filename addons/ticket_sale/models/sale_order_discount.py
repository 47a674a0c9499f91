from odoo import models
from odoo.fields import Command

from ..tools.allocate import allocate


class SaleOrder(models.Model):
    """Discounts of Odoo's own programs, where an order has tickets and other things.

    Odoo writes one discount line a tax. The part that makes tickets cheaper becomes a
    line of its own for each ticket line, so that it is booked, invoiced and refunded with
    those tickets. Gift cards and e-wallets are payments and discount nothing.
    """

    _inherit = "sale.order"

    def _ticket_share_discount(self, reward, values_list):
        """Split the discount lines Odoo would write over ticket lines and the rest."""
        if reward.program_id.is_payment_program or not self._ticket_lines():
            return values_list
        lines = self._ticket_discounted_lines(reward)
        shared = []
        for values in values_list:
            shared += self._ticket_share_line(values, lines, reward)
        return shared

    def _ticket_share_by_hand(self, discount_lines):
        """Split discount lines somebody has just added over ticket lines and the rest."""
        lines = self.order_line.filtered(lambda line: not line.display_type)
        for line in discount_lines:
            values = {
                "product_id": line.product_id.id,
                "name": line.name,
                "sequence": line.sequence,
                "price_unit": line.price_unit * line.product_uom_qty,
                "technical_price_unit": 0,
                "tax_ids": [Command.link(tax_id) for tax_id in line.tax_ids.ids],
            }
            shared = self._ticket_share_line(
                values, lines - discount_lines, self.env["loyalty.reward"]
            )
            if shared != [values]:
                line.unlink()
                self.order_line = [Command.create(part) for part in shared]

    def _ticket_discounted_lines(self, reward):
        if reward.discount_applicability == "specific":
            return self._get_specific_discountable_lines(reward)
        if reward.discount_applicability == "cheapest":
            return self._cheapest_line(reward) or self.env["sale.order.line"]
        return self.order_line.filtered(lambda line: not line.display_type)

    def _ticket_share_line(self, values, lines, reward):
        """:return: the values of one discount line, once for each ticket line it is for,
        and once for all the rest"""
        tax_ids = {command[1] for command in values["tax_ids"] if command[1]}
        same_tax = lines.filtered(
            lambda line: (
                set(line.tax_ids.filtered(lambda tax: tax.amount_type != "fixed").ids)
                == tax_ids
            )
        )
        tickets = same_tax & self._ticket_priced_lines()
        rounding = self.currency_id.rounding
        if not tickets or not values.get("price_unit"):
            return [values]
        weights = [self._ticket_left(line, reward) for line in tickets]
        others = (same_tax - tickets).filtered(
            lambda line: (
                line.ticket_line_id not in tickets
                and (not reward or line.reward_id != reward)
            )
        )
        weights.append(max(sum(line._ticket_line_minor() for line in others), 0))
        parts = allocate(round(-values["price_unit"] / rounding), weights)
        owners = [line.id for line in tickets] + [False]
        shared = [
            {
                **values,
                "price_unit": -self.currency_id.round(part * rounding),
                "ticket_line_id": owner,
                "points_cost": 0,
            }
            for owner, part in zip(owners, parts, strict=True)
            if part
        ]
        if shared:
            shared[0]["points_cost"] = values.get("points_cost", 0)
        return shared

    def _ticket_left(self, line, reward):
        """What a ticket line costs after the discounts of other programs, minor units."""
        discounts = line.ticket_discount_line_ids.filtered(
            lambda discount: not reward or discount.reward_id != reward
        )
        return max(sum(part._ticket_line_minor() for part in line | discounts), 0)
