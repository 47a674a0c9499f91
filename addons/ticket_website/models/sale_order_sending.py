from odoo import fields, models


class SaleOrder(models.Model):
    """Confirmed orders whose printed tickets are sent."""

    _inherit = "sale.order"

    ticket_delivery_ids = fields.One2many(
        "ticket.delivery", "order_id", string="Ticket Deliveries"
    )

    def _action_confirm(self):
        result = super()._action_confirm()
        for order in self.sudo():
            if order._ticket_is_sent() and not order.ticket_delivery_ids:
                self.env["ticket.delivery"].sudo()._begin(order)
        return result

    def _ticket_is_sent(self):
        """Whether somebody has to send printed tickets of this order."""
        self.ensure_one()
        return bool(
            self.carrier_id.ticket_way not in (False, "collect")
            and self.ticket_ids
            and not self.ticket_issue_error
        )

    def _action_cancel(self):
        result = super()._action_cancel()
        self.sudo().ticket_delivery_ids.filtered(
            lambda delivery: delivery.state in ("waiting", "returned")
        ).state = "cancelled"
        return result
