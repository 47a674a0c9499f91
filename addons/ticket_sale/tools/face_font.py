"""The one source of text metrics: the advance widths of the fonts we embed."""

import unicodedata
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path(__file__).resolve().parents[1] / "static" / "fonts"
#: Family in a face -> name of the font; each has a regular and a bold file.
NAMES = {"sans": "TicketSans", "serif": "TicketSerif"}
DEFAULT = "sans"
MM_PER_POINT = 25.4 / 72

# Share of the em above the baseline and above the capitals; all files agree.
ASCENT = 0.88
CAP_HEIGHT = 0.733

_REPLACEMENT = "□"
_LETTERS = frozenset({"Lo", "Lu", "Ll", "Lt", "Nd"})

# Chinese and Latin share these code points; the font draws them a full character wide.
_NARROW = {"‘": "'", "’": "'", "“": '"', "”": '"', "·": "•", "…": "..."}
_FULL_WIDTH = frozenset(_NARROW)


def file_name(family: str, bold: bool) -> str:
    return f"{NAMES[family]}-{'Bold' if bold else 'Regular'}.ttf"


def path(family: str, bold: bool) -> Path:
    return FOLDER / file_name(family, bold)


@lru_cache(maxsize=8)
def registered_name(family: str, bold: bool) -> str:
    """Return the name under which reportlab knows the font, registering it once."""
    return _font(family, bold).fontName


def width(
    text: str, size: float, *, bold: bool = False, family: str = DEFAULT
) -> float:
    """Return the length of ``text`` in the unit of ``size``."""
    face = _font(family, bold).face
    widths, default = face.charWidths, face.defaultWidth
    return sum([widths.get(ord(one), default) for one in text]) / 1000 * size


def advances(text: str, *, bold: bool = False, family: str = DEFAULT) -> list[float]:
    """Return the advance of each character, in ems."""
    face = _font(family, bold).face
    widths, default = face.charWidths, face.defaultWidth
    return [widths.get(ord(character), default) / 1000 for character in text]


def drawable(text: str) -> str:
    """Return ``text`` with only what the default font can draw.

    Emoji and joiners are dropped, because a ticket reads well without them; a letter
    that the font lacks becomes a box, because its loss should be seen. Quotes and dots
    that do not touch a Chinese character become their narrow forms.
    """
    known = _font(DEFAULT, False).face.charWidths
    kept = []
    for character in unicodedata.normalize("NFC", _narrowed(text)):
        if character == "\n" or ord(character) in known:
            kept.append(character)
        elif character.isspace():
            kept.append(" ")
        elif unicodedata.category(character) in _LETTERS:
            kept.append(_REPLACEMENT)
    return "".join(kept)


def family_for(text: str, family: str) -> str:
    """Return ``family``, or the default one if only that can draw all of ``text``."""
    if family != DEFAULT:
        known = _font(family, False).face.charWidths
        if any(ord(character) not in known and character != "\n" for character in text):
            return DEFAULT
    return family


def missing(text: str) -> tuple[str, str]:
    """Return what cannot be drawn: letters that become boxes, signs that vanish."""
    known = _font(DEFAULT, False).face.charWidths
    lost = dict.fromkeys(
        character
        for character in unicodedata.normalize("NFC", text)
        if ord(character) not in known and not character.isspace()
    )
    letters = [one for one in lost if unicodedata.category(one) in _LETTERS]
    signs = [one for one in lost if unicodedata.category(one)[0] in "SP"]
    return "".join(letters), "".join(signs)


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


@lru_cache(maxsize=8)
def _font(family: str, bold: bool) -> TTFont:
    # Shaping would change nothing for Chinese and Latin, and costs a second layout.
    source = path(family, bold)
    font = TTFont(source.stem, str(source), shapable=False)
    pdfmetrics.registerFont(font)
    return font
