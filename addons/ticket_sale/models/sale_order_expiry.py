from datetime import timedelta

from odoo import api, fields, models

#: A cart keeps its lost seats so long, for a visitor who comes back to take them again.
CART_GRACE = timedelta(days=1)
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
        for order in orders:
            order.message_post(
                body=self.env._(
                    "The time to pay or confirm was over, so the order was cancelled "
                    "and its places are free."
                )
            )
        orders._action_cancel()
        left = len(self._ticket_overdue(BATCH)) if len(overdue) == BATCH else 0
        self.env["ir.cron"]._commit_progress(len(orders), remaining=left)

    @api.model
    def _ticket_overdue(self, limit):
        now = fields.Datetime.now()
        lines_domain = fields.Domain("ticket_hold_id", "!=", False) & (
            fields.Domain("ticket_hold_id.state", "!=", "active")
            | fields.Domain("ticket_hold_id.expires_at", "<", now)
        )
        orders = self.search(
            [
                ("state", "in", ("draft", "sent")),
                ("order_line", "any", lines_domain),
                ("transaction_ids", "not any", self._ticket_paying_domain()),
            ],
            limit=limit,
            order="id",
        )
        return orders.filtered(lambda order: not order._ticket_is_recent_cart(now))

    @api.model
    def _ticket_paying_domain(self):
        return [("state", "in", ("pending", "authorized", "done"))]

    def _ticket_is_recent_cart(self, now):
        """Whether a visitor of the website may still come back for these seats."""
        self.ensure_one()
        if self.state != "draft":
            return False
        holds = self.order_line.ticket_hold_id
        return "website" in holds.mapped("channel") and (
            max(holds.mapped("expires_at")) > now - CART_GRACE
        )
