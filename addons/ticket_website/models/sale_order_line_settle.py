from odoo import fields, models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _ticket_still_to_come(self):
        """Whether all sessions of these lines may still be sold: not over, not off."""
        now = fields.Datetime.now()
        return bool(self) and all(
            session.end > now and session.state not in ("cancelled", "draft", "played")
            for session in self.ticket_session_id
        )
