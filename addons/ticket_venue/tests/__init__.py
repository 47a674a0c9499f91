from . import test_seat_map, test_session
