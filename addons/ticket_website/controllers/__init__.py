from . import picker, portal, shop, shows
