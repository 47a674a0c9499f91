from . import (
    channels,
    company,
    desk,
    members,
    programme,
    strategies,
    users,
    venues,
)
