from . import (
    ticket_allotment_make,
    ticket_bulk,
    ticket_kiosk_pairing,
    ticket_lease_take_back,
    ticket_pin_set,
    ticket_print,
    ticket_print_agent_pairing,
    ticket_print_move,
    ticket_rental_report,
    ticket_rental_scan,
    ticket_reprint,
    ticket_stock_load,
)
