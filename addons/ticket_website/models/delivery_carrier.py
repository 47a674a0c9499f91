from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

#: How printed tickets reach their buyer.
WAYS = [
    ("post", "By post"),
    ("courier", "By courier"),
    ("door", "To the door"),
    ("collect", "Collect at the box office or kiosk"),
]
ICONS = {
    "post": "fa-envelope-o",
    "courier": "fa-truck",
    "door": "fa-home",
    "collect": "fa-building-o",
}


class DeliveryCarrier(models.Model):
    """Odoo's delivery methods also bring printed tickets: fees by price, place and
    amount are its own."""

    _inherit = "delivery.carrier"

    ticket_way = fields.Selection(
        WAYS,
        string="Brings Tickets",
        help="How printed tickets reach their buyer. Empty: goods only; the tickets of "
        "such an order are e-tickets.",
    )
    ticket_days_before = fields.Integer(
        string="Days before the Show",
        help="Offered until so many days before the first session of the order.",
    )

    _ticket_days_before_positive = models.Constraint(
        "CHECK(ticket_days_before BETWEEN 0 AND 365)",
        "Tickets are sent between 0 and 365 days before the show.",
    )

    @api.constrains("ticket_way", "allow_cash_on_delivery")
    def _check_ticket_cash(self):
        for carrier in self:
            if carrier.ticket_way == "collect" and carrier.allow_cash_on_delivery:
                raise ValidationError(
                    self.env._(
                        "“%(carrier)s”: whoever collects tickets pays before. To be paid "
                        "at the box office they are reserved there.",
                        carrier=carrier.name,
                    )
                )

    def _is_available_for_order(self, order):
        return super()._is_available_for_order(order) and self._ticket_is_for(order)

    def _ticket_is_for(self, order):
        """Whether this method can bring what is in the order, in time."""
        self.ensure_one()
        sessions_sudo = order.sudo()._ticket_lines().ticket_session_id
        if not sessions_sudo:
            return True
        if not self.ticket_way:
            return order._ticket_has_goods()
        return self._ticket_until(sessions_sudo) > fields.Datetime.now() and all(
            self._ticket_paper_allowed(session_sudo) for session_sudo in sessions_sudo
        )

    def _ticket_until(self, sessions):
        """Until when tickets of all these sessions can be ordered this way, UTC."""
        return min(sessions.mapped("start")) - timedelta(days=self.ticket_days_before)

    def _ticket_paper_allowed(self, session):
        rotation = session._rotation(session.id)
        return not rotation or "paper" in rotation.fixed

    def rate_shipment(self, order):
        """Members of some tiers pay no delivery."""
        rate = super().rate_shipment(order)
        if rate["success"] and self._ticket_is_free_for(order):
            rate["price"] = 0.0
        return rate

    def _ticket_is_free_for(self, order):
        return order.sudo().partner_id.ticket_tier_id.free_delivery

    def _ticket_usual_fee(self, order):
        """What a fixed fee will be before the address is known; ``None`` if rules make
        it."""
        self.ensure_one()
        if self.delivery_type != "fixed":
            return None
        amount = self._compute_currency(
            order,
            order._compute_amount_total_without_delivery(),
            "pricelist_to_company",
        )
        if self._ticket_is_free_for(order) or (
            self.free_over and amount >= self.amount
        ):
            return 0.0
        return self._compute_currency(order, self.fixed_price, "company_to_pricelist")

    def _ticket_icon(self):
        return ICONS.get(self.ticket_way, "fa-truck")
