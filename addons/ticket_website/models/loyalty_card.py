from odoo import models


class LoyaltyCard(models.Model):
    _inherit = "loyalty.card"

    def _website_top_up(self):
        """The product that puts money on this e-wallet, if the shop shows one."""
        self.ensure_one()
        products = self.program_id.trigger_product_ids
        return products.filtered("is_published").filtered("sale_ok")[:1]

    def _website_moves(self):
        """What went on and off this card, the latest first."""
        self.ensure_one()
        return self.history_ids.filtered(lambda move: move.issued != move.used)
