from odoo import models


class ProductPricelist(models.Model):
    _inherit = "product.pricelist"

    def _get_applicable_rules(self, products, date, **kwargs):
        """Strategies are asked before the pricelist's other rules, in their priority.

        Odoo takes the first rule that fits and orders by product; a strategy is for all
        ticket products, and would always come last.
        """
        rules = super()._get_applicable_rules(products, date, **kwargs)
        strategy_rules = rules.filtered("ticket_strategy_id")
        if not strategy_rules:
            return rules
        ordered = strategy_rules.sorted(
            lambda rule: (*rule.sudo().ticket_strategy_id._rank(), rule.id)
        )
        return ordered + (rules - strategy_rules)
