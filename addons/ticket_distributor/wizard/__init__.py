from . import ticket_wallet_topup
