from . import ticket_approval_reject, ticket_membership_sell, ticket_refund
