"""What can go wrong at the counter; codes as in ``ticket_sale.exceptions``."""

from odoo.addons.ticket_sale.exceptions import TicketError


class PriceChanged(TicketError):
    """The till's price is not the price of today. ``details``: ``expected``, ``sent``."""

    code = "price_changed"


class SelectionInvalid(TicketError):
    """An order line of tickets does not say which held places it sells, or says wrong."""

    code = "selection_invalid"


class RefundInvalid(TicketError):
    """A refund line does not fit the tickets it takes back."""

    code = "refund_invalid"


class RefundFeeMissing(TicketError):
    """The fee in a refund is not the refund policy's. ``details``: ``expected`` and
    ``kept``."""

    code = "refund_fee_missing"


class StoredValueInvalid(TicketError):
    """A line that charges a card or pays with one is not what it should be."""

    code = "stored_value_invalid"


class AgentTaken(TicketError):
    """A copy of the print agent's program is at work, with the same token."""

    code = "agent_taken"


class RentalUnavailable(TicketError):
    """A thing cannot go out or come back as it stands."""

    code = "rental_unavailable"


class RentalInvalid(TicketError):
    """An order line of a rental does not fit the loan it speaks of."""

    code = "rental_invalid"


class ApprovalMissing(TicketError):
    """The act needs a supervisor: the user is none and brings no grant for it."""

    code = "approval_missing"


class PriceChangeInvalid(TicketError):
    """What a person wants to take off a price cannot be taken off."""

    code = "price_change_invalid"


class ApprovalInvalid(TicketError):
    """What a till wants approved is no act on anything."""

    code = "approval_invalid"


class VisitOver(TicketError):
    """The customer's visit at the kiosk has ended; another one begins it anew."""

    code = "visit_over"


class KioskNotReady(TicketError):
    """The kiosk takes no money now. ``details``: ``condition``."""

    code = "kiosk_not_ready"


class NothingToCollect(TicketError):
    """Nothing was found for what the customer said; it is not told what was wrong."""

    code = "nothing_to_collect"


class TooManyTries(TicketError):
    """Somebody seems to guess codes."""

    code = "too_many_tries"
