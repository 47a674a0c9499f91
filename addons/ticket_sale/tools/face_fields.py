"""The fields of a ticket that a face may print, and how texts name them.

``{field}`` stands for a value in the language of the buyer, ``{field@zh}`` and
``{field@en}`` for the same in that language, so that a ticket may show both.
"""

import re
from collections.abc import Mapping
from typing import Any

FIELD = re.compile(r"\{([a-z_]+(?:@[a-z]{2})?)\}")
LANGUAGES = ("en", "zh")

#: Every field of a ticket that a face may print, with an example in two languages.
SAMPLES: dict[str, tuple[str, str]] = {
    "show": ("The Phantom of the Opera", "歌剧魅影"),
    "presenter": ("Blue Harbour Productions", "蓝港文化"),
    "genre": ("Musical", "音乐剧"),
    "age": ("6+", "6+"),
    "venue": ("Riverside Grand Theatre", "滨江大剧院"),
    "hall": ("Main Auditorium", "主剧场"),
    "address": ("12 Riverside Drive, Shanghai", "上海市黄浦区滨江大道12号"),
    "phone": ("+86 21 5555 0100", "021-5555 0100"),
    "date": ("Sat, 21 Nov 2026", "2026年11月21日 周六"),
    "time": ("19:30", "19:30"),
    "section": ("Stalls", "池座"),
    "row": ("12", "12"),
    "seat": ("8", "8"),
    "place": ("Stalls · Row 12 · Seat 8", "池座 12排8座"),
    "zone": ("Zone A", "A 区"),
    "type": ("Adult", "成人票"),
    "price": ("¥ 380.00", "¥ 380.00"),
    "admits": ("1 person", "1 人"),
    "holder": ("Alex Morgan", "陈嘉怡"),
    "number": ("4539148803436467", "4539148803436467"),
    "number_spaced": ("4539 1488 0343 6467", "4539 1488 0343 6467"),
    "token": ("T1" + "0123456789ABCDEFGHJKMNPQRSTVWXYZ" * 4 + "0" * 16,) * 2,
    "order": ("S00042", "S00042"),
    "issued": ("2026-11-02 14:05", "2026-11-02 14:05"),
    "seller": ("Counter 3", "3号窗口"),
    "company": ("Riverside Theatre Co.", "滨江演艺有限公司"),
    "reprint": ("", ""),  # most tickets are printed once
}
#: Titles, names and places as long as they are in earnest.
LONG_SAMPLES: dict[str, tuple[str, str]] = {
    "show": (
        "Beethoven 250: The Nine Symphonies in Five Evenings, Part III",
        "纪念贝多芬诞辰二百五十周年交响曲全集音乐会第三场：英雄与田园（加演）",
    ),
    "presenter": (
        "International Arts Festival Foundation of the Eastern Provinces",
        "中国东部国际艺术节基金会暨长三角演艺联盟联合主办",
    ),
    "venue": (
        "National Centre for the Performing Arts, Harbour District",
        "滨海新区国家表演艺术中心暨城市文化广场大剧院",
    ),
    "hall": (
        "Grand Concert Hall “Elisabeth von Habsburg”",
        "中央大厅音乐厅（东翼三层）",
    ),
    "address": (
        "1288 Riverside Drive North, Pudong New Area, Shanghai 200120",
        "上海市浦东新区世纪大道北路1288弄66号滨江文化园区东门",
    ),
    "section": ("Upper Circle Left Side Boxes", "二层楼座左侧包厢区"),
    "row": ("AA12", "贵宾2"),
    "seat": ("108", "108"),
    "place": (
        "Upper Circle Left Side Boxes · Row AA12 · Seat 108",
        "二层楼座左侧包厢区 贵宾2排108座",
    ),
    "zone": ("Premium Gold including Programme", "尊享金区（含节目册）"),
    "type": ("Reduced: Students and Trainees", "优惠票（学生及现役军人）"),
    "price": ("CN¥ 12,880.00", "CN¥ 12,880.00"),
    "admits": ("12 persons", "12 人"),
    "holder": ("Maximilian-Alexander von Hohenstein 🎻", "欧阳娜娜·阿依古丽🎻"),
    "seller": ("Counter 12, North Foyer", "北门厅12号窗口"),
    "company": (
        "Riverside Theatre and Concert Operations Ltd.",
        "滨江演艺经营管理有限公司",
    ),
    "reprint": ("REPRINT 12", "第12次重打"),
}


def sample_values(lang: str, kind: str = "usual") -> dict[str, str]:
    """Return example values for every field; ``long`` ones are as long as they get."""
    samples = SAMPLES | LONG_SAMPLES if kind == "long" else SAMPLES
    column = 1 if lang.startswith("zh") else 0
    values = {name: texts[column] for name, texts in samples.items()}
    for column, language in enumerate(LANGUAGES):
        values |= {
            f"{name}@{language}": texts[column] for name, texts in samples.items()
        }
    return values


#: What codes carry when they do not say it.
DEFAULT_TEXT = {"qr": "{token}", "barcode": "{number}"}
#: Pictures that a ticket may have or not.
IMAGES = frozenset({"logo", "poster"})


def is_known(name: str) -> bool:
    """Whether a ticket has the field, such as ``show`` or ``show@zh``."""
    field, _at, language = name.partition("@")
    return field in SAMPLES and (not language or language in LANGUAGES)


def localized(text: str | Mapping[str, str], lang: str) -> str:
    """Return the text in ``lang``, its base language, English, or whatever there is.

    >>> localized({"en": "Seat", "zh": "座位"}, "zh_CN")
    '座位'
    """
    if isinstance(text, str):
        return text
    for candidate in (lang, lang.split("_")[0], "en"):
        if candidate in text:
            return text[candidate]
    return next(iter(text.values()), "")


def fill(template: str, values: Mapping[str, str]) -> str:
    """Replace each ``{field}``; a field without value leaves nothing behind.

    >>> fill("Row {row}", {"row": "5"})
    'Row 5'
    """
    return FIELD.sub(lambda match: values.get(match[1]) or "", template)


def fields_of(element: Mapping[str, Any]) -> set[str]:
    """Return the names of the fields that an element uses."""
    text = element.get("text", DEFAULT_TEXT.get(element.get("type"), ""))
    texts = [text] if isinstance(text, str) else list(text.values())
    return {match[1] for one in texts for match in FIELD.finditer(one)}


def conditions_of(element: Mapping[str, Any]) -> set[str]:
    """Return the names of the fields and pictures on which an element depends."""
    names = (element.get(key) for key in ("if", "unless"))
    return {name for name in names if name and isinstance(name, str)}


def names_of(elements) -> set[str]:
    """Return the fields, in whatever language, that ``elements`` need of a ticket."""
    return {
        name.partition("@")[0]
        for element in elements
        for name in fields_of(element) | conditions_of(element)
    }


def languages_of(elements) -> set[str]:
    """Return the languages that the texts of ``elements`` ask for by ``@``."""
    return {
        name.partition("@")[2]
        for element in elements
        for name in fields_of(element) | conditions_of(element)
        if "@" in name
    }
