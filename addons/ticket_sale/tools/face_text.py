"""Breaking text into lines and making it fit its box, Chinese and Latin alike."""

import re
from dataclasses import dataclass
from functools import lru_cache

from . import face_font

SMALLEST_SHARE = 0.6
SMALLEST_SIZE = 5 * face_font.MM_PER_POINT
STEP = 0.96
ELLIPSIS = "..."  # its character is a full Chinese one wide

NOT_FIRST = frozenset("，。；：、！？）】》」』”’…·%‰℃,.;:!?)]}")
NOT_LAST = frozenset("（【《「『“‘([{¥￥$€£#")

# A word or its part up to a hyphen, a run of blanks, or one character of a script that
# breaks anywhere.
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u30ff“”‘’…·"
_PIECE = re.compile(rf"[^\s{_WIDE}]+?[^\W\d_]-(?=[^\W\d_])|[^\s{_WIDE}]+|\s+|[{_WIDE}]")


@dataclass(frozen=True, slots=True)
class Font:
    """How letters look, whatever their size."""

    family: str = face_font.DEFAULT
    bold: bool = False

    def width(self, text: str, size: float) -> float:
        return face_font.width(text, size, bold=self.bold, family=self.family)


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines of text and the size to draw them with; ``cut`` when some is lost."""

    size: float
    lines: tuple[str, ...]
    cut: bool


@lru_cache(maxsize=2048)
def fit_lines(
    text: str,
    size: float,
    width: float,
    height: float,
    *,
    fit: str = "shrink",
    font: Font = Font(),
    leading: float = 1.25,
    balance: bool = False,
) -> Fitted:
    """Fit a text into a box.

    ``clip`` keeps the size and one line, ``shrink`` one line at a smaller size,
    ``wrap`` breaks lines and then shrinks until they fit the height; it rather shrinks
    than breaks inside a word. What does not fit at the smallest size ends with an
    ellipsis. ``balance`` makes lines of like length, as titles want them.
    """
    smallest = size if fit == "clip" else max(size * SMALLEST_SHARE, SMALLEST_SIZE)
    with_broken_word = None
    while True:
        limit = _lines_in(height, size, leading) if fit == "wrap" else 1
        lines = (
            break_lines(text, size, width, font)
            if fit == "wrap"
            else [" ".join(text.split())]
        )
        if len(lines) <= limit and _widest(lines, size, font) <= width + 1e-6:
            if balance:
                lines = _balanced(text, lines, size, width, font)
            fitted = Fitted(size, tuple(lines), cut=False)
            if not _has_long_word(text, size, width, font):
                return fitted
            with_broken_word = with_broken_word or fitted
        if size * STEP < smallest:
            return with_broken_word or Fitted(
                size, tuple(_cut(lines, limit, size, width, font)), cut=True
            )
        size *= STEP


def break_lines(text: str, size: float, width: float, font: Font) -> list[str]:
    """Break at blanks, between Chinese characters, and inside words only if need be.

    No line begins with a closing mark or ends with an opening one.
    """
    lines = []
    for paragraph in text.splitlines():
        line = ""
        for piece in _pieces(paragraph, size, width, font):
            if line and font.width((line + piece).rstrip(), size) > (width + 1e-6):
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
        lines.append(line.rstrip())
    return lines


def _balanced(
    text: str, lines: list[str], size: float, width: float, font: Font
) -> list[str]:
    """Return as many lines, broken at the narrowest width that needs no more."""
    low, high, best = width / max(len(lines), 1), width, lines
    while len(lines) > 1 and high - low > width / 100:
        middle = (low + high) / 2
        tried = break_lines(text, size, middle, font)
        if len(tried) > len(lines) or _widest(tried, size, font) > middle + 1e-6:
            low = middle
        else:
            high, best = middle, tried
    return best


def _pieces(paragraph: str, size: float, width: float, font: Font) -> list[str]:
    """Return the parts between which a line may break."""
    pieces: list[str] = []
    for piece in _PIECE.findall(paragraph):
        if pieces and (piece[0] in NOT_FIRST or pieces[-1][-1] in NOT_LAST):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return [
        part
        for piece in pieces
        for part in (
            _chunks(piece, size, width, font)
            if font.width(piece.rstrip(), size) > width
            else [piece]
        )
    ]


def _has_long_word(text: str, size: float, width: float, font: Font) -> bool:
    return any(font.width(word, size) > width for word in text.split()) and any(
        font.width(piece, size) > width for piece in _PIECE.findall(text)
    )


def _chunks(word: str, size: float, width: float, font: Font) -> list[str]:
    """Cut a word longer than a line into parts that are not."""
    chunks, chunk = [], ""
    for character in word:
        if chunk and font.width(chunk + character, size) > width:
            chunks.append(chunk)
            chunk = ""
        chunk += character
    return [*chunks, chunk]


def _lines_in(height: float, size: float, leading: float) -> int:
    return max(1, int((height / size - 1) / leading + 1 + 1e-6))


def _widest(lines: list[str], size: float, font: Font) -> float:
    return max(font.width(line, size) for line in lines)


def _cut(
    lines: list[str], limit: int, size: float, width: float, font: Font
) -> list[str]:
    kept = lines[:limit]
    last = kept[-1] if len(lines) == limit else kept[-1] + ELLIPSIS
    if font.width(last, size) > width:
        last = last.removesuffix(ELLIPSIS)
        while last and font.width(last + ELLIPSIS, size) > width:
            last = last[:-1]
        last = last.rstrip() + ELLIPSIS
    return [*kept[:-1], last]
