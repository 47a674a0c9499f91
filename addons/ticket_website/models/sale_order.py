from odoo import models
from odoo.exceptions import ValidationError


class SaleOrder(models.Model):
    _inherit = "sale.order"

    # --- cart ----------------------------------------------------------------

    def _ticket_lost_lines(self):
        """Lines whose places are not kept any more; the cart keeps and marks them."""
        return self._ticket_lines().filtered(lambda line: line._ticket_is_lost())

    def _ticket_add(self, hold, types):
        """Places taken again replace the lines that had lost them."""
        lines = super()._ticket_add(hold, types)
        replaced = self._ticket_lost_lines().filtered(
            lambda line: line.ticket_place_ids & lines.ticket_place_ids
        )
        replaced.unlink()
        return lines

    def _cart_find_product_line(self, *args, **kwargs):
        lines = super()._cart_find_product_line(*args, **kwargs)
        return lines.filtered(lambda line: not line.ticket_session_id)

    def _verify_updated_quantity(
        self, order_line, product_id, new_qty, uom_id, **kwargs
    ):
        product = self.env["product.product"].browse(product_id)
        if product.service_tracking == "ticket":
            return (
                order_line.product_uom_qty,
                self.env._("Choose other seats on the seat map of the session."),
            )
        return super()._verify_updated_quantity(
            order_line, product_id, new_qty, uom_id, **kwargs
        )

    def _filter_can_send_abandoned_cart_mail(self):
        """Nobody is called back to a cart whose seats are gone."""
        orders = super()._filter_can_send_abandoned_cart_mail()
        return orders.filtered(lambda order: not order._ticket_lost_lines())

    # --- checkout --------------------------------------------------------------

    def _is_cart_ready(self):
        return super()._is_cart_ready() and not self._ticket_lost_lines()

    def _check_cart_is_ready_to_be_paid(self):
        self._ticket_check_kept()
        self._ticket_check_names()
        return super()._check_cart_is_ready_to_be_paid()

    def _ticket_check_kept(self):
        """:raise ValidationError: places are lost; nothing may be paid"""
        lost = self._ticket_lost_lines()
        if lost:
            raise ValidationError(
                self.env._(
                    "The time to pay for these seats is over: %(seats)s. Nothing was "
                    "charged. Open your cart to take them again or to choose others.",
                    seats="; ".join(line._ticket_seat_names() for line in lost),
                )
            )
        self._ticket_check_type_counts()

    def _ticket_keep_for_payment(self):
        """The last check before money moves: the places are the buyer's, and stay so
        while the provider works.

        :raise ValidationError: places are lost
        :raise HoldExpired: they were lost in this very moment
        :raise TicketError: a purchase limit or a missing name forbids it
        """
        self._ticket_check_kept()
        holds_sudo = self.sudo()._ticket_lines().ticket_hold_id
        self._ticket_check_before_payment(
            extend={hold.id: hold.company_id.ticket_hold_payment for hold in holds_sudo}
        )

    # --- after payment -----------------------------------------------------------

    def _send_order_confirmation_mail(self):
        """Whoever paid for lost places was told so; no cheerful mail follows."""
        lost = self.filtered("ticket_issue_error")
        lost.pending_email_template_id = False
        return super(SaleOrder, self - lost)._send_order_confirmation_mail()

    def _get_confirmation_template(self):
        """Every website names Odoo's own confirmation by default, which says nothing of
        the evening; a template that somebody chose stays."""
        template = super()._get_confirmation_template()
        usual = self.env.ref(
            "sale.mail_template_sale_confirmation", raise_if_not_found=False
        )
        if self._ticket_lines() and template in (usual, template.browse()):
            return self.env.ref("ticket_sale.mail_template_tickets")
        return template
