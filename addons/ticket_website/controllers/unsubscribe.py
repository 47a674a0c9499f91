from werkzeug.exceptions import NotFound

from odoo.http import Controller, request, route


class TicketUnsubscribe(Controller):
    """No more alerts or invitations, without signing in."""

    @route(
        "/ticket/message/<string:token>/unsubscribe",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def unsubscribe_form(self, token, **kwargs):
        """Asks once more: programs that look at every link of a mail change nothing."""
        return self._render(self._find(token))

    @route(
        "/ticket/message/<string:token>/unsubscribe",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        csrf=False,  # a mail program asks so, by RFC 8058; the token says who it is
        sitemap=False,
        save_session=False,
    )
    def unsubscribe(self, token, again=None, **kwargs):
        trace_sudo = self._find(token)
        trace_sudo._refuse(not again)
        return self._render(trace_sudo)

    def _find(self, token):
        """:raise NotFound: not a link of ours, or a message nobody unsubscribes"""
        trace_sudo = request.env["ticket.message.trace"]._of_token(token)
        if not trace_sudo or not trace_sudo.message_id._refused_by():
            raise NotFound
        return trace_sudo

    def _render(self, trace_sudo):
        field = trace_sudo.message_id._refused_by()
        values = {
            "kind": trace_sudo.kind,
            "refused": trace_sudo.partner_id[field],
            "address": trace_sudo._unsubscribe_url(),
        }
        response = request.render("ticket_website.unsubscribe", values)
        response.headers["Cache-Control"] = "no-store"
        return response
