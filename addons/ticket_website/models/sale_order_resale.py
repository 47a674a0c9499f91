from odoo import models
from odoo.exceptions import ValidationError

from ..exceptions import ResaleGone


class SaleOrder(models.Model):
    """Tickets of the resale board in carts and orders."""

    _inherit = "sale.order"

    def _ticket_resale_lines(self):
        return self.order_line.filtered("ticket_resale_id")

    def _ticket_lost_resales(self):
        """Lines whose ticket is sold, taken back, or in another cart meanwhile."""
        return self._ticket_resale_lines().filtered(
            lambda line: line._ticket_resale_is_lost()
        )

    def _ticket_is_paid(self):
        """Whether nothing of this order is owed any more."""
        self.ensure_one()
        invoices = self.sudo().invoice_ids.filtered(lambda move: move.state == "posted")
        settled = invoices and all(
            move.payment_state in ("paid", "in_payment", "reversed")
            for move in invoices
        )
        return bool(settled) or self.sudo()._is_paid()

    # --- cart --------------------------------------------------------------------------

    def _cart_find_product_line(self, *args, **kwargs):
        lines = super()._cart_find_product_line(*args, **kwargs)
        return lines.filtered(lambda line: not line.ticket_resale_id)

    def _verify_updated_quantity(
        self, order_line, product_id, new_qty, uom_id, **kwargs
    ):
        if order_line.ticket_resale_id and new_qty > 0:
            return 1, self.env._("There is one of each ticket on the resale board.")
        product = self.env["product.product"].browse(product_id)
        if product.service_tracking == "ticket_resale" and not order_line:
            return 0, self.env._("Choose a ticket on the resale board.")
        return super()._verify_updated_quantity(
            order_line, product_id, new_qty, uom_id, **kwargs
        )

    def _get_no_effect_on_threshold_lines(self):
        """The price goes to the seller: no discount of the house is on it, and it helps
        to none."""
        return super()._get_no_effect_on_threshold_lines() | self._ticket_resale_lines()

    def _is_cart_ready(self):
        return super()._is_cart_ready() and not self._ticket_lost_resales()

    def _ticket_check_kept(self):
        """:raise ValidationError: a ticket of the board is not this cart's any more"""
        if lost := self._ticket_lost_resales():
            raise ValidationError(
                self.env._(
                    "Not on the resale board any more: %(seats)s. Nothing was charged. "
                    "Remove it from your cart and choose another ticket.",
                    seats="; ".join(
                        line.sudo().ticket_resale_id.seat_label for line in lost
                    ),
                )
            )
        return super()._ticket_check_kept()

    def _ticket_keep_for_payment(self):
        """Tickets of the board are kept while the provider works, too."""
        result = super()._ticket_keep_for_payment()
        for line_sudo in self.sudo()._ticket_resale_lines():
            try:
                line_sudo.ticket_resale_id._lock_for(line_sudo)
            except ResaleGone as error:
                raise ValidationError(str(error)) from error
            line_sudo.ticket_resale_id._keep_for(line_sudo)
        return result

    # --- sale --------------------------------------------------------------------------

    def _ticket_issue(self):
        """Tickets of the board change hands with the sale, together with all others or
        not at all.

        :raise ResaleGone: one is gone, and nothing is paid yet
        """
        bought = self.filtered(lambda order: order._ticket_open_resales())
        result = super(SaleOrder, self - bought)._ticket_issue()
        for order in bought:
            lines_sudo = order.sudo()._ticket_open_resales()
            try:
                for line_sudo in lines_sudo:
                    line_sudo.ticket_resale_id._lock_for(line_sudo)
            except ResaleGone as error:
                if not order._ticket_paid_transactions():
                    raise
                order._ticket_issue_failed(error)
                continue
            super(SaleOrder, order)._ticket_issue()
            if not order.ticket_issue_error:
                for line_sudo in lines_sudo:
                    line_sudo.ticket_resale_id._sell(line_sudo)
        return result

    def _ticket_open_resales(self):
        """Lines whose ticket has not changed hands yet."""
        return self._ticket_resale_lines().filtered(
            lambda line: (
                line.sudo().ticket_resale_id.successor_id.holder_order_id
                != line.order_id
            )
        )

    def _get_confirmation_template(self):
        if self._ticket_resale_lines() and not self._ticket_lines():
            return self.env.ref("ticket_sale.mail_template_tickets")
        return super()._get_confirmation_template()
