"""What a face may contain, and what is wrong with one that does not obey."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from numbers import Real
from typing import Any

from . import face_font
from .face_layout import INCH, fields_of, fill
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
IMAGES = frozenset({"logo", "poster"})

PAGE_SIZE = (20, 500)  # millimetres
TEXT_SIZE = (4, 200)  # points
SMALLEST_MODULE = 0.33  # millimetres; 4 dots at 300 dpi, 3 at 203

_GEOMETRY = {"x", "y", "w", "h"}
_COMMON = {"type", "if", "unless"} | _GEOMETRY
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
_FLAGS = {"bold", "balance"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong: a code, the element's position from 1 (0: the face), a detail."""

    code: str
    element: int = 0
    detail: str = ""


def sample_values(lang: str) -> dict[str, str]:
    """Return example values for every field."""
    column = 1 if lang.startswith("zh") else 0
    return {name: texts[column] for name, texts in SAMPLES.items()}


def check(face: Any) -> list[Problem]:
    """Return all that keeps ``face`` from being printed; nothing if it is good."""
    if not isinstance(face, dict) or not isinstance(face.get("elements"), list):
        return [Problem("structure")]
    problems = list(_check_page(face.get("page")))
    if problems:
        return problems
    for position, element in enumerate(face["elements"], start=1):
        if not isinstance(element, dict) or element.get("type") not in _KEYS:
            problems.append(Problem("element_type", position))
            continue
        found = list(_check_element(element, position))
        problems.extend(found or _check_fit(element, position, face["page"]))
    return problems


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


def _check_element(element: Mapping[str, Any], position: int) -> Iterator[Problem]:
    kind = element["type"]
    for key in sorted((_GEOMETRY | _REQUIRED[kind]) - element.keys()):
        yield Problem("missing", position, key)
    for key, value in element.items():
        if key not in _KEYS[kind]:
            yield Problem("unknown_key", position, key)
        elif not _is_valid(key, value):
            yield Problem("bad_value", position, f"{key}: {value}")
    if isinstance(element.get("text", ""), (str, dict)):
        for name in sorted(_field_names(element) - SAMPLES.keys()):
            yield Problem("unknown_field", position, name)


def _check_fit(
    element: Mapping[str, Any], position: int, page: Mapping[str, Any]
) -> Iterator[Problem]:
    """Check what depends on the page, once the element itself is sound."""
    x, y, w, h = (element[key] for key in ("x", "y", "w", "h"))
    if min(x, y, w, h) < 0 or x + w > page["w"] + 0.01 or y + h > page["h"] + 0.01:
        yield Problem("outside", position)
    if element["type"] == "qr":
        text = fill(element.get("text", "{token}"), sample_values("en"))
        module = min(w, h) / len(matrix(text, element.get("level", "M")))
        if dpi := page.get("dpi"):
            module = int(module * dpi / INCH + 1e-6) * INCH / dpi
        if module < SMALLEST_MODULE:
            yield Problem("qr_small", position, f"{module:.2f}")
    if element["type"] == "text" and (
        h if element.get("rotate", 0) % 180 == 0 else w
    ) < (element["size"] * face_font.MM_PER_POINT * 0.85):
        yield Problem("text_high", position)


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
