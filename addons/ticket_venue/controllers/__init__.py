from . import geometry, season_template
