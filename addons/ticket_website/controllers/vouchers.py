from odoo.http import Controller, request, route

from odoo.addons.ticket_sale.exceptions import TooManyRequests
from odoo.addons.website_sale_loyalty.controllers.main import WebsiteSale

#: How many codes a browser, and an address, may enter, and within which time.
CODES_BROWSER, CODES_ADDRESS, CODES_SECONDS = 20, 120, 600


class TicketCodes(WebsiteSale):
    """Codes are for those who have them, not for those who try them."""

    @route()
    def pricelist(self, promo="", reward_id=None, **post):
        limit = request.env["ticket.web.limit"]
        if not isinstance(promo, str) or not promo.strip():
            return request.redirect("/shop/cart")
        try:
            limit._spend_browser("code", CODES_BROWSER, CODES_SECONDS)
            limit._spend("code", limit._address(), CODES_ADDRESS, CODES_SECONDS)
        except TooManyRequests as error:
            request.session["error_promo_code"] = str(error)
            return request.redirect(post.get("r", "/shop/cart"))
        return super().pricelist(promo.strip(), reward_id=reward_id, **post)


class TicketVouchers(Controller):
    @route(
        "/shop/ticket/voucher/remove",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def remove(self, line_id="", **kwargs):
        """Take a voucher out of the visitor's own cart; it is good again."""
        order_sudo = request.cart
        line_sudo = order_sudo._ticket_voucher_lines().filtered(
            lambda line: str(line.id) == line_id
        )
        if line_sudo and order_sudo.state == "draft":
            line_sudo.unlink()
            order_sudo._verify_cart_after_update()
        return request.redirect("/shop/cart")
