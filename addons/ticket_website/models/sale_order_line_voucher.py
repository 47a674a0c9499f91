from odoo import models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _show_in_cart(self):
        """What a voucher pays stands above the total, not among the goods."""
        return super()._show_in_cart() and not self.sudo().ticket_voucher_id
