from odoo import models


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _is_add_to_cart_allowed(self):
        """Tickets come into the cart with their seats, never from a product page."""
        if self.service_tracking == "ticket":
            return False
        return super()._is_add_to_cart_allowed()
