"""How a gate writes names and times for people."""

from datetime import datetime

_WEEKDAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
}
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun",
    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def day_and_time(moment: datetime, lang: str) -> str:
    """Return the moment as it stands on tickets, to the minute.

    Babel says the same in ten times the time, and a gate says it at every scan.

    >>> day_and_time(datetime(2026, 11, 21, 19, 30), "en_US")
    'Sat 21 Nov 2026 19:30'
    >>> day_and_time(datetime(2026, 11, 21, 19, 30), "zh_CN")
    '2026年11月21日 周六 19:30'
    """
    clock = f"{moment.hour:02}:{moment.minute:02}"
    if lang.startswith("zh"):
        weekday = _WEEKDAYS["zh"][moment.weekday()]
        return f"{moment.year}年{moment.month}月{moment.day}日 {weekday} {clock}"
    weekday = _WEEKDAYS["en"][moment.weekday()]
    month = _MONTHS[moment.month - 1]
    return f"{weekday} {moment.day} {month} {moment.year} {clock}"


def time_of_day(moment: datetime, now: datetime, lang: str) -> str:
    """Return the time to the second, with the day when it is not today's.

    >>> time_of_day(datetime(2026, 11, 21, 19, 2, 5), datetime(2026, 11, 21, 20), "en")
    '19:02:05'
    """
    if moment.date() != now.date():
        return day_and_time(moment, lang)
    return f"{moment:%H:%M:%S}"


def clock(minute: int) -> str:
    """Return a minute of the day.

    >>> clock(545)
    '09:05'
    """
    return f"{minute // 60:02}:{minute % 60:02}"


def mask_name(name: str | None) -> str | None:
    """Return the name so that staff can compare it and nobody can collect it.

    >>> mask_name("John Smith")
    'J*** S****'
    >>> mask_name("张小明")
    '张**'
    """
    words = (name or "").split()
    return " ".join(word[0] + "*" * (len(word) - 1) for word in words) or None


def preferred_language(
    accepted: list[str], spoken: tuple[str, ...], default: str
) -> str:
    """Return the first of the ``accepted`` browser languages that we speak.

    >>> preferred_language(["zh-Hans-CN", "en"], ("en_US", "zh_CN"), "en_US")
    'zh_CN'
    """
    for wanted in accepted:
        primary = wanted.replace("_", "-").split("-")[0].lower()
        for lang in spoken:
            if lang.split("_")[0] == primary:
                return lang
    return default
