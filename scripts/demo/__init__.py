"""The demo: a working venue, its dates relative to the day it is loaded.

`load` fills an empty database that has all our addons. Each module of this package is
one part of the story and offers `load(env, settings) -> dict`; the dicts together are
what `.local/demo.json` tells, beside the address and the database.
"""

from . import (
    account,
    approvals,
    channels,
    company,
    delivery,
    desk,
    fares,
    footer,
    kiosk,
    limits,
    listing,
    members,
    packages,
    pages,
    passes,
    prices,
    programme,
    refunds,
    rental,
    resale,
    reviews,
    slots,
    strategies,
    users,
    venues,
    views,
    vouchers,
)

PARTS = (
    company,
    users,
    venues,
    views,
    programme,
    slots,
    prices,
    refunds,
    packages,
    members,
    account,
    channels,
    fares,
    passes,
    strategies,
    desk,
    approvals,
    limits,
    rental,
    vouchers,
    kiosk,
    listing,
    pages,
    footer,
    delivery,
    reviews,
    resale,
)


def load(env, settings: dict) -> dict:
    """Load every part in order.

    :param settings: `base_url`, and `printer` with `host`, `port` and `page_url`
    """
    told: dict = {}
    for part in PARTS:
        told |= part.load(env, settings) or {}
    return told
