from odoo import api, models


class TicketTicket(models.Model):
    _inherit = "ticket.ticket"

    @api.model
    def _come_forward(self, number, company_id):
        """A ticket that a till sold offline is at the gate before the till is back."""
        slips_sudo = self.env["ticket.lease.slip"].sudo()  # proven by its signature
        slip_sudo = slips_sudo.search(
            [("number", "=", number), ("company_id", "=", company_id)], limit=1
        )
        if slip_sudo:
            slip_sudo._sell_at_gate()
            return bool(slip_sudo.ticket_id)
        return super()._come_forward(number, company_id)
