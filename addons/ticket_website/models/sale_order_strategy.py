from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _ticket_may_claim(self, reward):
        """What a visitor took out of the cart does not come back by itself."""
        return (
            super()._ticket_may_claim(reward)
            and reward not in self.disabled_auto_rewards
        )
