from . import (
    availability,
    customer_display,
    print_agent_program,
    print_api,
    shift_report,
    till_page,
)
