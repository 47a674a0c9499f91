from . import ticket_print_move, ticket_reprint
