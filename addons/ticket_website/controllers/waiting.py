from werkzeug.exceptions import NotFound

from odoo.http import request, route
from odoo.tools import consteq

from odoo.addons.ticket_sale.exceptions import TicketError

from .patience import check_patience, tell_when
from .picker import HOLDS_KEY, MAX_SEATS, TicketPicker

#: How often a visitor, or an address, may join waiting lists, and within which time.
JOINS_MOST = 20
JOINS_SECONDS = 1800


class TicketWaitingList(TicketPicker):
    """The waiting list of a sold-out session: join, see one's place, accept, leave."""

    @route(
        "/session/<int:session_id>/waiting",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def waiting_form(self, session_id, **kwargs):
        return self._render_form(self._find_session(session_id))

    @route(
        "/session/<int:session_id>/waiting",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def waiting_join(self, session_id, **form):
        """Join the line; what is wrong is told on the form."""
        session_sudo = self._find_session(session_id)
        try:
            check_patience("waiting", JOINS_MOST, JOINS_SECONDS)
            waiting_sudo = (
                request.env["ticket.waiting"]
                .sudo()
                ._join(session_sudo, **self._read_wish(session_sudo, form))
            )
        except TicketError as error:
            tell_when(error)
            return self._render_form(session_sudo, form, str(error))
        return request.redirect(waiting_sudo._url_path())

    @route(
        "/waiting/<int:waiting_id>",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        sitemap=False,
    )
    def waiting(self, waiting_id, token="", **kwargs):
        """One customer's place in the line, for who has the link."""
        waiting_sudo = self._find_waiting(waiting_id, token)
        return request.render(
            "ticket_website.waiting",
            {
                "waiting": waiting_sudo,
                "session": waiting_sudo.session_id,
                "show": waiting_sudo.session_id.show_id,
                "standing": waiting_sudo._website_standing(),
                "token": token,
            },
        )

    @route(
        "/waiting/<int:waiting_id>/accept",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def waiting_accept(self, waiting_id, token="", **kwargs):
        """Hand the offered places to this browser: the seat picker shows them, held."""
        waiting_sudo = self._find_waiting(waiting_id, token)
        if waiting_sudo._website_standing() != "offered":
            return request.redirect(waiting_sudo._url_path())
        holds = request.session.get(HOLDS_KEY, {})
        hold_sudo = waiting_sudo.hold_id
        request.session[HOLDS_KEY] = {
            **holds,
            hold_sudo.token: waiting_sudo.session_id.id,
        }
        return request.redirect(waiting_sudo.session_id.website_url)

    @route(
        "/waiting/<int:waiting_id>/leave",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def waiting_leave(self, waiting_id, token="", **kwargs):
        waiting_sudo = self._find_waiting(waiting_id, token)
        waiting_sudo._leave()
        return request.redirect(waiting_sudo._url_path())

    # --- helpers ---

    def _find_waiting(self, waiting_id, token):
        """:raise NotFound: no such entry, or not the link of its customer"""
        waiting_sudo = request.env["ticket.waiting"].sudo().browse(waiting_id).exists()
        if not waiting_sudo or not consteq(waiting_sudo.access_token, token or ""):
            raise NotFound
        return waiting_sudo

    def _read_wish(self, session_sudo, form):
        """The form as arguments of ``_join``, strictly typed.

        :raise TicketError: no number, or no name
        """
        try:
            count = int(form.get("count") or 0)
            zone_ids = [int(i) for i in request.httprequest.form.getlist("zone")]
        except ValueError as error:
            raise TicketError(request.env._("Say how many places you want.")) from error
        name = (form.get("name") or "").strip()[:120]
        if not name:
            raise TicketError(request.env._("Please tell us your name."))
        partner = self._partner()
        return {
            "name": name,
            "email": (form.get("email") or "").strip()[:200],
            "phone": (form.get("phone") or "").strip()[:40],
            "count": count,
            "zones": session_sudo.plan_id.zone_ids.filtered(
                lambda zone: zone.id in zone_ids
            ),
            "together": bool(form.get("together")),
            "lang": request.env.lang,
            "partner_id": partner.id if partner else False,
        }

    def _render_form(self, session_sudo, form=None, error=None):
        partner = self._partner()
        known = {"name": partner.name, "email": partner.email} if partner else {}
        return request.render(
            "ticket_website.waiting_form",
            {
                "session": session_sudo,
                "show": session_sudo.show_id,
                "zones": session_sudo._website_waiting_zones(),
                "form": form or {"count": "2", **known},
                "chosen": request.httprequest.form.getlist("zone") if form else [],
                "error": error,
                "most": MAX_SEATS,
                "has_seats": "seated"
                in session_sudo.seat_map_id.section_ids.mapped("kind"),
            },
        )
