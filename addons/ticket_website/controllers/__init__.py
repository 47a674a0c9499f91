from . import (
    approval,
    holders,
    more_time,
    packages,
    picker,
    portal,
    shop,
    shows,
    waiting,
)
