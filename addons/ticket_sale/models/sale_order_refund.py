from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def action_ticket_refund(self):
        """Refund tickets of this order, all valid ones being proposed."""
        self.ensure_one()
        return self.ticket_ids.filtered(lambda t: t.state == "valid").action_refund()

    def _ticket_refundable_transaction(self, amount):
        """Return the online payment that can give ``amount`` back, if there is one."""
        self.ensure_one()
        for transaction_sudo in self.sudo().transaction_ids.filtered(
            lambda tx: tx.state == "done" and tx.operation != "refund"
        ):
            method_sudo = transaction_sudo.payment_method_id
            supports = {
                transaction_sudo.provider_id.support_refund,
                (method_sudo.primary_payment_method_id or method_sudo).support_refund,
            }
            given_back = -sum(
                child.amount
                for child in transaction_sudo.child_transaction_ids
                if child.operation == "refund"
                and child.state not in ("cancel", "error")
            )
            left = transaction_sudo.amount - given_back
            in_full = (
                self.currency_id.compare_amounts(amount, left) == 0 and not given_back
            )
            if "none" in supports or ("full_only" in supports and not in_full):
                continue
            if self.currency_id.compare_amounts(amount, left) <= 0:
                return transaction_sudo
        return self.env["payment.transaction"]

    def _ticket_refund_online(self, amount, credit_notes):
        """Send ``amount`` back the way it came; its payment settles the credit notes."""
        self.ensure_one()
        transaction_sudo = self._ticket_refundable_transaction(amount)
        if not transaction_sudo:
            raise UserError(
                self.env._(
                    "No online payment of %(order)s can give this amount back. Choose "
                    "“Credit note only” and pay the customer yourself.",
                    order=self.name,
                )
            )
        refund_sudo = transaction_sudo._refund(amount)
        refund_sudo.invoice_ids = [Command.set(credit_notes.ids)]
        return refund_sudo
