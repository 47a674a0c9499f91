from odoo.http import request

from odoo.addons.payment.controllers.post_processing import PaymentPostProcessing


class TicketPostProcessing(PaymentPostProcessing):
    def _get_monitored_transaction(self):
        """The buyer who looks whether the payment has landed waits for the tickets, not
        for invoice and mail: those are the worker's."""
        request.env["ticket.kept"]._begin("status")
        tx_sudo = super()._get_monitored_transaction()
        return tx_sudo.with_context(ticket_books_later=True)
