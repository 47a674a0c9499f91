from odoo import api, models
from odoo.exceptions import ValidationError


class SaleOrder(models.Model):
    """How the tickets of a cart reach their buyer: as e-tickets, which need nothing, or
    printed, by one of Odoo's delivery methods."""

    _inherit = "sale.order"

    @api.depends("carrier_id.ticket_way")
    def _compute_cart_info(self):
        """Printed tickets are delivered like goods."""
        result = super()._compute_cart_info()
        for order in self:
            if order.carrier_id.ticket_way and order._ticket_lines():
                order.only_services = False
        return result

    def _needs_customer_address(self):
        """Whoever collects the tickets need not say where they live."""
        if self.carrier_id.ticket_way == "collect" and not self._ticket_has_goods():
            return False
        return super()._needs_customer_address()

    def _ticket_has_goods(self):
        """Whether something in the order has to be delivered in any case."""
        return any(
            line.product_id.type != "service"
            for line in self.order_line
            if line.product_id and not line.is_delivery
        )

    def _ticket_ways(self):
        """The delivery methods that are published and can bring these tickets, also
        those of which only the address will tell; with sudo."""
        self.ensure_one()
        carriers_sudo = self.env["delivery.carrier"].sudo()
        if not self._ticket_lines():
            return carriers_sudo
        found_sudo = carriers_sudo.search(
            [
                ("ticket_way", "!=", False),
                ("website_published", "=", True),
                *carriers_sudo._check_company_domain(self.company_id),
            ]
        )
        address = self.partner_shipping_id
        return found_sudo.filtered(
            lambda carrier: (
                carrier._ticket_is_for(self)
                and (not address.country_id or carrier._match_address(address))
            )
        )

    def _ticket_set_way(self, carrier):
        """Choose how the tickets come; none is the e-ticket, where only tickets are.

        :param carrier: one of :meth:`_ticket_ways`, or none
        """
        self.ensure_one()
        self._remove_delivery_line()
        self.carrier_id = carrier
        if carrier:
            self._set_delivery_method(carrier)

    def _verify_cart_after_update(self):
        """A method that cannot bring what is in the cart now is given up."""
        carrier_sudo = self.sudo().carrier_id
        if carrier_sudo.ticket_way and not (
            self.order_line.filtered(lambda line: not line.is_delivery)
            and carrier_sudo._ticket_is_for(self)
            and (self._ticket_lines() or self._ticket_has_goods())
        ):
            self._ticket_set_way(carrier_sudo.browse())
        return super()._verify_cart_after_update()

    def _check_cart_is_ready_to_be_paid(self):
        self._ticket_check_delivery()
        return super()._check_cart_is_ready_to_be_paid()

    def _ticket_check_delivery(self):
        """The fee is the one of this moment, whatever was done to the cart.

        :raise ValidationError: the tickets cannot come in time, or the fee has changed
        """
        carrier_sudo = self.sudo().carrier_id
        if not carrier_sudo.ticket_way:
            return
        if not carrier_sudo._ticket_is_for(self):
            raise ValidationError(
                self.env._(
                    "“%(carrier)s” cannot bring these tickets in time any more. Nothing "
                    "was charged. Please go back and choose the e-ticket or another way.",
                    carrier=carrier_sudo.name,
                )
            )
        rate = carrier_sudo.rate_shipment(self)
        asked = sum(
            self.order_line.filtered("is_delivery").mapped(
                lambda line: line.price_unit * line.product_uom_qty
            )
        )
        if rate["success"] and self.currency_id.compare_amounts(rate["price"], asked):
            raise ValidationError(
                self.env._(
                    "The delivery fee has changed. Nothing was charged. Please go back "
                    "and choose the delivery again."
                )
            )
