"""Contact sheets of the ready-made faces, for the README: as they print, to scale."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from tests.helpers import pdf
from tests.helpers.pure import pure

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "addons" / "ticket_sale" / "data"
DPI = 203  # of thermal paper, where the face does not say another
PIXELS_PER_MM = 3.6
GAP = 9  # millimetres between tickets
GROUND, SHADOW, INK = "#dfe3ea", "#b9c0cd", "#3b4560"
CAPTION = 6  # millimetres
#: Shelves of the sheet: which faces stand beside each other, how large.
SHELVES = (
    (("roll_80mm", 1), ("roll_58mm", 1), ("phone", 0.86), ("eticket_a6", 1)),
    (("eticket_classic", 1), ("a4_fold", 0.5), ("badge", 1)),
    (("stock_2x5_5in", 1), ("wristband", 0.92)),
)
#: name of the picture: language and kind of sample
SHEETS = {
    "faces-en": ("en", "usual"),
    "faces-zh": ("zh_CN", "usual"),
    "faces-long-en": ("en", "long"),
    "faces-long-zh": ("zh_CN", "long"),
}

layout = pure("ticket_sale", "face_layout").layout
localized = pure("ticket_sale", "face_fields").localized
sample_values = pure("ticket_sale", "face_fields").sample_values
surroundings = pure("ticket_sale", "face_map").SAMPLE
to_pdf = pure("ticket_sale", "face_pdf").to_pdf
to_raster = pure("ticket_sale", "face_raster").to_raster
font_path = pure("ticket_sale", "face_font").path


def save_all(folder: Path) -> None:
    for name, (lang, kind) in SHEETS.items():
        # gold and red are few dots among many of navy: no colour may get lost
        few = sheet(lang, kind).quantize(256, Image.Quantize.MAXCOVERAGE)
        few.save(folder / f"{name}.png", optimize=True)


def sheet(lang: str, kind: str) -> Image.Image:
    """Return all faces on one picture."""
    shelves = [
        [
            (_caption(name, lang), _picture(name, lang, kind, share))
            for name, share in row
        ]
        for row in SHELVES
    ]
    gap, caption = _pixels(GAP), _pixels(CAPTION)
    width = max(sum(image.width + gap for _, image in row) for row in shelves) + gap
    height = sum(max(image.height for _, image in row) for row in shelves)
    height += (gap + caption) * len(shelves) + gap // 2
    result = Image.new("RGB", (width, height), GROUND)
    top = gap // 2
    for row in shelves:
        room = width - sum(image.width for _, image in row)
        left = space = room // (len(row) + 1)
        for text, image in row:
            _place(result, text, image, left, top + caption)
            left += image.width + space
        top += caption + gap + max(image.height for _, image in row)
    return result


def _place(sheet: Image.Image, text: str, image: Image.Image, x: int, y: int) -> None:
    pen = ImageDraw.Draw(sheet)
    pen.text((x, y - 5), text, fill=INK, font=_font(), anchor="ls")
    pen.rectangle(
        (x + 2, y + 3, x + image.width + 2, y + image.height + 3), fill=SHADOW
    )
    sheet.paste(image, (x, y))


def _picture(name: str, lang: str, kind: str, share: float) -> Image.Image:
    face = json.loads((DATA / "faces" / f"{name}.json").read_text())
    page = _page(face, lang, kind)
    if _entry(name)["usage"] == "print":
        image = to_raster(page, face["page"].get("dpi", DPI))
    else:
        image = pdf.images(to_pdf([page]), DPI)[0]
    size = _pixels(page.w * share), _pixels(page.h * share)
    return image.convert("RGB").resize(size, Image.Resampling.LANCZOS)


def _page(face: Mapping[str, Any], lang: str, kind: str):
    values = sample_values(lang, kind)
    return layout(face, values, lang=lang, surroundings=surroundings)


def _caption(name: str, lang: str) -> str:
    return localized(_entry(name)["name"], lang)


def _entry(name: str) -> Mapping[str, Any]:
    listed = json.loads((DATA / "face_gallery.json").read_text())["faces"]
    return next(entry for entry in listed if entry["file"] == f"{name}.json")


def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_path("sans", bold=True), _pixels(CAPTION * 0.6))


def _pixels(millimetres: float) -> int:
    return round(millimetres * PIXELS_PER_MM)
