from . import ticket_membership_sell, ticket_refund
