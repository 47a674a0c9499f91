"""What the columns of ``package/tickets`` and ``package/passes`` are to the hub."""

_VISITS = {name: name for name in ("entries", "today", "day", "last_in")}
#: Told only where a rule asks about them.
RARE = {"tiers": "tier", "accompanies": "accompanies", **_VISITS}
TICKETS = {
    "states": "state",
    "types": "type",
    "zones": "zone",
    "places": "place",
    "admits": "admits",
    "admitted": "admitted",
    "outside": "outside",
    "holders": "holder",
    "print": "printed",
    **RARE,
}
PASSES = {
    "pass_types": "pass_type",
    "states": "state",
    "venues": "venue",
    "tiers": "tier",
    "first_days": "first_day",
    "last_days": "last_day",
    "admits": "admits",
    "admitted": "admitted",
    "outside": "outside",
    "holders": "holder",
    "cards": "cards",
    **_VISITS,
}
