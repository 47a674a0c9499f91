from odoo import models


class TicketMembershipTerm(models.Model):
    _inherit = "ticket.membership.term"

    def _paid(self):
        """What was paid at a till is on the line that the period comes from."""
        line_sudo = self.env["pos.order.line"].sudo()
        if self.origin:
            line_sudo = line_sudo.search([("uuid", "=", self.origin)], limit=1)
        if line_sudo:
            return line_sudo.price_unit * (1 - line_sudo.discount / 100)
        return super()._paid()
