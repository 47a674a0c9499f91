from . import (
    availability,
    customer_display,
    kiosk_alarm,
    kiosk_api,
    kiosk_page,
    print_agent_program,
    print_api,
    shift_report,
    till_page,
)
