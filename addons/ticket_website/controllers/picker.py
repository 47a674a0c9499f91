from werkzeug.exceptions import NotFound

from odoo.fields import Domain
from odoo.http import Controller, request, route

from odoo.addons.ticket_sale.exceptions import (
    HoldNotFound,
    TicketError,
    TooManyRequests,
)
from odoo.addons.ticket_sale.kept import KEPT

from ..models.ticket_show import SHOWN_STATES

MAX_SEATS = 10
# What a hold reads of its session; more is fetched when a page shows it.
SALE_FIELDS = (
    "state",
    "inventory_open",
    "on_shelf",
    "presale_start",
    "sale_start",
    "sale_end",
    "end",
)
# The visitor's own holds of this browser: {hold token: session id}
HOLDS_KEY = "ticket_holds"


def refusal(error):
    """A refusal as the picker reads it: the message is in the visitor's language."""
    if isinstance(error, TooManyRequests):
        request.env["ir.http"]._ticket_retry_after(error)
    return {
        "error": {
            "code": error.code,
            "message": str(error),
            "details": error.details,
        }
    }


class TicketPicker(Controller):
    @route(
        "/session/<int:session_id>",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=False,
    )
    def session(self, session_id, **kwargs):
        session_sudo = self._find_session(session_id)
        return request.render(
            "ticket_website.session",
            {
                "session": session_sudo,
                "show": session_sudo.show_id,
                "main_object": session_sudo.show_id,
                "picker": self._picker_props(session_sudo),
                "words": request.env["ir.http"]._ticket_words_url(),
                "tiers": self._presale_tiers(session_sudo),
            },
        )

    @route(
        "/ticket/web/hold",
        type="jsonrpc",
        auth="public",
        website=True,
        methods=["POST"],
    )
    def hold(self, session_id, seat_ids=(), best=None, line_id=None):
        """Take seats for this visitor; committed when the answer leaves.

        A hold of the same session that never reached the cart is given back first.

        :param seat_ids: the seats wanted, or …
        :param best: how many of the best and where, or …
        :param line_id: a line of the visitor's cart whose places were lost
        """
        request.env["ticket.kept"]._begin("hold")
        session_sudo = self._find_session(session_id)
        line_sudo = self._lost_line(session_sudo, line_id)
        try:
            request.env["ticket.web.limit"]._spend_hold()
            if line_sudo:
                wanted = {"place_ids": line_sudo.ticket_place_ids.ids}
            else:
                wanted = self._wanted(seat_ids, best)
            session_sudo._check_sale_open("website", self._partner())
            self._check_cap(session_sudo, wanted)
            self._release_unused(session_sudo)
            held = (
                request.env["ticket.hold"]
                .sudo()
                ._hold(session_sudo, "website", partner=self._partner(), **wanted)
            )
        except TicketError as error:
            return refusal(error)
        holds = request.session.get(HOLDS_KEY, {})
        request.session[HOLDS_KEY] = {**holds, held.token: session_sudo.id}
        places = [(place, place.label) for place in held.places]
        return {
            "hold": session_sudo._website_held(held, places),
            "types": {place.id: line_sudo.ticket_type_id.id for place in held.places},
        }

    @route(
        "/ticket/web/release",
        type="jsonrpc",
        auth="public",
        website=True,
        methods=["POST"],
    )
    def release(self, token):
        """Give a hold back. One whose seats are in the cart is left alone: there the
        visitor removes the line."""
        try:
            hold_sudo = self._find_hold(token)
        except TicketError:
            self._forget(token)
            return {}
        if not hold_sudo._in_cart():
            request.env["ticket.hold"].sudo()._release(token, "visitor")
        self._forget(token)
        return {}

    @route(
        "/ticket/web/cart",
        type="jsonrpc",
        auth="public",
        website=True,
        methods=["POST"],
    )
    def cart(self, token, types):
        """Put the places of a hold into the cart, each with its ticket type.

        :param dict types: {place id: ticket type id}; what it says is checked against
            the hold, and prices are made by the server alone
        """
        request.env["ticket.kept"]._begin("cart")
        try:
            hold_sudo = self._find_hold(token)
            if not (request.cart and hold_sudo._in_cart()):
                with request.env.cr.savepoint():
                    self._add_to_cart(hold_sudo, types)
        except TicketError as error:
            return refusal(error)
        self._forget(token)
        return {
            "redirect": request.env["ir.http"]._url_for("/shop/cart"),
            "cart_quantity": request.cart.cart_quantity,
        }

    # --- helpers ---

    def _add_to_cart(self, hold_sudo, types):
        session_sudo = hold_sudo.session_id
        session_sudo._check_sale_open("website", self._partner())
        hold_sudo._look()
        choice = session_sudo._website_check_types(hold_sudo.place_ids, types)
        # A cart is no correspondence: its changes are not written into a chatter.
        website = request.website.with_context(tracking_disable=True)
        order_sudo = request.cart or website._create_cart()
        order_sudo._ticket_add(hold_sudo, choice)
        order_sudo._verify_cart_after_update()

    def _picker_props(self, session_sudo):
        partner = self._partner()
        return {
            "offer": session_sudo._offer(
                "website", partner=partner, pricelist=request.pricelist or None
            ),
            "sale": session_sudo._website_sale(partner),
            "limit": MAX_SEATS,
            "hold": self._unused_hold(session_sudo),
            "views": session_sudo._website_views(),
            "waiting": f"/session/{session_sudo.id}/waiting",
        }

    def _presale_tiers(self, session_sudo):
        """Memberships that open the presale and can be bought here."""
        tiers_sudo = request.env["ticket.membership.tier"].sudo()
        return tiers_sudo.search(
            [
                ("presale", "=", True),
                ("company_id", "in", (False, session_sudo.company_id.id)),
                ("product_id.is_published", "=", True),
            ]
        )

    def _find_session(self, session_id):
        """:raise NotFound: no such session, or not one that visitors may see"""
        shows_sudo = request.env["ticket.show"].sudo()
        sessions_sudo = request.env["ticket.session"].sudo()
        shown = (
            Domain("state", "in", SHOWN_STATES)
            & Domain("inventory_open", "=", True)
            & Domain("on_shelf", "=", True)
            & sessions_sudo._website_site_domain(request.website)
            & Domain("show_id", "any", shows_sudo._website_domain(request.website))
        )
        if KEPT in request.env.cr.cache:
            session_sudo = sessions_sudo.browse(session_id).exists()
            session_sudo = session_sudo.filtered_domain(shown)
        else:
            session_sudo = sessions_sudo.search_fetch(
                Domain("id", "=", session_id) & shown, SALE_FIELDS, order="id"
            )
        if not session_sudo:
            raise NotFound
        return session_sudo

    def _find_hold(self, token):
        """A live web hold of this visitor; another's is as unknown as an invented one.

        :raise HoldNotFound: not a hold of this browser
        :raise HoldExpired: its time is over
        """
        if not isinstance(token, str) or token not in request.session.get(
            HOLDS_KEY, {}
        ):
            raise HoldNotFound(
                request.env._("These seats are not reserved for you. Choose again.")
            )
        return request.env["ticket.hold"].sudo()._find(token)

    def _unused_hold(self, session_sudo):
        """The visitor's live hold of this session that is not in the cart yet, if any:
        whoever reloads the page finds the seats again."""
        for token, session_id in request.session.get(HOLDS_KEY, {}).items():
            if session_id != session_sudo.id:
                continue
            try:
                hold_sudo = self._find_hold(token)
            except TicketError:
                continue
            if not hold_sudo._in_cart():
                places = [(place, place.display_name) for place in hold_sudo.place_ids]
                return session_sudo._website_held(hold_sudo, places)
        return None

    def _release_unused(self, session_sudo):
        for token, session_id in list(request.session.get(HOLDS_KEY, {}).items()):
            if session_id == session_sudo.id:
                self.release(token)

    def _forget(self, token):
        holds = request.session.get(HOLDS_KEY, {})
        if token in holds:
            request.session[HOLDS_KEY] = {t: s for t, s in holds.items() if t != token}

    def _partner(self):
        user = request.env.user
        return None if user._is_public() else user.partner_id

    def _wanted(self, seat_ids, best):
        """What the visitor asks for as arguments of ``_hold``, strictly typed."""
        try:
            if best:
                return {
                    "best": {
                        "count": int(best["count"]),
                        "zone_id": int(best.get("zone_id") or 0) or None,
                        "section_id": int(best.get("section_id") or 0) or None,
                    }
                }
            return {"seat_ids": sorted({int(seat_id) for seat_id in seat_ids})}
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise TicketError(request.env._("Choose at least one seat.")) from error

    def _lost_line(self, session_sudo, line_id):
        """The line of the visitor's own cart that has lost its places, or none."""
        return request.cart._ticket_lost_lines().filtered(
            lambda line: (
                line.id == line_id
                and line.ticket_session_id == session_sudo
                and not line.sudo().ticket_package_sale_id
            )
        )

    def _check_cap(self, session_sudo, wanted):
        """:raise TicketError: nothing is asked for, or more than one person may buy"""
        asked = wanted.get("seat_ids") or wanted.get("place_ids") or ()
        count = wanted["best"]["count"] if "best" in wanted else len(asked)
        if count < 1:
            raise TicketError(request.env._("Choose at least one seat."))
        kept = request.cart._ticket_lines() - request.cart._ticket_lost_lines()
        in_cart = sum(
            kept.filtered(lambda line: line.ticket_session_id == session_sudo).mapped(
                "product_uom_qty"
            )
        )
        if count + in_cart > MAX_SEATS:
            raise TicketError(
                request.env._(
                    "You may buy %(limit)s tickets of one session at most.",
                    limit=MAX_SEATS,
                )
            )
