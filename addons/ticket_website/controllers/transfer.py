from contextlib import suppress

from werkzeug.exceptions import NotFound

from odoo.fields import Domain
from odoo.http import request, route

from odoo.addons.ticket_sale.exceptions import (
    HolderInvalid,
    HolderTaken,
    TicketError,
)

from ..models.ticket_transfer import MAIL, MAX_NAME
from .patience import check_patience, tell_when
from .portal import TicketPortal

PRIVATE = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
#: How often a visitor, or an address, may offer or answer, and within which time.
OFFERS_MOST, OFFERS_SECONDS = 20, 1800
NAME_FIELDS = ("name", "document", "number")


class TicketTransferPages(TicketPortal):
    """Give tickets to a friend: offer, take back, accept."""

    @route(
        "/my/tickets/<int:ticket_id>/transfer",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def transfer_form(self, ticket_id, access_token=None, **kwargs):
        ticket_sudo = self._held_ticket(ticket_id, access_token)
        return self._render_transfer_form(ticket_sudo, access_token)

    @route(
        "/my/tickets/<int:ticket_id>/transfer",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def transfer_offer(self, ticket_id, access_token=None, **form):
        """Make the offer; what is wrong is told on the form."""
        ticket_sudo = self._held_ticket(ticket_id, access_token)
        chosen = request.httprequest.form.getlist("ticket")
        tickets_sudo = self._held_together(ticket_sudo, access_token).filtered(
            lambda one: str(one.id) in chosen
        )
        try:
            check_patience("hand_over", OFFERS_MOST, OFFERS_SECONDS)
            with request.env.cr.savepoint():
                transfer_sudo = request.env["ticket.transfer"]._offer(
                    tickets_sudo,
                    form.get("name"),
                    form.get("email"),
                    form.get("phone"),
                    form.get("note"),
                )
        except TicketError as error:
            tell_when(error)
            return self._render_transfer_form(
                ticket_sudo, access_token, form, chosen, str(error)
            )
        return request.redirect(transfer_sudo._sent_url())

    @route(
        "/transfer/sent/<token>",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def transfer_sent(self, token, error=None, **kwargs):
        """The giver's page of an offer: the address to send, and the way back."""
        transfer_sudo = self._find_transfer(token, "sent")
        return self._private(
            "ticket_website.transfer_sent",
            {
                "transfer": transfer_sudo,
                "standing": transfer_sudo._website_standing(),
                "token": token,
                # without a language: the friend reads it in the friend's own
                "address": request.httprequest.host_url.rstrip("/")
                + transfer_sudo._offer_url(),
                "error": error,
            },
        )

    @route(
        "/transfer/sent/<token>/take_back",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def transfer_take_back(self, token, **kwargs):
        transfer_sudo = self._find_transfer(token, "sent")
        with suppress(TicketError):  # the page tells what happened instead
            transfer_sudo._take_back()
        return request.redirect(transfer_sudo._sent_url())

    @route(
        "/transfer/<token>",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def transfer(self, token, **kwargs):
        """What the friend opens. It never shows a code: the giver has the address too."""
        return self._render_transfer(token, self._find_transfer(token, "offer"))

    @route(
        "/transfer/<token>/accept",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def transfer_accept(self, token, **form):
        transfer_sudo = self._find_transfer(token, "offer")
        places_sudo = transfer_sudo._named_places()
        names = {
            place.id: {key: form.get(f"{key}-{place.id}", "") for key in NAME_FIELDS}
            for place in places_sudo
        }
        errors = {}
        try:
            check_patience("hand_over", OFFERS_MOST, OFFERS_SECONDS)
            with request.env.cr.savepoint():
                partner = self._taker(transfer_sudo, form)
                transfer_sudo._accept(partner, names)
        except (HolderInvalid, HolderTaken) as error:
            errors = request.env["sale.order"]._ticket_name_errors(error)
            return self._render_transfer(token, transfer_sudo, form, str(error), errors)
        except TicketError as error:
            tell_when(error)
            return self._render_transfer(token, transfer_sudo, form, str(error))
        if not request.env.user._is_public():
            return request.redirect("/my/tickets")
        return request.redirect(f"/t/{transfer_sudo.link_id._token()}")

    @route(
        "/transfer/<token>/decline",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def transfer_decline(self, token, **kwargs):
        transfer_sudo = self._find_transfer(token, "offer")
        with suppress(TicketError):  # the page tells what happened instead
            transfer_sudo._decline()
        return request.redirect(transfer_sudo._offer_url())

    # --- helpers ---

    def _held_ticket(self, ticket_id, access_token=None):
        """A ticket that the visitor has now: as a member, or by the link of its order.

        :raise NotFound: there is none
        """
        ticket_sudo = request.env["ticket.ticket"].sudo()
        if not request.env.user._is_public():
            ticket_sudo = ticket_sudo.search(
                self._tickets_domain() & Domain("id", "=", ticket_id)
            )
        if not ticket_sudo and access_token:
            found_sudo = ticket_sudo.browse(ticket_id).exists()
            order_id = found_sudo._holder_order().id
            ticket_sudo = self._order_tickets(order_id, access_token) & found_sudo
        if not ticket_sudo:
            raise NotFound
        return ticket_sudo

    def _held_together(self, ticket_sudo, access_token=None):
        """The tickets of the same session that the visitor may give on with this one."""
        if request.env.user._is_public():
            order_id = ticket_sudo._holder_order().id
            tickets_sudo = self._order_tickets(order_id, access_token)
        else:
            tickets_sudo = ticket_sudo.search(
                self._tickets_domain()
                & Domain("session_id", "=", ticket_sudo.session_id.id)
            )
        return tickets_sudo.filtered(
            lambda one: (
                one.session_id == ticket_sudo.session_id
                and one.partner_id == ticket_sudo.partner_id
                and not one._hand_over_refusal("transfer")
            )
        ).sorted("id")

    def _find_transfer(self, token, purpose):
        """:raise NotFound: no offer has this address"""
        transfer_sudo = request.env["ticket.transfer"]._find_by_token(token, purpose)
        if not transfer_sudo:
            raise NotFound
        return transfer_sudo

    def _taker(self, transfer_sudo, form):
        """Who accepts: the member, or a guest who says who it is.

        A guest is a new contact: whose address somebody types is not known to be theirs.

        :raise TicketError: no name or address, or the giver
        """
        partner = request.env.user.partner_id
        if not request.env.user._is_public():
            if partner.commercial_partner_id == (
                transfer_sudo.sender_id.commercial_partner_id
            ):
                raise TicketError(
                    request.env._(
                        "These are your own tickets. Sign out, or send the address to "
                        "your friend."
                    )
                )
            return partner
        name = " ".join((form.get("taker") or "").split())[:MAX_NAME]
        email = (form.get("email") or "").strip()[:200]
        if not name or not MAIL.fullmatch(email):
            raise TicketError(
                request.env._("Please give your name and your e-mail address.")
            )
        return (
            request.env["res.partner"]
            .sudo()
            .create({"name": name, "email": email, "lang": request.env.lang})
        )

    def _render_transfer_form(
        self, ticket_sudo, access_token, form=None, chosen=None, error=None
    ):
        tickets_sudo = self._held_together(ticket_sudo, access_token)
        return self._private(
            "ticket_website.transfer_form",
            {
                **self._prepare_portal_layout_values(),
                "ticket": ticket_sudo,
                "tickets": tickets_sudo,
                "session": ticket_sudo.session_id,
                "show": ticket_sudo.show_id,
                "refusal": ticket_sudo._hand_over_refusal("transfer"),
                "chosen": chosen if form else [str(ticket_sudo.id)],
                "form": form or {},
                "error": error,
                "access_token": access_token,
                "page_name": "ticket_transfer",
            },
        )

    def _render_transfer(
        self, token, transfer_sudo, form=None, error=None, errors=None
    ):
        named = transfer_sudo._named_places()
        return self._private(
            "ticket_website.transfer",
            {
                "transfer": transfer_sudo,
                "session": transfer_sudo.session_id,
                "show": transfer_sudo.session_id.show_id,
                "standing": transfer_sudo._website_standing(),
                "token": token,
                "form": form or {},
                "error": error,
                "errors": errors or {},
                "named": named,
                "documents": request.env["ticket.holder"]
                ._fields["document"]
                ._description_selection(request.env),
                "is_guest": request.env.user._is_public(),
            },
        )

    def _private(self, template, values):
        response = request.render(template, values)
        response.headers.update(PRIVATE)
        return response
