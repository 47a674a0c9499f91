from . import (
    test_hall_plan,
    test_seat_map,
    test_seat_map_check,
    test_seat_map_import,
    test_seat_map_plan,
    test_seat_map_reimport,
    test_seat_map_revision,
    test_session,
    test_session_hall,
    test_session_repeat,
    test_show,
    test_venue,
)
