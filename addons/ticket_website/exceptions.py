"""What can go wrong when a ticket changes hands."""

from odoo.addons.ticket_sale.exceptions import TicketError


class HandOverRefused(TicketError):
    """This ticket may not be given on or sold now; the message says why."""

    code = "hand_over_refused"


class ResaleGone(TicketError):
    """A ticket of the resale board is sold, taken back, or somebody's just now."""

    code = "resale_gone"
