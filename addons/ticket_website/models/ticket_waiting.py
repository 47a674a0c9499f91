from odoo import models


class TicketWaiting(models.Model):
    _inherit = "ticket.waiting"

    def _url_path(self):
        """The page of this entry, without the host."""
        self.ensure_one()
        return f"/waiting/{self.id}?token={self.sudo().access_token}"

    def _website_standing(self):
        """The state as the customer is told: an offer past its time is over at once,
        and an offer in the cart is being bought."""
        self.ensure_one()
        if self.state != "offered":
            return self.state
        if self.hold_id.state == "issued":
            return "bought"
        is_live = (
            self.hold_id.state == "active"
            and self.hold_id.expires_at > self.env.cr.now()
        )
        return "offered" if is_live else "lapsed"

    def _website_seconds(self):
        """How long the offer still stands; a countdown needs no right clock."""
        left = self.hold_id.expires_at - self.env.cr.now()
        return max(0, int(left.total_seconds()))
