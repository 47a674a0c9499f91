from werkzeug.exceptions import NotFound

from odoo.exceptions import UserError
from odoo.http import Controller, request, route

from odoo.addons.portal.controllers.portal import pager
from odoo.addons.ticket_sale.exceptions import TooManyRequests

from .patience import check_patience, tell_when

REVIEWS_PER_PAGE = 20
#: How often a visitor, or an address, may write or report, and within which time.
WRITES_MOST = 20
WRITES_SECONDS = 1800


class TicketReviews(Controller):
    """What people who were there say: read, written and, if need be, reported."""

    @route(
        ["/show/<string:slug>/reviews", "/show/<string:slug>/reviews/page/<int:page>"],
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def reviews(self, slug, page=1, **kwargs):
        show_sudo = self._find_show(slug)
        reviews_sudo = show_sudo._reviews()
        pages = pager(
            url=f"{show_sudo.website_url}/reviews",
            total=len(reviews_sudo),
            page=page,
            step=REVIEWS_PER_PAGE,
        )
        shown_sudo = reviews_sudo[pages["offset"] :][:REVIEWS_PER_PAGE]
        values = {"show": show_sudo, "reviews": shown_sudo, "pager": pages}
        return request.render("ticket_website.reviews", values)

    @route(
        "/show/<string:slug>/review",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def review_form(self, slug, reader=None, **kwargs):
        show_sudo = self._find_show(slug)
        return self._render_form(show_sudo, self._reader(show_sudo, reader), reader)

    @route(
        "/show/<string:slug>/review",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def review_write(self, slug, reader=None, stars="", text="", signed="", **kwargs):
        """Take a review of somebody who was there; what is wrong is told on the form."""
        show_sudo = self._find_show(slug)
        partner_sudo = self._reader(show_sudo, reader)
        if not partner_sudo:
            raise NotFound
        form = {"stars": stars, "text": text, "signed": signed}
        try:
            check_patience("review", WRITES_MOST, WRITES_SECONDS)
            stars = int(stars) if stars.isdecimal() and len(stars) == 1 else 0
            show_sudo._write_review(partner_sudo, stars, text, signed)
        except UserError as error:
            tell_when(error)
            return self._render_form(show_sudo, partner_sudo, reader, form, str(error))
        return request.render("ticket_website.review_thanks", {"show": show_sudo})

    @route(
        "/review/<int:review_id>/report",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def report_form(self, review_id, **kwargs):
        values = {"review": self._find_review(review_id), "error": None}
        return request.render("ticket_website.review_report", values)

    @route(
        "/review/<int:review_id>/report",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def report(self, review_id, reason="", **kwargs):
        """A reader finds a review offensive."""
        review_sudo = self._find_review(review_id)
        values = {"review": review_sudo, "error": None}
        try:
            check_patience("report", WRITES_MOST, WRITES_SECONDS)
        except TooManyRequests as error:
            tell_when(error)
            return request.render(
                "ticket_website.review_report", {**values, "error": str(error)}
            )
        review_sudo._report(reason.strip()[:300])
        return request.render("ticket_website.review_report", {**values, "done": True})

    @route("/my/reviews", type="http", auth="user", website=True, readonly=True)
    def my_reviews(self, **kwargs):
        """One's own reviews, and what one has seen and not reviewed."""
        partner = request.env.user.partner_id
        shows_sudo = request.env["ticket.show"].sudo()
        tickets_sudo = request.env["ticket.ticket"].sudo()
        seen_sudo = tickets_sudo.search(
            shows_sudo._seen_domain(partner), order="session_id desc", limit=200
        ).show_id
        domain = shows_sudo._website_domain(request.website)
        seen_sudo = seen_sudo.filtered_domain(domain)
        reviews_sudo = seen_sudo._reviews_by(partner)
        return request.render(
            "ticket_website.my_reviews",
            {
                "reviews": reviews_sudo,
                "states": reviews_sudo._review_states(),
                "unwritten": seen_sudo - reviews_sudo.ticket_show_id,
                "page_name": "reviews",
            },
        )

    # --- helpers ---

    def _find_show(self, slug):
        """:raise NotFound: no such show on this website"""
        shows_sudo = request.env["ticket.show"].sudo()
        show_sudo = shows_sudo._website_find(request.website, slug)
        if not show_sudo:
            raise NotFound
        return show_sudo

    def _reader(self, show_sudo, token):
        """The customer who writes: by the link of an invitation, or signed in."""
        if token:
            trace_sudo = request.env["ticket.message.trace"]._of_token(token)
            if trace_sudo.kind == "review" and trace_sudo.show_id == show_sudo:
                return trace_sudo.partner_id
            raise NotFound
        if request.env.user._is_public():
            return request.env["res.partner"].sudo()
        return request.env.user.partner_id.sudo()

    def _render_form(self, show_sudo, partner_sudo, token, form=None, error=None):
        review_sudo = show_sudo._review_of(partner_sudo) if partner_sudo else None
        known = {"stars": "", "text": "", "signed": partner_sudo.name or ""}
        if review_sudo:
            known = {
                "stars": str(int(review_sudo.rating)),
                "text": review_sudo.feedback or "",
                "signed": review_sudo.ticket_signed or "",
            }
        return request.render(
            "ticket_website.review_form",
            {
                "show": show_sudo,
                "form": form or known,
                "error": error,
                "reader": token,
                "is_stranger": not partner_sudo,
                "may_write": partner_sudo and show_sudo._may_review(partner_sudo),
            },
        )

    def _find_review(self, review_id):
        """:raise NotFound: no such review on a page of this website"""
        reviews_sudo = request.env["rating.rating"].sudo()
        review_sudo = reviews_sudo.browse(review_id).exists()
        shows_sudo = request.env["ticket.show"].sudo()
        domain = shows_sudo._website_domain(request.website)
        shown = review_sudo.ticket_show_id.filtered_domain(domain)
        if review_sudo.ticket_state != "published" or not shown:
            raise NotFound
        return review_sudo
