from odoo import models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _ticket_items(self):
        """Tickets of a list of names bear them."""
        items = super()._ticket_items()
        for item in items:
            order = self.browse(item["sale_line_id"]).order_id
            name = (order.ticket_names or {}).get(str(item["place_id"]))
            if name:
                item["holder_name"] = name
        return items
