from odoo import models

from odoo.addons.ticket_sale.models.ticket_strategy import TicketRow


class PosConfig(models.Model):
    """Strategies at the counter: the server says what they take off; the till shows it
    as lines beside the tickets, and the server checks them again at payment."""

    _inherit = "pos.config"

    def _get_program_ids(self):
        """The till's own engine leaves the tickets' programs alone."""
        return (
            super()
            ._get_program_ids()
            .filtered(lambda program: not program.ticket_strategy_id)
        )

    def _ticket_programs(self):
        """The tickets' programs that run at this counter today."""
        # what the method above leaves out: pylint: disable=super-method-mismatch
        return super()._get_program_ids().filtered("ticket_strategy_id")

    def _get_special_products(self):
        products = super()._get_special_products()
        for config in self.filtered("ticket_selling"):
            rewards_sudo = config.sudo()._ticket_programs().reward_ids
            products |= rewards_sudo.discount_line_product_id.sudo(False)
        return products

    def ticket_code(self, code, items, partner_id=False, pricelist_id=False, codes=()):
        """Add a code to the cart.

        :param items: as in :meth:`ticket_quote`; empty before tickets are chosen
        :return: ``found`` (a strategy has this code), ``error``, ``lines`` (the cart)
        """
        self._ticket_check_cashier()
        partner, pricelist = self._ticket_buyer(partner_id, pricelist_id)
        strategies = self._ticket_strategies(pricelist, [code]).filtered("code")
        if not strategies:
            return {"found": False}
        lines = self._ticket_price(items, partner, pricelist, codes=[*codes, code])
        taken = any(
            discount["code"] == code for line in lines for discount in line["discounts"]
        )
        if items and not taken:
            return {
                "found": True,
                "error": self.env._(
                    "“%(strategy)s” is for other tickets than those in the cart, or "
                    "another offer counts for them already.",
                    strategy=strategies[0].name,
                ),
            }
        return {"found": True, "error": False, "lines": lines}

    def _ticket_strategies(self, pricelist, codes=()):
        """The strategies about whole orders that count at this counter now."""
        programs_sudo = self.sudo()._ticket_programs()
        return programs_sudo.ticket_strategy_id.filtered(
            lambda strategy: (
                strategy.company_id == self.company_id
                and (not strategy.pricelist_ids or pricelist in strategy.pricelist_ids)
                and (strategy.kind != "code" or strategy.code in codes)
            )
        )

    def _ticket_discounts(self, quote, pricelist, codes=()):
        """What strategies take off each quoted line.

        :param quote: ``QuoteLine`` list of everything in the cart
        :return: one list of discounts a line: what a till writes on a line of its own
        """
        discounts = [[] for _line in quote]
        strategies = self._ticket_strategies(pricelist, codes)
        if not strategies:
            return discounts
        currency = self.currency_id
        rows = [
            TicketRow(
                session=line.session.sudo(),
                zone=line.zone.sudo(),
                type=line.type.sudo(),
                prices=(round(line.price_unit / currency.rounding),) * len(line.places),
            )
            for line in quote
        ]
        for strategy, takings in strategies._takings(rows, currency).items():
            reward = strategy.program_id.reward_ids[:1]
            for of_line, line, off in zip(discounts, quote, takings, strict=True):
                if off:
                    of_line.append(
                        {
                            "strategy_id": strategy.id,
                            "name": strategy.name,
                            "code": strategy.kind == "code" and strategy.code,
                            "product_id": reward.discount_line_product_id.id,
                            "tax_ids": line.product.taxes_id._filter_taxes_by_company(
                                self.company_id
                            ).ids,
                            "price_unit": -currency.round(off * currency.rounding),
                        }
                    )
        return discounts
