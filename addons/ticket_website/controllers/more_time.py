from odoo.http import request, route

from odoo.addons.ticket_sale.exceptions import TicketError

from .picker import TicketPicker, refusal


class TicketMoreTime(TicketPicker):
    @route(
        "/ticket/web/extend",
        type="jsonrpc",
        auth="public",
        website=True,
        methods=["POST"],
    )
    def extend(self, line_id=None, token=None):
        """Keep places longer, as often as the venue allows.

        :param line_id: a line of the visitor's own cart, or …
        :param token: … a hold of this browser that is not in the cart yet
        """
        try:
            hold_sudo = self._line_hold(line_id) if line_id else self._find_hold(token)
            # Counted before: what the hold's own transaction writes is not seen here.
            extensions = max(0, hold_sudo._extensions_left() - 1) if hold_sudo else 0
            until = request.env["ticket.hold"].sudo()._prolong(hold_sudo.token)
        except TicketError as error:
            return refusal(error)
        left = until - request.env.cr.now()
        return {
            "seconds": max(0, int(left.total_seconds())),
            "extensions": extensions,
        }

    def _line_hold(self, line_id):
        line_sudo = request.cart._ticket_lines().filtered(
            lambda line: line.id == line_id
        )
        return line_sudo.ticket_hold_id
