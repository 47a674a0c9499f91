from . import (
    account_move,
    pos_config,
    pos_config_hold,
    pos_order,
    pos_order_line,
    pos_session,
    res_config_settings,
    ticket_allotment,
    sale_order,
    ticket_print_job,
    ticket_printer,
    ticket_ticket,
)
