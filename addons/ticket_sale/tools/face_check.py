"""What will go wrong with a face that is well formed: told before it is saved."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from PIL import Image, ImageChops

from . import barcode, face_font, face_schema
from .barcode import CannotEncode, NoEncoder
from .face_elements import QR_QUIET
from .face_fields import FIELD, fill, localized, sample_values
from .face_layout import CONDITIONS, layout
from .face_map import SAMPLE
from .face_raster import to_raster
from .face_schema import Problem, drawable, elements_of, sides
from .face_shapes import INCH, Code, Page, Part

DPI = 203  # of a device that the face does not name
LANGUAGES = ("en", "zh")
#: Millimetres a module: 3 dots at 203 dpi for a camera, 2 for a scanner of lines.
SMALLEST_MODULE = {"qr": 0.33, "code128": 0.24, "pdf417": 0.24}
LOWEST_BARCODE = 4.8  # millimetres
#: Widest page of each use: heads of ticket printers, an A4 sheet, a phone.
WIDEST = {"print": 112, "pdf": 297, "phone": 120}
CODES = frozenset({"qr", "barcode"})

EMPTY_WHEN_STANDING = ("row", "seat", "holder", "presenter", "age", "reprint")

_TOO_SMALL = ("qr_small", "barcode_small")
#: A problem -> those of which it is but a consequence.
FOLLOWS = {
    "clipped_long": ("clipped",),
    "quiet": _TOO_SMALL,
    "quiet_narrow": _TOO_SMALL,
    "covered": _TOO_SMALL,
    "barcode_low": ("barcode_small",),
}

Found = Iterator[Problem]


def check(face: Any, usage: str | None = None) -> list[Problem]:
    """Return all that is wrong with ``face``, the worst first; nothing if it is good.

    :param usage: what it is for: ``print``, ``pdf`` or ``phone``
    """
    problems = face_schema.check(face)
    sound = drawable(face, problems)
    if sound:
        problems += _once(_check_drawn(sound, usage))
    order = ("page", "front", "back")
    return sorted(
        problems, key=lambda one: (one.level, order.index(one.side), one.element)
    )


def _once(found: Found) -> list[Problem]:
    """Return each problem of an element once, as an error if it is one on any sample;
    and not what only follows from another."""
    worst: dict[tuple, Problem] = {}
    for problem in sorted(found, key=lambda one: one.level):
        worst.setdefault((problem.code, problem.side, problem.element), problem)
    return [
        problem
        for (code, *place), problem in worst.items()
        if not any((reason, *place) in worst for reason in FOLLOWS.get(code, ()))
    ]


def _check_drawn(face: Mapping[str, Any], usage: str | None) -> Found:
    yield from _check_paper(face["page"], usage)
    if usage and not _has_code(face):
        yield Problem("no_code", level="warning")
    for side, elements in sides(face):
        for number, element in enumerate(elements):
            if not element.get("hidden"):
                yield from (
                    replace(problem, side=side, element=number)
                    for problem in _check_element(element, face["page"])
                )
    dpi = face["page"].get("dpi") or DPI
    for lang in LANGUAGES:
        for kind in ("usual", "standing", "long"):
            page = _sample_page(face, lang, kind, dpi)
            for side, drawn in zip(("front", "back"), page.sides, strict=False):
                elements = dict(sides(face))[side]
                yield from _check_clipped(drawn, side, kind)
                yield from _check_modules(drawn, elements, side, kind)
                if kind != "long":
                    yield from _check_quiet(drawn, elements, side, dpi)


def _sample_page(face: Mapping[str, Any], lang: str, kind: str, dpi: float) -> Page:
    values = sample_values(lang, "long" if kind == "long" else "usual")
    values["reprint"] = values["reprint"] or "REPRINT 2"
    if kind == "standing":
        values |= dict.fromkeys(EMPTY_WHEN_STANDING, "")
    surroundings = None if kind == "standing" else SAMPLE
    return layout(face, values, lang=lang, dpi=dpi, surroundings=surroundings)


def _check_paper(page: Mapping[str, Any], usage: str | None) -> Found:
    narrow = min(page["w"], page["h"]) if usage != "phone" else page["w"]
    if usage and narrow > WIDEST[usage]:
        yield Problem(f"paper_{usage}", detail=f"{narrow:g}", level="warning")


def _has_code(face: Mapping[str, Any]) -> bool:
    return any(
        not element.get("hidden")
        and element.get("type") in CODES
        and {"token", "number"}
        & set(FIELD.findall(str(element.get("text", "{token}"))))
        for element in elements_of(face)
    )


def _check_element(element: Mapping[str, Any], page: Mapping[str, Any]) -> Found:
    x, y, w, h = (element[key] for key in "xywh")
    if x + w > page["w"] + 0.01 or y + h > page["h"] + 0.01:
        yield Problem("outside")
    if element["type"] == "text":
        room = w if element.get("rotate", 0) % 180 else h
        if room < element["size"] * face_font.MM_PER_POINT * 0.85:
            yield Problem("text_high")
        yield from _check_glyphs(element)
    if element["type"] == "barcode":
        yield from _check_barcode_text(element)


def _check_glyphs(element: Mapping[str, Any]) -> Found:
    texts = element["text"]
    for text in texts.values() if isinstance(texts, dict) else [texts]:
        letters, signs = face_font.missing(FIELD.sub("", text))
        if letters:
            yield Problem("glyphs", detail=letters[:20])
        if signs:
            yield Problem("signs", detail=signs[:20], level="warning")


def _check_barcode_text(element: Mapping[str, Any]) -> Found:
    for lang in LANGUAGES:
        template = localized(element.get("text", "{number}"), lang)
        text = fill(template, sample_values(lang))
        try:
            if text:
                barcode.matrix(text, element["symbology"])
        except CannotEncode:
            yield Problem("barcode_text", detail=text[:30])
        except NoEncoder as error:
            yield Problem("no_encoder", detail=str(error))


def _check_clipped(page: Page, side: str, kind: str) -> Found:
    code = "clipped_long" if kind == "long" else "clipped"
    for part in page.parts:
        if part.clipped:
            yield Problem(code, side, part.element, level="warning")


def _check_modules(page: Page, elements: list, side: str, kind: str) -> Found:
    level = "warning" if kind == "long" else "error"
    for part, code, element in _codes(page, elements):
        symbol = element.get("symbology", "qr")
        turned = element.get("rotate", 0) % 180
        module, down = (code.down, code.across) if turned else (code.across, code.down)
        if module < SMALLEST_MODULE[symbol]:
            name = "qr_small" if symbol == "qr" else "barcode_small"
            yield Problem(name, side, part.element, f"{module:.2f}", level)
        height = code.w if turned else code.h
        if symbol == "code128" and height < LOWEST_BARCODE:
            yield Problem("barcode_low", side, part.element, f"{height:.1f}", level)
        if symbol == "pdf417" and down < module * barcode.ROW_HEIGHT[symbol] - 1e-6:
            yield Problem("barcode_low", side, part.element, f"{height:.1f}", level)


def _codes(page: Page, elements: list) -> Iterator[tuple[Part, Code, Mapping]]:
    for part in page.parts:
        element = elements[part.element]
        if element["type"] in CODES:
            for shape in part.shapes:
                if isinstance(shape, Code):
                    yield part, shape, element


def _check_quiet(page: Page, elements: list, side: str, dpi: float) -> Found:
    """Look at the dots: is each code as it was drawn, with white around it?"""
    for part, code, element in _codes(page, elements):
        together = tuple(
            other for other in page.parts if _meet(elements[other.element], element)
        )
        printed = to_raster(replace(page, parts=together), dpi)
        alone = to_raster(replace(page, parts=(part,)), dpi)
        shift = (printed.width - round(page.w * dpi / INCH)) // 2
        for share, name, level in (
            (0, "covered", "error"),
            (0.5, "quiet", "error"),
            (1, "quiet_narrow", "warning"),
        ):
            box = _around(code, element, share, dpi / INCH, shift)
            if _differ(printed, alone, box):
                yield Problem(name, side, part.element, level=level)
                break


def _meet(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two elements can stand on one ticket."""
    if one.get("if") and one.get("if") == other.get("unless"):
        return False
    if one.get("unless") and one.get("unless") == other.get("if"):
        return False
    return all(
        not one.get(key) or not other.get(key) or set(one[key]) & set(other[key])
        for key in CONDITIONS
    )


def _around(code: Code, element: Mapping, share: float, scale: float, shift: int):
    """Return, in dots, the code and ``share`` of the white it needs around it."""
    symbol, turned = element.get("symbology", "qr"), element.get("rotate", 0) % 180
    module = code.down if turned else code.across
    white = module * share * (QR_QUIET if symbol == "qr" else barcode.QUIET[symbol])
    across = down = white
    if symbol == "code128":  # only the ends of a row of bars need white
        across, down = (0, white) if turned else (white, 0)
    return (
        max(0, round((code.x - across) * scale)) + shift,
        max(0, round((code.y - down) * scale)),
        round((code.x + code.w + across) * scale) + shift,
        round((code.y + code.h + down) * scale),
    )


def _differ(one: Image.Image, other: Image.Image, box: tuple) -> bool:
    left, top, right, bottom = box
    box = left, top, min(right, one.width), min(bottom, one.height)
    difference = ImageChops.logical_xor(one.crop(box), other.crop(box))
    return difference.getbbox() is not None
