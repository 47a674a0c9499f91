from . import ticket_sale_report, ticket_timeline
