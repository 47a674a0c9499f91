from odoo.addons.website_sale.controllers.payment import PaymentPortal


class TicketTerms(PaymentPortal):
    def _validate_transaction_for_order(self, transaction, sale_order):
        """Whoever pays accepts the terms that stand beside the button; when and which is
        written down."""
        result = super()._validate_transaction_for_order(transaction, sale_order)
        sale_order._ticket_accept_terms()
        return result
