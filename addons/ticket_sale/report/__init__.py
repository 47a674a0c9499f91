from . import (
    proof_mixin,
    ticket_advance_proof,
    ticket_advance_report,
    ticket_public_share,
    ticket_sale_report,
    ticket_timeline,
    ticket_today,
    ticket_venue_report,
)
