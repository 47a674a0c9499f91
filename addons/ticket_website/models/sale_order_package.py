from odoo import models


class SaleOrder(models.Model):
    """Packages in the cart."""

    _inherit = "sale.order"

    def _ticket_add_packages(self, package, held):
        """Packages bought anew replace those that had lost their places."""
        lost = self._ticket_lost_lines().filtered(
            lambda line: line.sudo().ticket_package_sale_id.package_id == package
        )
        lost.unlink()
        return super()._ticket_add_packages(package, held)

    def _cart_find_product_line(self, *args, **kwargs):
        """A poster bought alone is not the poster of a package."""
        lines = super()._cart_find_product_line(*args, **kwargs)
        return lines.filtered(lambda line: not line.sudo().ticket_package_sale_id)

    def _verify_updated_quantity(
        self, order_line, product_id, new_qty, uom_id, **kwargs
    ):
        if order_line.sudo().ticket_package_sale_id and new_qty > 0:
            return (
                order_line.product_uom_qty,
                self.env._("This belongs to a package, which is changed as a whole."),
            )
        return super()._verify_updated_quantity(
            order_line, product_id, new_qty, uom_id, **kwargs
        )
