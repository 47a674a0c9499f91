from datetime import timedelta

from odoo.http import request, route
from odoo.tools import lazy
from odoo.tools.misc import hash_sign, verify_hash_signed

from odoo.addons.website_sale.controllers.cart import Cart

COOKIE = "ticket_cart"
KEPT = timedelta(days=30)
SESSION_KEY = "sale_order_id"


class TicketCart(Cart):
    """Guests find their cart again in the same browser; members have theirs anyway."""

    @route()
    def cart(self, **query):
        self._ticket_restore_cart()
        response = super().cart(**query)
        self._ticket_remember_cart(response)
        return response

    def _ticket_restore_cart(self):
        """Take up the cart that the browser's signed cookie names."""
        payload = request.cookies.get(COOKIE)
        if not payload or request.cart or not request.env.user._is_public():
            return
        order_sudo = self._ticket_cart_of(payload[:500])
        if not order_sudo:
            return
        request.session[SESSION_KEY] = order_sudo.id
        request.cart = lazy(request.website._get_and_cache_current_cart)

    def _ticket_cart_of(self, payload):
        """The guest's open cart of a cookie, or none; a member's cart needs the login."""
        orders_sudo = request.env["sale.order"].sudo()
        try:
            order_id = verify_hash_signed(orders_sudo.env, COOKIE, payload)
        except ValueError:
            return orders_sudo
        if not isinstance(order_id, int):
            return orders_sudo
        order_sudo = orders_sudo.search(
            [
                ("id", "=", order_id),
                ("state", "=", "draft"),
                ("website_id", "=", request.website.id),
            ]
        )
        users_sudo = order_sudo.partner_id.with_context(active_test=False).user_ids
        return order_sudo if users_sudo <= request.website.user_id else orders_sudo

    def _ticket_remember_cart(self, response):
        order_sudo = request.cart
        if not (order_sudo and order_sudo.order_line and request.env.user._is_public()):
            return
        response.set_cookie(
            COOKIE,
            hash_sign(request.env(su=True), COOKIE, order_sudo.id, expiration=KEPT),
            max_age=int(KEPT.total_seconds()),
            expires=None,
            httponly=True,
            samesite="Lax",
            secure=request.httprequest.scheme == "https",
        )
