from odoo import models


class TicketHold(models.Model):
    """What a till sold offline is sold: the buyer has gone home with the ticket."""

    _inherit = "ticket.hold"

    def _check_chosen(self, hold_sudo, places_sudo):
        leases_sudo = self.env["ticket.lease"].sudo()
        if leases_sudo.search_count([("hold_id", "=", hold_sudo.id)], limit=1):
            return None
        return super()._check_chosen(hold_sudo, places_sudo)
