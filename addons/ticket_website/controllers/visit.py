from odoo.fields import Domain
from odoo.http import Controller, request, route

from ..tools.show_choice import parse_number

VISITS_A_MINUTE = 240


class TicketVisit(Controller):
    """The beacon of our pages: it alone writes that somebody was there."""

    @route("/ticket/web/visit", type="jsonrpc", auth="public", website=True)
    def visit(self, step=None, about=None, **kwargs):
        """Count a visit, and give the page a token of its own against forged requests:
        a page that a proxy has kept has none.

        :param about: the id of the show or session that the page is about
        """
        limit = request.env["ticket.web.limit"]
        limit._spend_read("visit", limit._address(), VISITS_A_MINUTE, 60)
        about = parse_number(about)
        if step == "list":
            self._count(step, request.env["ticket.show"])
        elif step in ("show", "seats") and about:
            self._count_show(step, about)
        elif step in ("cart", "checkout") and request.cart:
            self._count_cart(step)
        return {"csrf_token": request.csrf_token()}

    def _count_show(self, step, about):
        """What the website does not show is not counted."""
        shows_sudo = request.env["ticket.show"].sudo()
        domain = shows_sudo._website_domain(request.website)
        if step == "show":
            domain &= Domain("id", "=", about)
        else:
            domain &= Domain("session_ids", "any", [("id", "=", about)])
        if show_sudo := shows_sudo.search(domain, limit=1):
            self._count(step, show_sudo)

    def _count_cart(self, step):
        shows_sudo = request.cart.order_line.ticket_session_id.show_id
        if shows_sudo:
            self._count(step, shows_sudo)

    def _count(self, step, shows):
        request.website._ticket_count_visit(step, shows)
