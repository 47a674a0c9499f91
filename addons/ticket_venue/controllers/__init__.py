from . import geometry, season_template, seat_map_file
