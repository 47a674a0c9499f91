"""What a distributor may be told, each with a code a program can act on."""

from odoo.addons.ticket_sale.exceptions import TicketError


class DistributorError(TicketError):
    """A refusal of the distributor channel; ``http_status`` is what the API says."""

    http_status = 409


class Unauthorized(DistributorError):
    """The request does not prove who sent it."""

    http_status = 401
    code = "bad_signature"


class StaleTimestamp(Unauthorized):
    code = "stale_timestamp"


class ContractInactive(DistributorError):
    """The contract is a draft, suspended, closed, or out of its period."""

    http_status = 403
    code = "contract_inactive"


class BadRequest(DistributorError):
    """The request cannot be understood; ``details`` names the field."""

    http_status = 400
    code = "bad_request"


class IdempotencyKeyMissing(BadRequest):
    code = "idempotency_key_missing"


class IdempotencyConflict(DistributorError):
    """The key was used before, for another request."""

    code = "idempotency_conflict"


class NotFound(DistributorError):
    http_status = 404
    code = "not_found"


class WalletInsufficient(DistributorError):
    """Balance less reservations plus credit line does not cover the amount."""

    http_status = 402
    code = "wallet_insufficient"


class ReferenceUsed(DistributorError):
    """The distributor has a booking with this reference already."""

    code = "reference_used"


class BookingState(DistributorError):
    """The booking's state does not allow the step."""

    code = "order_state"


class TicketNotRefundable(DistributorError):
    """A ticket is used, already given back, or its session has begun."""

    code = "ticket_not_refundable"


class TooManyTickets(DistributorError):
    http_status = 400
    code = "too_many_tickets"


class TypeNotAllowed(DistributorError):
    """The contract does not let this ticket type be sold, or it has no such code."""

    code = "type_not_allowed"
    http_status = 403
