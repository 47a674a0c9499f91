from odoo.http import request

from odoo.addons.ticket_sale.exceptions import TooManyRequests


def check_patience(purpose, most, minutes):
    """Nobody fills a line, or other people's mailboxes, with made-up names.

    :param purpose: what is counted, for ``ticket.throttle``
    :param most: how often one address may ask in ``minutes``
    :raise TooManyRequests: this address has asked more often
    """
    throttle_sudo = request.env["ticket.throttle"].sudo()
    if not throttle_sudo._allows(
        purpose, request.httprequest.remote_addr, most, minutes
    ):
        raise TooManyRequests(
            request.env._("You asked very often. Please try again in half an hour.")
        )
