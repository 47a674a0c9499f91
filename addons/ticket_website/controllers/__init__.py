from . import approval, more_time, packages, picker, portal, shop, shows, waiting
