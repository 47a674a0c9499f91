from . import (
    account_move,
    pos_config,
    pos_order,
    pos_order_line,
    pos_session,
    res_config_settings,
    ticket_print_job,
    ticket_printer,
    ticket_ticket,
)
