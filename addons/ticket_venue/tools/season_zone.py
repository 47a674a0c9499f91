"""The time zone of a town that gave its name to one."""

from zoneinfo import available_timezones


def guess_zone(town: str) -> str:
    """
    >>> guess_zone("Seoul, KOREA"), guess_zone("Vail, CO")
    ('Asia/Seoul', '')
    """
    name = town.split(",")[0].strip().casefold()
    if not name:
        return ""
    zones = (zone for zone in sorted(available_timezones()) if "/" in zone)
    return next((zone for zone in zones if _town(zone) == name), "")


def _town(zone):
    return zone.rsplit("/", 1)[-1].replace("_", " ").casefold()
