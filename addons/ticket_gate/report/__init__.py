from . import ticket_gate_report, ticket_timeline
