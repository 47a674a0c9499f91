from odoo import models


class TicketKioskVisit(models.Model):
    _inherit = "ticket.kiosk.visit"

    def _of_code(self, code):
        proof, tickets = super()._of_code(code)
        return proof, tickets - tickets._awaiting_cash()

    def _of_words(self, order, phone, end):
        """Tickets that the messenger is paid for do not come out of the kiosk."""
        proof, tickets = super()._of_words(order, phone, end)
        return proof, tickets - tickets._awaiting_cash()
