from odoo.http import request

from odoo.addons.ticket_sale.exceptions import TooManyRequests


def check_patience(purpose, most, seconds):
    """Nobody fills a line, or other people's mailboxes, with made-up names.

    :param purpose: what is counted, for ``ticket.web.limit``
    :param most: how often a visitor, and an address, may ask within ``seconds``
    :raise TooManyRequests: this one has asked more often
    """
    limit = request.env["ticket.web.limit"]
    for who in (limit._visitor(), limit._address()):
        limit._spend(purpose, who, most, seconds)


def tell_when(error):
    """The form stays as it was filled in; programs are told when to come again.

    :param error: why the form was refused; an honest 429 when it was sent too often
    """
    if isinstance(error, TooManyRequests):
        request.env["ir.http"]._ticket_retry_after(error)
