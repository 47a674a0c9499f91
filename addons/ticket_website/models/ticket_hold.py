from odoo import models


class TicketHold(models.Model):
    _inherit = "ticket.hold"

    def _cart_lines(self):
        """The order lines that sell places of these holds."""
        return self.env["sale.order.line"].search([("ticket_hold_id", "in", self.ids)])

    def _in_cart(self):
        """Whether any place of these holds is in a cart."""
        lines = self.env["sale.order.line"]
        return bool(lines.search_count([("ticket_hold_id", "in", self.ids)], limit=1))
