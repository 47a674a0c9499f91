from . import ticket_sale_report
