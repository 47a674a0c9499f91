from odoo import api, models
from odoo.fields import Domain


class TicketTicket(models.Model):
    """Tickets of a reseller are found by the reference that it gave its customer."""

    _inherit = "ticket.ticket"

    @api.model
    def _find_domain_order(self, text):
        bookings_sudo = self.env["ticket.booking"].sudo()
        found = bookings_sudo.search([("reference", "=", text)])
        return super()._find_domain_order(text) | Domain("booking_id", "in", found.ids)

    def _bought_with(self):
        return self.booking_id or super()._bought_with()
