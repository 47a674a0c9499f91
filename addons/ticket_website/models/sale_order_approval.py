from odoo import models
from odoo.exceptions import ValidationError


class SaleOrder(models.Model):
    """Carts that need approval are asked for it, not paid."""

    _inherit = "sale.order"

    def _check_cart_is_ready_to_be_paid(self):
        self._ticket_check_approved()
        return super()._check_cart_is_ready_to_be_paid()

    def _ticket_keep_for_payment(self):
        self._ticket_check_approved()
        return super()._ticket_keep_for_payment()

    def _ticket_check_approved(self):
        """:raise ValidationError: somebody must approve before anything is paid"""
        if self._approval_missing():
            raise ValidationError(
                self.env._(
                    "This order needs our approval before it can be paid. Nothing was "
                    "charged."
                )
            )

    def _approval_request_payment(self):
        """The customer pays by the order's link, whatever the company's default is."""
        result = super()._approval_request_payment()
        self.sudo().write({"require_payment": True, "prepayment_percent": 1.0})
        return result
