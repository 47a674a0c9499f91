from . import ticket_timeline
