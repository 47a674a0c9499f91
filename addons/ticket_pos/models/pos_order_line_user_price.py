from odoo import fields, models

from ..tools import user_price


class PosOrderLine(models.Model):
    """Tickets whose price a person has changed cost what is left of it, each its own."""

    _inherit = "pos.order.line"

    ticket_shares_off = fields.Json(
        readonly=True,
        help="What a person took off the price of each place, from 0 to 1, by place id.",
    )

    def _ticket_item(self):
        overrides = self._ticket_overrides()
        item = super()._ticket_item()
        return {**item, "overrides": overrides} if overrides else item

    def _ticket_overrides(self):
        """{place id: what the till says a person took off}"""
        self.ensure_one()
        return {
            int(seat["place_id"]): seat["override"]
            for seat in (self.ticket_selection or {}).get("seats") or ()
            if seat.get("override")
        }

    def _ticket_settle_discount(self, ticket_line, discount):
        result = super()._ticket_settle_discount(ticket_line, discount)
        if "shares" in discount:
            ticket_line.ticket_shares_off = discount["shares"]
        return result

    def _ticket_weights(self, seats):
        shares = self.ticket_shares_off or {}
        if not shares:
            return super()._ticket_weights(seats)
        return user_price.weights(
            shares.get(str(place_id), 0.0) for place_id, _token in seats
        )

    def _ticket_strategy_costs(self):
        """What a person takes off is no strategy's."""
        costs = super()._ticket_strategy_costs()
        return {strategy: cost for strategy, cost in costs.items() if strategy}
