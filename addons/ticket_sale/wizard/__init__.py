from . import (
    ticket_approval_reject,
    ticket_exchange,
    ticket_exchange_line,
    ticket_holder_bind,
    ticket_membership_sell,
    ticket_package_sell,
    ticket_package_sell_line,
    ticket_refund,
)
