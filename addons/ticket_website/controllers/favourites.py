from werkzeug.exceptions import NotFound

from odoo.fields import Domain
from odoo.http import Controller, request, route

from ..tools.favourites import item, read_cookie, read_item, write_cookie

COOKIE = "ticket_favourites"
COOKIE_SECONDS = 180 * 24 * 3600


class TicketFavourites(Controller):
    """The hearts: a member's are kept with the member, a guest's in the browser."""

    @route(
        "/favourites",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=False,
    )
    def favourites(self, **kwargs):
        """What the visitor likes, with what can be bought of it."""
        liked = self._liked()
        shows_sudo = liked.get("show", request.env["ticket.show"].sudo())
        cards = shows_sudo._website_cards()
        on_stage = {card.show.id for card in cards}
        return request.render(
            "ticket_website.favourites",
            {
                "cards": cards,
                "artists": liked.get("artist", request.env["ticket.artist"].sudo()),
                "others": shows_sudo.filtered(lambda show: show.id not in on_stage),
                "liked": liked,
                "is_guest": request.env.user._is_public(),
                "partner": request.env.user.partner_id.sudo(),
            },
        )

    @route("/ticket/web/favourite", type="jsonrpc", auth="public", website=True)
    def favourite(self, item, on=True):
        """Take something among the favourites, or out of them.

        :return: the visitor's favourites, as words of the browser
        """
        pair = read_item(item)
        record_sudo = pair and self._find([pair]).get(pair[0])
        if not record_sudo:
            raise NotFound
        if request.env.user._is_public():
            kept = [other for other in self._cookie() if other != pair]
            return self._set_cookie([pair, *kept] if on else kept)
        favourites_sudo = request.env["ticket.favourite"].sudo()
        partner = request.env.user.partner_id
        if on:
            favourites_sudo._keep(partner, record_sudo)
        else:
            favourites_sudo._forget(partner, record_sudo)
        return self._words()

    @route("/ticket/web/favourites", type="jsonrpc", auth="user", website=True)
    def merge(self):
        """Who signs in takes along what they liked as a guest."""
        for records_sudo in self._find(self._cookie()).values():
            request.env["ticket.favourite"].sudo()._keep(
                request.env.user.partner_id, records_sudo
            )
        self._set_cookie([])
        return self._words()

    @route(
        "/favourites/messages",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def messages(self, alerts=None, reviews=None, **kwargs):
        """Which messages the member wants besides those about own tickets."""
        # sudo: one's own wishes
        request.env.user.partner_id.sudo().write(
            {"ticket_no_alerts": not alerts, "ticket_no_reviews": not reviews}
        )
        return request.redirect("/favourites#messages")

    # --- helpers ---

    def _cookie(self):
        return read_cookie(request.cookies.get(COOKIE))

    def _set_cookie(self, pairs):
        """Let the browser remember these, the last one first."""
        value = write_cookie(pairs)
        request.future_response.set_cookie(
            COOKIE,
            value,
            max_age=COOKIE_SECONDS if value else 0,
            samesite="Lax",
            secure=request.httprequest.is_secure,
        )
        return {"items": value.split(".") if value else []}

    def _words(self):
        favourites_sudo = self._members()
        return {
            "items": [
                item(record._favourite_kind, record.id)
                for record in (favourite._record() for favourite in favourites_sudo)
            ]
        }

    def _members(self):
        return (
            request.env["ticket.favourite"]
            .sudo()
            ._of(request.env.user.partner_id, request.website.company_id)
        )

    def _liked(self):
        """What the visitor likes and this website shows: {kind: records}."""
        pairs = self._cookie()
        if not request.env.user._is_public():
            records = [favourite._record() for favourite in self._members()]
            pairs = [(record._favourite_kind, record.id) for record in records] + pairs
        return self._find(pairs)

    def _find(self, pairs):
        """Those of the named things that this website shows: {kind: records}."""
        models = {"show": "ticket.show", "artist": "ticket.artist"}
        found = {}
        for kind, model in models.items():
            ids = [record_id for named, record_id in pairs if named == kind]
            if ids:
                records_sudo = request.env[model].sudo()
                domain = records_sudo._website_domain(request.website)
                shown_sudo = records_sudo.search(domain & Domain("id", "in", ids))
                order = {record_id: place for place, record_id in enumerate(ids)}
                found[kind] = shown_sudo.sorted(lambda record, o=order: o[record.id])
        return found
