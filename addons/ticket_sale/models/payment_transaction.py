from odoo import models


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    def _send_invoice(self):
        """The ticket is what a buyer gets; invoices go out when asked for."""
        plain = self.filtered(
            lambda tx: (
                not tx.sale_order_ids.order_line.product_id.filtered(
                    lambda product: (
                        product.service_tracking in ("ticket", "ticket_membership")
                    )
                )
            )
        )
        return super(PaymentTransaction, plain)._send_invoice()
