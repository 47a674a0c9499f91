from odoo import models


class TicketSession(models.Model):
    _inherit = "ticket.session"

    def _map_acts(self):
        """Chosen seats are sold or given away in one act."""
        return {
            **super()._map_acts(),
            "issue": (self.env._("Issue Tickets"), "fa-ticket", "ticket.bulk", False),
        }
