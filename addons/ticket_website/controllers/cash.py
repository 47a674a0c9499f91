from odoo.fields import Domain

from .portal import TicketPortal


class TicketCashPortal(TicketPortal):
    """What is paid on delivery shows no codes before the money is here."""

    def _tickets_domain(self):
        return super()._tickets_domain() & Domain(
            "sale_line_id", "not any", [("order_id.ticket_cash_due", "=", True)]
        )

    def _pdf(self, tickets_sudo, paper=""):
        paid_sudo = tickets_sudo.filtered(
            lambda ticket: not ticket.order_id.ticket_cash_due
        )
        return super()._pdf(paid_sudo, paper)
