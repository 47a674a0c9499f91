from . import (
    ticket_genre,
    ticket_hall,
    ticket_seat,
    ticket_seat_kind,
    ticket_seat_map,
    ticket_seat_map_revision,
    ticket_seat_section,
    ticket_session,
    ticket_session_hall,
    ticket_show,
    ticket_show_turnaround,
    ticket_venue,
)
