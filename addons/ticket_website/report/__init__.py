from . import ticket_web_report
