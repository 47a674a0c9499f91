from . import ticket_allotment_make, ticket_wallet_topup
