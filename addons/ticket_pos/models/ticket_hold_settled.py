from odoo import models


class TicketHold(models.Model):
    """Money that a till took without cash is at the bank already."""

    _inherit = "ticket.hold"

    def _is_settled(self, items):
        """Cash can be handed back while the customer stands there; what a card or a
        telephone has paid becomes tickets, whatever happened meanwhile."""
        line_ids = [item.get("pos_order_line_id") for item in items]
        if not all(line_ids):
            return super()._is_settled(items)
        lines_sudo = self.env["pos.order.line"].sudo().browse(line_ids)
        return all(
            any(
                not method.is_cash_count
                for method in order.payment_ids.payment_method_id
            )
            for order in lines_sudo.order_id
        ) or super()._is_settled(items)
