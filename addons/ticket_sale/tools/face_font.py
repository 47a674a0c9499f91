"""The one source of text metrics: the advance widths of the fonts we embed."""

import unicodedata
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path(__file__).resolve().parents[1] / "static" / "fonts"
FILES = {False: "TicketSans-Regular.ttf", True: "TicketSans-Bold.ttf"}
NAMES = {False: "TicketSans", True: "TicketSans-Bold"}
MM_PER_POINT = 25.4 / 72

# Share of the em above the baseline and above the capitals; both weights agree.
ASCENT = 0.88
CAP_HEIGHT = 0.733

_REPLACEMENT = "□"

# Chinese and Latin share these code points; the font draws them a full character wide.
_NARROW = {"‘": "'", "’": "'", "“": '"', "”": '"', "·": "•", "…": "..."}
_FULL_WIDTH = frozenset(_NARROW)


def path(bold: bool) -> Path:
    return FOLDER / FILES[bold]


@lru_cache(maxsize=2)
def registered_name(bold: bool) -> str:
    """Return the name under which reportlab knows the font, registering it once."""
    _font(bold)
    return NAMES[bold]


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the length of ``text`` in the unit of ``size``."""
    return sum(advances(text, bold=bold)) * size


def advances(text: str, *, bold: bool = False) -> list[float]:
    """Return the advance of each character, in ems."""
    face = _font(bold).face
    widths, default = face.charWidths, face.defaultWidth
    return [widths.get(ord(character), default) / 1000 for character in text]


def drawable(text: str) -> str:
    """Return ``text`` with only what the font can draw.

    Emoji and joiners are dropped, because a ticket reads well without them; a letter
    that the font lacks becomes a box, because its loss should be seen. Quotes and dots
    that do not touch a Chinese character become their narrow forms.
    """
    known = _font(False).face.charWidths
    kept = []
    for character in unicodedata.normalize("NFC", _narrowed(text)):
        if character == "\n" or ord(character) in known:
            kept.append(character)
        elif character.isspace():
            kept.append(" ")
        elif unicodedata.category(character) in {"Lo", "Lu", "Ll", "Lt", "Nd"}:
            kept.append(_REPLACEMENT)
    return "".join(kept)


def _narrowed(text: str) -> str:
    if _FULL_WIDTH.isdisjoint(text):
        return text
    padded = f" {text} "
    return "".join(
        _NARROW.get(character, character)
        if _is_narrow(before) and _is_narrow(after)
        else character
        for before, character, after in zip(padded, text, padded[2:], strict=False)
    )


def _is_narrow(character: str) -> bool:
    return unicodedata.east_asian_width(character) not in {"W", "F"}


@lru_cache(maxsize=2)
def _font(bold: bool) -> TTFont:
    # Shaping would change nothing for Chinese and Latin, and costs a second layout.
    font = TTFont(NAMES[bold], str(path(bold)), shapable=False)
    pdfmetrics.registerFont(font)
    return font
