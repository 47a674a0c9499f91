from . import (
    ticket_approval_reject,
    ticket_membership_sell,
    ticket_package_sell,
    ticket_package_sell_line,
    ticket_refund,
)
