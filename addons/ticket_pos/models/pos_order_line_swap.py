from odoo import models


class PosOrderLine(models.Model):
    _inherit = "pos.order.line"

    def _ticket_successor_values(self, place_id):
        values = super()._ticket_successor_values(place_id)
        for ticket, place in self.order_id._ticket_swaps():
            if place.id == place_id:
                return {**values, **ticket._successor_values()}
        return values
