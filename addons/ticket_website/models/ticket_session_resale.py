from odoo import fields, models


class TicketSession(models.Model):
    _inherit = "ticket.session"

    def _website_resale_count(self):
        """How many tickets are on this session's resale board."""
        self.ensure_one()
        if not self.sudo().show_id.resale_allowed:
            return 0
        return (
            self.env["ticket.resale"]
            .sudo()
            .search_count(
                [
                    ("session_id", "=", self.id),
                    ("state", "=", "open"),
                    ("expires_at", ">", fields.Datetime.now()),
                    ("ticket_id.state", "=", "valid"),
                ]
            )
        )
