from datetime import timedelta

from odoo import api, fields, models

#: A cart keeps its lost seats so long, for a visitor who comes back to take them again.
CART_GRACE = timedelta(days=30)
BATCH = 200


class SaleOrder(models.Model):
    """Orders that nobody paid or confirmed in time end by the clock."""

    _inherit = "sale.order"

    @api.model
    def _cron_expire_ticket_orders(self):
        """Cancel open orders whose places are not kept any more.

        An order that is being paid is left alone: its payment takes the places again or
        gives the money back.
        """
        overdue = self._ticket_overdue(BATCH)
        orders = overdue.try_lock_for_update()
        orders._ticket_expire()
        left = len(self._ticket_overdue(BATCH)) if len(overdue) == BATCH else 0
        self.env["ir.cron"]._commit_progress(len(orders), remaining=left)

    def _ticket_expire(self):
        """Cancel orders that nobody paid or confirmed in time."""
        for order in self:
            order.message_post(
                body=self.env._(
                    "The time to pay or confirm was over, so the order was cancelled "
                    "and its places are free."
                )
            )
        return self._action_cancel()

    @api.model
    def _ticket_overdue(self, limit):
        now = fields.Datetime.now()
        lost = fields.Domain("ticket_hold_id", "!=", False) & (
            fields.Domain("ticket_hold_id.state", "!=", "active")
            | fields.Domain("ticket_hold_id.expires_at", "<", now)
        )
        recent_cart = fields.Domain("state", "=", "draft") & fields.Domain(
            "order_line", "any", self._ticket_recent_domain(now)
        )
        return self.search(
            fields.Domain(
                [
                    ("state", "in", ("draft", "sent")),
                    ("order_line", "any", lost),
                    ("transaction_ids", "not any", self._ticket_paying_domain()),
                ]
            )
            & ~recent_cart,
            limit=limit,
            order="id",
        )

    @api.model
    def _ticket_paying_domain(self):
        return [("state", "in", ("pending", "authorized", "done"))]

    @api.model
    def _ticket_recent_domain(self, now):
        """Lines of carts whose visitor may still come back for these seats."""
        return [
            ("ticket_hold_id.channel", "=", "website"),
            ("ticket_hold_id.expires_at", ">", now - CART_GRACE),
        ]
