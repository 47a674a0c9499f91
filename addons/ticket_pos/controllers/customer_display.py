from odoo.http import Controller, request, route
from odoo.tools import consteq


class TicketCustomerDisplay(Controller):
    @route(
        "/ticket/pos/display",
        type="jsonrpc",
        auth="public",
        readonly=True,
        save_session=False,
    )
    def ticket_display(self, config_id, access_token, session_ids=()):
        """What a customer display shows beside the cart.

        A display knows its till's token, since nobody is logged in on it.
        """
        tills_sudo = request.env["pos.config"].sudo()
        if isinstance(config_id, int):  # anybody may send anything
            till_sudo = tills_sudo.search([("id", "=", config_id)])
        else:
            till_sudo = tills_sudo
        known = till_sudo.access_token or ""
        if not known or not consteq(known, str(access_token)):
            raise request.not_found()
        if not till_sudo.ticket_selling or not isinstance(session_ids, list | tuple):
            return {"sessions": [], "coming": [], "alarms": [], "pauses": []}
        return till_sudo._ticket_display(session_ids)
