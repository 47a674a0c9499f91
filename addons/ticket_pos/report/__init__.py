from . import ticket_sale_report, ticket_shift_report, ticket_timeline
