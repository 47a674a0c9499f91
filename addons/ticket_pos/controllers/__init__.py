from . import (
    availability,
    customer_display,
    print_agent_program,
    print_api,
    shift_report,
)
from . import availability, print_agent_program, print_api, till_page
