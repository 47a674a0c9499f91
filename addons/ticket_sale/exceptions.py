"""What can go wrong when places are sold, each with a code that programs can read."""

from odoo.exceptions import UserError


class TicketError(UserError):
    """A refusal: the message is for the customer, ``staff_message`` tells staff more,
    ``code`` and ``details`` are for programs."""

    code = "ticket_error"

    def __init__(self, message, staff=None, **details):
        super().__init__(message)
        self.staff_message = staff or message
        self.details = details


class PlacesUnavailable(TicketError):
    """Somebody else has a wanted place. ``details``: ids ``places``, labels ``seats``."""

    code = "places_unavailable"


class SeatLeftSingle(TicketError):
    """The choice leaves a single seat behind. ``details``: seat ids ``orphans`` and
    ``instead``."""

    code = "seat_left_single"


class CompanionAlone(TicketError):
    """A companion seat without its wheelchair place. ``details``: seat ids ``seats`` and
    ``wheelchairs``."""

    code = "companion_alone"


class HoldNotFound(TicketError):
    """No hold has this token."""

    code = "hold_not_found"


class HoldExpired(TicketError):
    """The hold's time is over, or it was given back or sold already."""

    code = "hold_expired"


class SaleClosed(TicketError):
    """The session is not on sale for this channel or customer now."""

    code = "sale_closed"


class SaleStopped(SaleClosed):
    """There is an emergency at the venue; the sale goes on when it is over. ``details``:
    id ``venue``."""

    code = "sale_stopped"


class PriceMissing(TicketError):
    """A zone has no price for a ticket type."""

    code = "price_missing"


class RateMissing(TicketError):
    """A pricelist is in a currency without an exchange rate. ``details``: ``currency``."""

    code = "rate_missing"


class TypeNotSold(TicketError):
    """A ticket type is not sold through this channel. ``details``: ``type`` (code)."""

    code = "type_not_sold"


class TypeCount(TicketError):
    """An order has too few or too many tickets of a type. ``details``: ``type`` (code),
    ``count``, ``at_least``, ``at_most``."""

    code = "type_count"


class Busy(TicketError):
    """Too many people want the same places at this moment; trying again helps."""

    code = "busy"


class TicketUsed(TicketError):
    """A ticket that has admitted somebody cannot be taken back."""

    code = "ticket_used"


class TooManyRequests(TicketError):
    """Somebody unknown asked too often; waiting helps. ``details``: ``retry_after``,
    seconds, where it is known."""

    code = "too_many_requests"
    http_status = 429


class NamesInvalid(TicketError):
    """A list of names does not fit. ``details``: ``rows`` with ``line`` and ``code``."""

    code = "names_invalid"


class ApprovalMissing(TicketError):
    """The order waits for somebody's approval; nothing is paid or issued before."""

    code = "approval_missing"


class ApprovalOutdated(TicketError):
    """The order was changed after its approval was asked for."""

    code = "approval_outdated"


class RefundRefused(TicketError):
    """The refund policy does not allow it: too late, or only all tickets together."""

    code = "refund_refused"


class ExchangeRefused(TicketError):
    """These tickets cannot change for those places."""

    code = "exchange_refused"


class PackageClosed(TicketError):
    """The package is not sold in this channel now."""

    code = "package_closed"


class PackageChoice(TicketError):
    """The sessions, zones or number asked for do not make this package."""

    code = "package_choice"


class PackageWhole(TicketError):
    """A part of the package is missing, or would be: it goes together or not at all.
    ``details``: numbers of the ``tickets`` that belong to it."""

    code = "package_whole"


class CapReached(TicketError):
    """A cap of the session leaves fewer tickets than asked for. ``details``: ``cap``,
    ``left``."""

    code = "cap_reached"


class LimitReached(TicketError):
    """One buyer may not have so many tickets. ``details``: ``limit``, ``maximum``,
    ``left``."""

    code = "limit_reached"


class HolderMissing(TicketError):
    """Tickets for named persons lack a name. ``details``: ``places``, ``seats``."""

    code = "holder_missing"


class HolderInvalid(TicketError):
    """A name or an ID number cannot be. ``details``: ``errors`` {place id: {field:
    reason}}."""

    code = "holder_invalid"


class HolderTaken(TicketError):
    """A person has a ticket of the session already. ``details``: ``places``."""

    code = "holder_taken"


class ExtensionRefused(TicketError):
    """A customer asked for more time more often than the venue allows."""

    code = "extension_refused"


class ReservationClosed(TicketError):
    """The reservation was sold, released or has run out."""

    code = "reservation_closed"


class AlreadyWaiting(TicketError):
    """This customer is on the waiting list of the session already."""

    code = "already_waiting"


class WaitingListClosed(TicketError):
    """There is no waiting list to join: places are free, or the sale is over."""

    code = "waiting_list_closed"


class RevisionRefused(TicketError):
    """Moving a session to another revision of its map would take somebody's place away,
    or rename it without consent. ``details``: ``session``, ids ``places``."""

    code = "revision_refused"


class VoucherRefused(TicketError):
    """The voucher is used, void or out of its time, or it is for other tickets."""

    code = "voucher_refused"
