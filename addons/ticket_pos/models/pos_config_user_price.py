from odoo import api, models

from ..exceptions import PriceChangeInvalid
from ..tools import user_price


class PosConfig(models.Model):
    """Prices that a person changes at the till. What is taken off is a line beside the
    tickets, as what strategies give; the server says how much it comes to."""

    _inherit = "pos.config"

    def _get_special_products(self):
        products = super()._get_special_products()
        if self and not any(self.mapped("ticket_selling")):
            return products
        return products | self._ticket_price_product()

    @api.model
    def _ticket_price_product(self):
        return self.env.ref("ticket_pos.product_ticket_price").sudo().sudo(False)

    def _ticket_price(self, items, partner, pricelist, codes=()):
        """As before; also what persons took off, as one more discount of a line.

        :param items: each may have ``overrides``, {place id: kind and value}
        """
        priced = super()._ticket_price(items, partner, pricelist, codes)
        changes = {
            int(place_id): self._ticket_price_change(raw)
            for item in items
            for place_id, raw in (item.get("overrides") or {}).items()
        }
        for line in priced:
            if discount := changes and self._ticket_taken_off(line, changes):
                line["discounts"] = [*line["discounts"], discount]
        return priced

    def _ticket_price_change(self, raw):
        """:raise PriceChangeInvalid: the till sent nonsense"""
        try:
            return user_price.read(raw)
        except ValueError as error:
            raise PriceChangeInvalid(
                self.env._("This is no change of a price. Start it again.")
            ) from error

    def _ticket_taken_off(self, line, changes):
        """What persons take off one priced line, after what strategies gave.

        :raise PriceChangeInvalid: more than the ticket costs
        """
        count = len(line["place_ids"])
        given = sum(discount["price_unit"] for discount in line["discounts"])
        base = line["price_unit"] + given / count
        digits = 10**self.currency_id.decimal_places
        told = line["unit_total"] * base / (line["price_unit"] or 1.0)
        shares, kinds = {}, {}
        for place_id in line["place_ids"]:
            if change := changes.get(place_id):
                try:
                    shares[place_id] = change.share(round(told * digits))
                except ValueError as error:
                    raise PriceChangeInvalid(
                        self.env._(
                            "This takes the whole price off. Make the ticket "
                            "complimentary instead."
                        )
                    ) from error
                kinds[place_id] = change.kind
        off = self.currency_id.round(base * sum(shares.values()))
        if not off:
            return None
        return {
            "strategy_id": False,
            "code": False,
            "name": self._ticket_price_words(kinds.values()),
            "product_id": self._ticket_price_product().id,
            "tax_ids": self.env["product.product"]
            .browse(line["product_id"])
            .taxes_id._filter_taxes_by_company(self.company_id)
            .ids,
            "price_unit": -off,
            "shares": {str(place_id): share for place_id, share in shares.items()},
            "rank": self._ticket_price_rank(
                [shares[i] for i, kind in kinds.items() if kind != user_price.FREE]
            ),
        }

    def _ticket_price_words(self, kinds):
        free = sum(kind == user_price.FREE for kind in kinds)
        if free == len(kinds):
            return self.env._("Complimentary × %(count)s", count=free)
        return self.env._("Changed price × %(count)s", count=len(kinds))

    def _ticket_price_rank(self, shares):
        """Who may take so much off: ``cashier``, ``supervisor`` or ``manager``."""
        percent = round(100 * max(shares, default=0.0), 4)
        company = self.company_id.sudo()
        if percent <= company.ticket_price_cashier:
            return "cashier"
        return "supervisor" if percent <= company.ticket_price_supervisor else "manager"
