from . import more_time, packages, picker, portal, shop, shows, waiting
