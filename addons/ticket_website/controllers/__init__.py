from . import (
    approval,
    holders,
    more_time,
    packages,
    picker,
    portal,
    refund,
    shop,
    shows,
    structured,
    venues,
    waiting,
)
