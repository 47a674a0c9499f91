from . import (
    ticket_sale_report,
    ticket_shift_report,
    ticket_stored_value_proof,
    ticket_timeline,
)
