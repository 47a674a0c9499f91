from odoo.http import Controller, request, route

from odoo.addons.ticket_sale.exceptions import TicketError

from .picker import refusal


class TicketMoreTime(Controller):
    @route(
        "/ticket/web/extend",
        type="jsonrpc",
        auth="public",
        website=True,
        methods=["POST"],
    )
    def extend(self, line_id):
        """Keep the places of a cart line longer, as often as the venue allows.

        :param line_id: a line of the visitor's own cart
        """
        line_sudo = request.cart._ticket_lines().filtered(
            lambda line: line.id == line_id
        )
        hold_sudo = line_sudo.ticket_hold_id
        try:
            until = request.env["ticket.hold"].sudo()._prolong(hold_sudo.token)
        except TicketError as error:
            return refusal(error)
        left = until - request.env.cr.now()
        return {"seconds": max(0, int(left.total_seconds()))}
