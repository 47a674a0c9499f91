from werkzeug.exceptions import NotFound

from odoo.fields import Domain
from odoo.http import Controller, request, route
from odoo.tools import consteq

from odoo.addons.ticket_sale.exceptions import PackageChoice, TicketError
from odoo.addons.ticket_sale.models.ticket_package_hold import HeldPackages

from .picker import refusal

# What this browser keeps and has not put into its cart yet.
HELD_KEY = "ticket_packages"


class TicketPackages(Controller):
    """Packages: what there is, buying one, and keeping a seat for the next season."""

    @route(
        "/packages",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=True,
    )
    def packages(self, **kwargs):
        packages_sudo = request.env["ticket.package"].sudo()
        found_sudo = packages_sudo.search(
            packages_sudo._website_domain(request.website)
        )
        return request.render(
            "ticket_website.packages",
            {
                "cards": found_sudo._website_cards(self._partner()),
                "currency": found_sudo._website_currency(),
            },
        )

    @route(
        "/package/<string:slug>",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=False,
    )
    def package(self, slug, **kwargs):
        package_sudo = self._find_package(request.env["ir.http"]._unslug(slug)[1])
        if slug != request.env["ir.http"]._slug(package_sudo):
            return request.redirect(package_sudo.website_url, code=301)
        offers = package_sudo._sessions()._website_offers(self._partner())
        return request.render(
            "ticket_website.package",
            {
                "package": package_sudo,
                "main_object": package_sudo,
                "card": package_sudo._website_card(offers),
                "choices": package_sudo._choice_count(),
                "currency": package_sudo._website_currency(),
            },
        )

    @route(
        "/ticket/web/package/quote",
        type="jsonrpc",
        auth="public",
        website=True,
        methods=["POST"],
        readonly=True,
    )
    def quote(self, package_id, choices, units=1):
        """What the visitor's choice costs; keeps nothing."""
        package_sudo = self._find_package(package_id)
        try:
            zones, units = package_sudo._website_choice(choices, units)
            currency = package_sudo._website_currency()
            return package_sudo._website_quote(zones, units, currency)
        except TicketError as error:
            return refusal(error)

    @route(
        "/ticket/web/package/hold",
        type="jsonrpc",
        auth="public",
        website=True,
        methods=["POST"],
    )
    def hold(self, package_id, choices, units=1):
        """Keep the places of every session, or none; committed when the answer leaves.

        :param choices: ``[{"session": id, "zone": id}, …]``
        :param units: how many packages
        """
        package_sudo = self._find_package(package_id)
        try:
            request.env["ticket.web.limit"]._spend_hold()
            zones, units = package_sudo._website_choice(choices, units)
            held = package_sudo._hold(
                "website", zones, units=units, partner=self._partner()
            )
        except TicketError as error:
            return refusal(error)
        request.session[HELD_KEY] = {
            "package": package_sudo.id,
            "units": held.units,
            "tokens": [hold.token for hold in held.holds],
        }
        return {"held": len(held.units)}

    @route(
        "/ticket/web/package/cart",
        type="jsonrpc",
        auth="public",
        website=True,
        methods=["POST"],
    )
    def cart(self):
        """Put the packages that this browser holds into its cart."""
        held = request.session.pop(HELD_KEY, None)
        if not held:
            return refusal(
                PackageChoice(request.env._("Choose sessions and seats first."))
            )
        package_sudo = self._find_package(held["package"])
        try:
            with request.env.cr.savepoint():
                order_sudo = request.cart or request.website._create_cart()
                order_sudo._ticket_add_packages(
                    package_sudo, HeldPackages(holds=(), units=held["units"])
                )
                order_sudo._verify_cart_after_update()
        except TicketError as error:
            for token in held["tokens"]:
                request.env["ticket.hold"].sudo()._release(token, "not in the cart")
            return refusal(error)
        return {
            "redirect": request.env["ir.http"]._url_for("/shop/cart"),
            "cart_quantity": request.cart.cart_quantity,
        }

    # --- season renewal ---

    @route(
        "/package/renewal/<int:line_id>",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=False,
    )
    def renewal(self, line_id, access_token=None, refused=None, **kwargs):
        """The seats of last season, for whoever has the link of the mail."""
        offer_sudo = self._find_offer(line_id, access_token)
        return request.render(
            "ticket_website.package_renewal",
            {
                "offer": offer_sudo,
                "quote": offer_sudo._website_price(),
                "refused": refused,
                "access_token": access_token,
            },
        )

    @route(
        "/package/renewal/<int:line_id>/answer",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def renewal_answer(self, line_id, access_token=None, answer=None, **kwargs):
        """Accept, and go on to pay the order; or give the seats up."""
        offer_sudo = self._find_offer(line_id, access_token)
        url = f"/package/renewal/{line_id}?access_token={access_token}"
        if answer == "decline":
            offer_sudo._decline()
            return request.redirect(url)
        try:
            with request.env.cr.savepoint():
                order_sudo = offer_sudo._accept()
        except TicketError:
            return request.redirect(f"{url}&refused=1")
        return request.redirect(order_sudo.get_portal_url())

    # --- helpers ---

    def _find_package(self, package_id):
        """:raise NotFound: no such package, or not sold here now"""
        packages_sudo = request.env["ticket.package"].sudo()
        package_sudo = packages_sudo.search(
            packages_sudo._website_domain(request.website)
            & Domain("id", "=", package_id if isinstance(package_id, int) else 0)
        )
        if not package_sudo:
            raise NotFound
        return package_sudo

    def _find_offer(self, line_id, access_token):
        """:raise NotFound: no such offer, or not the token of its mail"""
        offer_sudo = request.env["ticket.package.renewal.line"].sudo()
        offer_sudo = offer_sudo.browse(line_id).exists()
        token = offer_sudo.access_token or ""
        if not token or not consteq(token, access_token or ""):
            raise NotFound
        return offer_sudo

    def _partner(self):
        user = request.env.user
        return None if user._is_public() else user.partner_id
