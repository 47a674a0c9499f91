from odoo import models
from odoo.exceptions import ValidationError

from odoo.addons.ticket_sale.exceptions import VoucherRefused


class SaleOrder(models.Model):
    """Vouchers are entered where every other code is, and follow the cart."""

    _inherit = "sale.order"

    def _try_apply_code(self, code):
        """What is no code of a promotion or gift card may be a voucher's."""
        status = super()._try_apply_code(code)
        if not status.get("not_found") or not self._ticket_lines():
            return status
        voucher_sudo = self.env["ticket.voucher"]._of_code(code, self.company_id)
        if not voucher_sudo:
            return status
        try:
            self._ticket_add_voucher(voucher_sudo)
        except VoucherRefused as error:
            return {"error": str(error)}
        self._update_programs_and_rewards()  # what gift cards and wallets still pay
        return {}

    def _update_programs_and_rewards(self):
        """Discounts make tickets cheaper, and what vouchers pay of them."""
        result = super()._update_programs_and_rewards()
        if not self.env.context.get("ticket_paid") and self._ticket_refresh_vouchers():
            super()._update_programs_and_rewards()
        return result

    def _get_no_effect_on_threshold_lines(self):
        return (
            super()._get_no_effect_on_threshold_lines() + self._ticket_voucher_lines()
        )

    def _get_not_rewarded_order_lines(self):
        """A voucher pays; it makes nothing cheaper and earns no points."""
        lines = super()._get_not_rewarded_order_lines()
        return lines.filtered(lambda line: not line.sudo().ticket_voucher_id)

    def _compute_amount_total_without_delivery(self):
        """Whoever pays with a voucher has bought as much as others."""
        amount = super()._compute_amount_total_without_delivery()
        return amount - sum(self._ticket_voucher_lines().mapped("price_total"))

    def _check_cart_is_ready_to_be_paid(self):
        """:raise ValidationError: a voucher pays something else than the page says"""
        if self._ticket_refresh_vouchers():
            raise ValidationError(
                self.env._(
                    "One of your vouchers cannot be used any more, or pays another "
                    "amount. Nothing was charged. Please look at your cart again."
                )
            )
        return super()._check_cart_is_ready_to_be_paid()

    def _validate_order(self):
        """Orders that vouchers pay alone get their invoice, too: no payment makes it."""
        result = super()._validate_order()
        params_sudo = self.env["ir.config_parameter"].sudo()
        paid_so = self.sudo().filtered(
            lambda order: (
                order.state == "sale"
                and not order.amount_total
                and order._ticket_voucher_lines()
                and order.invoice_status == "to invoice"
            )
        )
        if paid_so and params_sudo.get_param("sale.automatic_invoice"):
            paid_so._create_invoices().action_post()
        return result
