"""What a face may contain, and what of one does not obey."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from numbers import Real
from typing import Any

from . import barcode, face_font
from .face_fields import IMAGES, conditions_of, fields_of, is_known
from .face_format import WrongVersion, upgrade
from .face_layout import CONDITIONS
from .face_picture import LARGEST_ASSETS, NotAPicture, from_data_url
from .qr import LEVELS

ASSET = "asset:"

PAGE_SIZE = (20, 500)  # millimetres
PAGE_DPI = (100, 1200)
TEXT_SIZE = (4, 200)  # points
SPAN = (2, 60)  # metres of a hall
MOST_ELEMENTS = 200  # on a side
MOST_COPIES = 10
LONGEST_TEXT = 2000

_FACE_KEYS = {"version", "page", "elements", "back", "copies", "assets"}
_GEOMETRY = {"x", "y", "w", "h"}
_COMMON = (
    {"type", "name", "hidden", "locked", "if", "unless"} | CONDITIONS.keys() | _GEOMETRY
)
_KEYS = {
    "text": _COMMON
    | {"text", "size", "font", "bold", "align", "valign", "fit", "leading", "balance"}
    | {"color", "rotate"},
    "qr": _COMMON | {"text", "level"},
    "barcode": _COMMON | {"text", "symbology", "human", "rotate"},
    "line": _COMMON | {"stroke", "color", "dash"},
    "tear": _COMMON | {"stroke", "color", "dash", "scissors"},
    "box": _COMMON | {"stroke", "color", "fill", "radius"},
    "image": _COMMON | {"source", "rotate"},
    "map": _COMMON | {"span", "color", "seats"},
}
_REQUIRED = {"text": {"text", "size"}, "barcode": {"symbology"}, "image": {"source"}}
_ASSET_NAME = re.compile(r"[a-z0-9_-]{1,40}")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")

#: Problems with which an element, or the face, cannot be drawn.
_BREAKING = frozenset(
    {"structure", "version", "page_size", "dpi", "too_many"}
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


def check(face: Any) -> list[Problem]:
    """Return what of ``face`` is not as the format wants it; see also ``face_check``."""
    if not isinstance(face, dict):
        return [Problem("structure")]
    try:
        face = upgrade(face)
    except WrongVersion as error:
        return [Problem("version", detail=str(error))]
    problems = list(_check_face(face))
    assets = face.get("assets")
    names = set(assets) if isinstance(assets, dict) else set()
    for side, elements in sides(face):
        if len(elements) > MOST_ELEMENTS:
            problems.append(Problem("too_many", detail=str(len(elements))))
            continue
        for number, element in enumerate(elements):
            problems.extend(
                replace(problem, side=side, element=number)
                for problem in _check_element(element, names)
            )
    return problems


def sides(face: Mapping[str, Any]) -> list[tuple[str, list]]:
    """Return the elements of each side that there is, as far as they are a list."""
    back = face.get("back")
    found = {"front": face.get("elements")}
    if isinstance(back, dict):
        found["back"] = back.get("elements")
    return [(side, part) for side, part in found.items() if isinstance(part, list)]


def elements_of(face: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the elements of both sides."""
    return [element for _side, elements in sides(face) for element in elements]


def drawable(face: Any, problems: Iterable[Problem]) -> dict | None:
    """Return ``face`` without what cannot be drawn, or None if nothing can.

    Elements keep their positions: a broken one is hidden.
    """
    errors = {
        (problem.side, problem.element)
        for problem in problems
        if problem.code in _BREAKING
    }
    if ("page", -1) in errors or not isinstance(face, dict):
        return None
    mended = upgrade(face)
    for side, elements in sides(face):
        shown = [
            {"hidden": True} if (side, number) in errors else element
            for number, element in enumerate(elements)
        ]
        if side == "front":
            mended["elements"] = shown
        else:
            mended["back"] = {"elements": shown}
    return mended


def _check_face(face: Mapping[str, Any]) -> Iterator[Problem]:
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
    copies = face.get("copies", 1)
    if not (isinstance(copies, int) and _is_number(copies, 1, MOST_COPIES)):
        yield Problem("copies", detail=str(copies)[:40])
    yield from _check_assets(face.get("assets", {}))


def _check_page(page: Any) -> Iterator[Problem]:
    if not isinstance(page, dict) or not {"w", "h"} <= page.keys() <= {"w", "h", "dpi"}:
        yield Problem("structure")
        return
    for side in "wh":
        if not _is_number(page[side], *PAGE_SIZE):
            yield Problem("page_size", detail=str(page[side])[:40])
    if "dpi" in page and not _is_number(page["dpi"], *PAGE_DPI):
        yield Problem("dpi", detail=str(page["dpi"])[:40])


def _check_assets(assets: Any) -> Iterator[Problem]:
    if not isinstance(assets, dict) or not all(
        _ASSET_NAME.fullmatch(name) and isinstance(url, str)
        for name, url in assets.items()
    ):
        yield Problem("assets")
        return
    if sum(map(len, assets.values())) > LARGEST_ASSETS * 4 / 3:
        yield Problem("assets_size")
        return
    for name, url in assets.items():
        try:
            from_data_url(url)
        except NotAPicture as error:
            yield Problem(f"asset_{error}", detail=name)


def _check_element(element: Any, assets: set[str]) -> Iterator[Problem]:
    kind = element.get("type") if isinstance(element, dict) else None
    if not isinstance(kind, str) or kind not in _KEYS:
        yield Problem("element_type")
        return
    for key in sorted((_GEOMETRY | _REQUIRED.get(kind, set())) - element.keys()):
        yield Problem("missing", detail=key)
    for key, value in element.items():
        if key not in _KEYS[kind]:
            yield Problem("unknown_key", detail=str(key)[:40])
        elif key != "type" and not _RULES[key](value):
            yield Problem("bad_value", detail=f"{key}: {str(value)[:40]}")
    if _is_text(element.get("text", "")):
        for name in sorted(_unknown_names(element)):
            yield Problem("unknown_field", detail=name[:40])
    source = element.get("source")
    if isinstance(source, str) and source.startswith(ASSET):
        if source.removeprefix(ASSET) not in assets:
            yield Problem("asset_missing", detail=source.removeprefix(ASSET)[:40])


def _unknown_names(element: Mapping[str, Any]) -> set[str]:
    names = {name for name in fields_of(element) if not is_known(name)}
    wanted = conditions_of(element) - IMAGES
    return names | {name for name in wanted if not is_known(name)}


def _is_number(value: Any, least: float, most: float) -> bool:
    return (
        isinstance(value, Real)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and least <= value <= most
    )


def _between(least: float, most: float) -> Callable[[Any], bool]:
    return lambda value: _is_number(value, least, most)


def _one_of(choices: Iterable) -> Callable[[Any], bool]:
    known = frozenset(choices)
    return lambda value: (
        isinstance(value, (str, int)) and not isinstance(value, bool) and value in known
    )


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 80


def _is_color(value: Any) -> bool:
    return isinstance(value, str) and bool(_COLOR.fullmatch(value))


def _is_text(value: Any) -> bool:
    texts = list(value.values()) if isinstance(value, dict) else [value]
    return bool(texts) and all(
        isinstance(text, str) and len(text) <= LONGEST_TEXT for text in texts
    )


def _are_codes(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= 100 and all(map(_is_name, value))


def _is_source(value: Any) -> bool:
    return isinstance(value, str) and (value in IMAGES or value.startswith(ASSET))


_PLACE = _between(0, PAGE_SIZE[1])
_RULES: dict[str, Callable[[Any], bool]] = {
    "x": _PLACE,
    "y": _PLACE,
    "w": _PLACE,
    "h": _PLACE,
    "name": _is_name,
    "hidden": _is_flag,
    "locked": _is_flag,
    "if": _is_name,
    "unless": _is_name,
    "types": _are_codes,
    "zones": _are_codes,
    "channels": _are_codes,
    "text": _is_text,
    "size": _between(*TEXT_SIZE),
    "font": _one_of(face_font.NAMES),
    "bold": _is_flag,
    "align": _one_of(("left", "center", "right")),
    "valign": _one_of(("top", "middle", "bottom")),
    "fit": _one_of(("wrap", "shrink", "clip")),
    "leading": _between(0.8, 3),
    "balance": _is_flag,
    "color": _is_color,
    "rotate": _one_of((0, 90, 180, 270)),
    "level": _one_of(LEVELS),
    "symbology": _one_of(barcode.SYMBOLOGIES),
    "human": _is_flag,
    "stroke": _between(0, 20),
    "dash": lambda value: value == 0 or _is_number(value, 0.2, 100),
    "scissors": _is_flag,
    "fill": _is_color,
    "radius": _between(0, PAGE_SIZE[1]),
    "source": _is_source,
    "span": _between(*SPAN),
    "seats": _is_color,
}
