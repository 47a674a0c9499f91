from odoo.http import request, route
from odoo.tools.misc import str2bool

from odoo.addons.website_sale.controllers.delivery import Delivery

from .shop import TicketShop

PAYMENT_PATH = "/shop/payment"
CHECKOUT_PATH = "/shop/checkout"


class TicketDelivery(TicketShop):
    """How tickets reach their buyer is chosen on the page they are paid on."""

    def _get_shop_payment_values(self, order, **kwargs):
        return {
            **super()._get_shop_payment_values(order, **kwargs),
            "ticket_ways": self._ticket_way_options(order),
        }

    def _ticket_way_options(self, order_sudo):
        """What the page offers; nothing where there is only the e-ticket."""
        ways_sudo = order_sudo._ticket_ways()
        if not ways_sudo or order_sudo._ticket_has_goods():
            return []
        return [
            {
                "carrier": carrier_sudo,
                "chosen": carrier_sudo == order_sudo.carrier_id,
                "price": self._ticket_way_price(order_sudo, carrier_sudo),
                "until": self._ticket_way_until(order_sudo, carrier_sudo),
            }
            for carrier_sudo in ways_sudo
        ]

    def _ticket_way_price(self, order_sudo, carrier_sudo):
        """The fee; ``None`` when it depends on an address nobody has given yet."""
        rate = Delivery._get_rate(carrier_sudo, order_sudo)
        if rate["success"]:
            return rate["price"]
        return carrier_sudo._ticket_usual_fee(order_sudo)

    def _ticket_way_until(self, order_sudo, carrier_sudo):
        if not carrier_sudo.ticket_days_before:
            return ""
        sessions_sudo = order_sudo._ticket_lines().ticket_session_id
        first_sudo = sessions_sudo.sorted("start")[:1]
        return first_sudo._say_moment(
            carrier_sudo._ticket_until(sessions_sudo), first_sudo.tz
        )

    @route(
        "/shop/ticket/delivery",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def choose_delivery(self, way="", **kwargs):
        """Take the tickets as e-tickets, or by one of the offered methods."""
        order_sudo = request.cart
        if redirection := self._check_cart(order_sudo):
            return redirection
        ways_sudo = order_sudo._ticket_ways()
        chosen_sudo = ways_sudo.filtered(lambda carrier: str(carrier.id) == way)
        if order_sudo._ticket_has_goods() or not (chosen_sudo or way == "eticket"):
            return request.redirect(CHECKOUT_PATH)
        order_sudo._ticket_set_way(chosen_sudo)
        if chosen_sudo and order_sudo._needs_customer_address():
            return request.redirect(CHECKOUT_PATH)
        return request.redirect(PAYMENT_PATH)

    @route()
    def shop_checkout(self, try_skip_step=None, **query_params):
        """Who collects the tickets has nothing to say on the page of addresses."""
        order_sudo = request.cart
        if (
            str2bool(try_skip_step or "false")
            and order_sudo.carrier_id.ticket_way
            and not order_sudo._needs_customer_address()
        ):
            redirection = self._check_cart_and_addresses(order_sudo)
            return redirection or request.redirect(PAYMENT_PATH)
        return super().shop_checkout(try_skip_step=try_skip_step, **query_params)
