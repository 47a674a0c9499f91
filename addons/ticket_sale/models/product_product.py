from odoo import models


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _price_compute(
        self, price_type, uom=None, currency=None, company=None, date=False
    ):
        """The list price of a ticket is the price plan's, given in the context.

        Everything built on it (pricelists, discounts, taxes) stays Odoo's own.
        """
        prices = super()._price_compute(price_type, uom, currency, company, date)
        base_price = self.env.context.get("ticket_base_price")
        if base_price is None or price_type != "list_price":
            return prices
        for product in self:
            price = base_price
            if currency and currency != product.currency_id:
                price = product.currency_id._convert(
                    price,
                    currency,
                    company or self.env.company,
                    date or self.env.cr.now().date(),
                    round=False,
                )
            prices[product.id] = price
        return prices
