"""What a face may contain, and what is wrong with one that does not obey."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from numbers import Real
from typing import Any

from . import face_font
from .face_format import WrongVersion, upgrade
from .face_layout import fields_of, fill
from .face_shapes import INCH
from .qr import LEVELS, matrix

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
IMAGES = frozenset({"logo", "poster"})

PAGE_SIZE = (20, 500)  # millimetres
TEXT_SIZE = (4, 200)  # points
SMALLEST_MODULE = 0.33  # millimetres; 4 dots at 300 dpi, 3 at 203

_GEOMETRY = {"x", "y", "w", "h"}
_FACE_KEYS = {"version", "page", "elements", "back", "copies", "assets"}
_COMMON = {"type", "name", "hidden", "locked", "if", "unless"} | _GEOMETRY
_KEYS = {
    "text": _COMMON
    | {"text", "size", "bold", "align", "valign", "fit", "leading", "balance"}
    | {"color", "rotate"},
    "qr": _COMMON | {"text", "level"},
    "line": _COMMON | {"stroke", "color", "dash"},
    "box": _COMMON | {"stroke", "color", "fill", "radius"},
    "image": _COMMON | {"source", "rotate"},
}
_REQUIRED = {
    "text": {"text", "size"},
    "qr": set(),
    "line": set(),
    "box": set(),
    "image": {"source"},
}
_CHOICES = {
    "align": {"left", "center", "right"},
    "valign": {"top", "middle", "bottom"},
    "fit": {"wrap", "shrink", "clip"},
    "rotate": {0, 90, 180, 270},
    "level": set(LEVELS),
    "source": IMAGES,
}
_NUMBERS = _GEOMETRY | {"size", "leading", "stroke", "dash", "radius"}
_COLORS = {"color", "fill"}
_FLAGS = {"bold", "balance", "hidden", "locked"}

#: Problems with which an element, or the face, cannot be drawn.
_BREAKING = frozenset(
    {"structure", "version", "page_size", "dpi"}
    | {"element_type", "missing", "unknown_key", "bad_value"}
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: a side (or the page), an element from 0 (-1: none).

    An error keeps the face from being saved, a warning does not.
    """

    code: str
    side: str = "page"
    element: int = -1
    detail: str = ""
    level: str = "error"


def sample_values(lang: str, kind: str = "usual") -> dict[str, str]:
    """Return example values for every field; ``long`` ones are as long as they get."""
    column = 1 if lang.startswith("zh") else 0
    samples = SAMPLES | LONG_SAMPLES if kind == "long" else SAMPLES
    return {name: texts[column] for name, texts in samples.items()}


def check(face: Any) -> list[Problem]:
    """Return all that is wrong with ``face``; nothing if it is good."""
    if not isinstance(face, dict):
        return [Problem("structure")]
    try:
        face = upgrade(face)
    except WrongVersion as error:
        return [Problem("version", detail=str(error))]
    problems = list(_check_structure(face))
    for side, elements in sides(face):
        for number, element in enumerate(elements):
            problems.extend(
                replace(problem, side=side, element=number)
                for problem in _check_one(element, face["page"])
            )
    return problems


def sides(face: Mapping[str, Any]) -> list[tuple[str, list]]:
    """Return the elements of each side that there is, as far as they are a list."""
    back = face.get("back")
    found = {"front": face.get("elements")}
    if isinstance(back, dict):
        found["back"] = back.get("elements")
    return [(side, part) for side, part in found.items() if isinstance(part, list)]


def drawable(face: Mapping[str, Any], problems: Iterable[Problem]) -> dict | None:
    """Return ``face`` without what cannot be drawn, or None if nothing can.

    Elements keep their positions: a broken one is hidden.
    """
    errors = {
        (problem.side, problem.element)
        for problem in problems
        if problem.code in _BREAKING
    }
    if ("page", -1) in errors:
        return None
    mended = dict(upgrade(face))
    for side, elements in sides(face):
        shown = [
            {"hidden": True} if (side, number) in errors else element
            for number, element in enumerate(elements)
        ]
        mended.update(
            {"elements": shown} if side == "front" else {"back": {"elements": shown}}
        )
    return mended


def _check_structure(face: Mapping[str, Any]) -> Iterator[Problem]:
    back = face.get("back", {"elements": []})
    if (
        face.keys() - _FACE_KEYS
        or not isinstance(face.get("elements"), list)
        or not isinstance(back, dict)
        or back.keys() != {"elements"}
        or not isinstance(back["elements"], list)
    ):
        yield Problem("structure")
    yield from _check_page(face.get("page"))


def _check_one(element: Any, page: Any) -> Iterator[Problem]:
    if not isinstance(element, dict) or element.get("type") not in _KEYS:
        yield Problem("element_type")
        return
    found = list(_check_element(element))
    yield from found
    if not found and not any(_check_page(page)):
        yield from _check_fit(element, page)


def _check_page(page: Any) -> Iterator[Problem]:
    if not isinstance(page, dict) or not {"w", "h"} <= page.keys() <= {"w", "h", "dpi"}:
        yield Problem("structure")
        return
    for side in "wh":
        if not _is_number(page[side]) or not (
            PAGE_SIZE[0] <= page[side] <= PAGE_SIZE[1]
        ):
            yield Problem("page_size", detail=str(page[side]))
    if "dpi" in page and not (_is_number(page["dpi"]) and 100 <= page["dpi"] <= 1200):
        yield Problem("dpi", detail=str(page["dpi"]))


def _check_element(element: Mapping[str, Any]) -> Iterator[Problem]:
    kind = element["type"]
    for key in sorted((_GEOMETRY | _REQUIRED[kind]) - element.keys()):
        yield Problem("missing", detail=key)
    for key, value in element.items():
        if key not in _KEYS[kind]:
            yield Problem("unknown_key", detail=key)
        elif not _is_valid(key, value):
            yield Problem("bad_value", detail=f"{key}: {value}")
    if isinstance(element.get("text", ""), (str, dict)):
        for name in sorted(_field_names(element) - SAMPLES.keys()):
            yield Problem("unknown_field", detail=name)


def _check_fit(
    element: Mapping[str, Any], page: Mapping[str, Any]
) -> Iterator[Problem]:
    """Check what depends on the page, once the element itself is sound."""
    x, y, w, h = (element[key] for key in ("x", "y", "w", "h"))
    if min(x, y, w, h) < 0 or x + w > page["w"] + 0.01 or y + h > page["h"] + 0.01:
        yield Problem("outside")
    if element["type"] == "qr":
        text = fill(element.get("text", "{token}"), sample_values("en"))
        module = min(w, h) / len(matrix(text, element.get("level", "M")))
        if dpi := page.get("dpi"):
            module = int(module * dpi / INCH + 1e-6) * INCH / dpi
        if module < SMALLEST_MODULE:
            yield Problem("qr_small", detail=f"{module:.2f}")
    if element["type"] == "text" and (
        h if element.get("rotate", 0) % 180 == 0 else w
    ) < (element["size"] * face_font.MM_PER_POINT * 0.85):
        yield Problem("text_high")


def _is_valid(key: str, value: Any) -> bool:
    if key in _CHOICES:
        return isinstance(value, (str, int)) and value in _CHOICES[key]
    if key == "size":
        return _is_number(value) and TEXT_SIZE[0] <= value <= TEXT_SIZE[1]
    if key == "leading":
        return _is_number(value) and 0.8 <= value <= 3
    if key in _NUMBERS:
        return _is_number(value) and value >= 0
    if key in _COLORS:
        return _is_color(value)
    if key in _FLAGS:
        return isinstance(value, bool)
    if key == "text":
        texts = value.values() if isinstance(value, dict) else [value]
        return bool(texts) and all(isinstance(text, str) for text in texts)
    return isinstance(value, str)


def _is_color(value: Any) -> bool:
    return (
        isinstance(value, str)
        and len(value) == 7
        and value[0] == "#"
        and all(digit in "0123456789abcdefABCDEF" for digit in value[1:])
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def _field_names(element: Mapping[str, Any]) -> set[str]:
    try:
        return fields_of(element)
    except (TypeError, AttributeError):  # a text that is not text, told already
        return set()
