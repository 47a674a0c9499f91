from . import ticket_seat_map_import
