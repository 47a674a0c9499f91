from odoo import models


class TicketHold(models.Model):
    """What a till sold offline is sold: the buyer has gone home with the ticket."""

    _inherit = "ticket.hold"

    def _check_chosen(self, hold_sudo, places_sudo):
        leases_sudo = self.env["ticket.lease"].sudo()
        if hold_sudo.channel == "pos" and leases_sudo.search_count(
            [("hold_id", "=", hold_sudo.id)], limit=1
        ):
            return None
        return super()._check_chosen(hold_sudo, places_sudo)

    def _is_settled(self, items):
        """The money for a slip is in the drawer: no emergency makes that undone."""
        numbers = {item.get("number") for item in items}
        if None in numbers:
            return super()._is_settled(items)
        slips_sudo = self.env["ticket.lease.slip"].sudo()
        known = slips_sudo.search_count([("number", "in", list(numbers))])
        return known == len(numbers) or super()._is_settled(items)
