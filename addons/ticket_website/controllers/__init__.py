from . import packages, picker, portal, shop, shows
