"""How the gate API says that a request cannot be answered."""

from odoo.addons.ticket_sale.api_error import ApiError


class GateApiError(ApiError):
    """A request that is wrong. A ticket that may not pass is no error: that is an
    answer, with status 200."""
