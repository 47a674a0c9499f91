from odoo import models
from odoo.exceptions import UserError

from ..exceptions import PriceChanged


class PosOrderLine(models.Model):
    """The fee of a membership in the cart."""

    _inherit = "pos.order.line"

    def _ticket_check_fee(self, tier):
        """Hold the fee to what the membership costs this customer now.

        :raise UserError: this cannot be sold to this customer
        :raise PriceChanged: the till wants another price
        """
        self.ensure_one()
        order = self.order_id
        offer = order.config_id._ticket_membership_offer(
            order.partner_id, tier, order.pricelist_id
        )
        if offer.kind == "lower":
            raise UserError(
                self.env._(
                    "%(member)s has a better membership than %(tier)s, and would lose "
                    "it. Renew the better one, or wait until it ends.",
                    member=order.partner_id.name,
                    tier=tier.name,
                )
            )
        if self.qty != 1:
            raise UserError(
                self.env._(
                    "A membership is sold one period at a time. Add %(tier)s again for "
                    "another period.",
                    tier=tier.name,
                )
            )
        paid = self.price_unit * (1 - self.discount / 100)
        if order.currency_id.compare_amounts(paid, offer.price):
            raise PriceChanged(
                self.env._(
                    "%(tier)s costs %(expected)s for %(member)s. Take it out of the "
                    "order and add it again.",
                    tier=tier.name,
                    expected=order.currency_id.format(offer.price),
                    member=order.partner_id.name,
                ),
                expected=offer.price,
                sent=paid,
            )
