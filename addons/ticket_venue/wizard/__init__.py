from . import (
    ticket_seat_import_preview,
    ticket_seat_map_import,
    ticket_seat_map_import_column,
    ticket_session_repeat,
    ticket_session_repeat_exception,
    ticket_session_repeat_line,
    ticket_session_repeat_time,
)
