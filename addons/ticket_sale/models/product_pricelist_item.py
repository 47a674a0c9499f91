from odoo import fields, models


class ProductPricelistItem(models.Model):
    _inherit = "product.pricelist.item"

    ticket_strategy_id = fields.Many2one(
        "ticket.strategy",
        readonly=True,
        copy=False,
        ondelete="cascade",
        index="btree_not_null",
        help="The rule is for the tickets of this strategy only, and kept by it.",
    )

    def _compute_name(self):
        result = super()._compute_name()
        for item in self.filtered("ticket_strategy_id"):
            item.name = self.env._(
                "Tickets: %(strategy)s", strategy=item.sudo().ticket_strategy_id.name
            )
        return result

    def _is_applicable_for(self, product, qty_in_product_uom):
        """A strategy's rule is for its tickets; what is no ticket never gets it."""
        if not super()._is_applicable_for(product, qty_in_product_uom):
            return False
        strategy_sudo = self.sudo().ticket_strategy_id
        if not strategy_sudo:
            return True
        wanted = product.env.context.get("ticket_price_for")
        if not wanted:
            return False
        session_id, zone_id, type_id, count = wanted
        env = strategy_sudo.env
        return strategy_sudo._fits(
            env["ticket.session"].browse(session_id),
            env["ticket.zone"].browse(zone_id),
            env["ticket.type"].browse(type_id),
            count,
        )

    def _compute_price(self, *args, **kwargs):
        """An amount off never makes a ticket cost less than nothing."""
        price = super()._compute_price(*args, **kwargs)
        return max(price, 0.0) if self.sudo().ticket_strategy_id else price
