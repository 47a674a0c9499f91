import base64

from werkzeug.exceptions import NotFound

from odoo.http import Controller, request, route

#: The smallest picture there is, one transparent dot.
DOT = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


class TicketMessageReader(Controller):
    """What the reader of a message does, counted by its own token."""

    @route(
        "/ticket/message/<string:token>/seen.gif",
        type="http",
        auth="public",
        methods=["GET"],
        save_session=False,
    )
    def seen(self, token, **kwargs):
        """The picture of a mail: who loads it has opened the mail."""
        request.env["ticket.message.trace"]._of_token(token)._opened()
        headers = [("Content-Type", "image/gif"), ("Cache-Control", "no-store")]
        return request.make_response(DOT, headers)

    @route(
        "/r/<string:code>/t/<string:token>",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        sitemap=False,
    )
    def clicked(self, code, token, **kwargs):
        """Follow a link of a message. A wrong token only is not counted."""
        tracker = request.env["link.tracker"]
        url = tracker.get_url_from_code(code)
        if not url:
            raise NotFound
        trace_sudo = request.env["ticket.message.trace"]._of_token(token)
        if trace_sudo and not request.env["ir.http"].is_a_bot():
            request.env["link.tracker.click"].sudo().add_click(code)
            trace_sudo._clicked()
        target = trace_sudo._landing(url) if trace_sudo else url
        return request.redirect(target, code=302, local=False)
