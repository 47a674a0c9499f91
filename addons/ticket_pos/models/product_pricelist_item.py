from odoo import api, models


class ProductPricelistItem(models.Model):
    _inherit = "product.pricelist.item"

    @api.model
    def _load_pos_data_domain(self, data, config):
        """A till cannot ask a strategy which tickets it is for; the server does."""
        domain = super()._load_pos_data_domain(data, config)
        return [("ticket_strategy_id", "=", False), *domain]
