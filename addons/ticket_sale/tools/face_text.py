"""Breaking text into lines and making it fit its box, Chinese and Latin alike."""

import re

from . import face_font

SMALLEST_SHARE = 0.6
SMALLEST_SIZE = 5 * face_font.MM_PER_POINT
STEP = 0.96
ELLIPSIS = "..."  # its character is a full Chinese one wide

NOT_FIRST = frozenset("，。；：、！？）】》」』”’…·%‰℃,.;:!?)]}")
NOT_LAST = frozenset("（【《「『“‘([{¥￥$€£#")

# A word, a run of blanks, or one character of a script that breaks anywhere.
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u30ff“”‘’…·"
_PIECE = re.compile(rf"[^\s{_WIDE}]+|\s+|[{_WIDE}]")


def fit_lines(
    text: str,
    size: float,
    width: float,
    height: float,
    *,
    fit: str = "shrink",
    bold: bool = False,
    leading: float = 1.25,
    balance: bool = False,
) -> tuple[float, list[str]]:
    """Return the size to draw with and the lines.

    ``clip`` keeps the size and one line, ``shrink`` one line at a smaller size,
    ``wrap`` breaks lines and then shrinks until they fit the height. What does not fit
    at the smallest size ends with an ellipsis. ``balance`` makes lines of like length,
    as titles want them.
    """
    smallest = size if fit == "clip" else max(size * SMALLEST_SHARE, SMALLEST_SIZE)
    while True:
        limit = _lines_in(height, size, leading) if fit == "wrap" else 1
        lines = (
            break_lines(text, size, width, bold=bold)
            if fit == "wrap"
            else [" ".join(text.split())]
        )
        if len(lines) <= limit and _widest(lines, size, bold) <= width + 1e-6:
            return size, _balanced(text, lines, size, width, bold) if balance else lines
        if size * STEP < smallest:
            return size, _cut(lines, limit, size, width, bold)
        size *= STEP


def break_lines(text: str, size: float, width: float, *, bold: bool) -> list[str]:
    """Break at blanks, between Chinese characters, and inside words only if need be.

    No line begins with a closing mark or ends with an opening one.
    """
    lines = []
    for paragraph in text.splitlines():
        line = ""
        for piece in _pieces(paragraph, size, width, bold):
            if line and face_font.width((line + piece).rstrip(), size, bold=bold) > (
                width + 1e-6
            ):
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
        lines.append(line.rstrip())
    return lines


def _balanced(
    text: str, lines: list[str], size: float, width: float, bold: bool
) -> list[str]:
    """Return as many lines, broken at the narrowest width that needs no more."""
    low, high, best = width / max(len(lines), 1), width, lines
    while len(lines) > 1 and high - low > width / 100:
        middle = (low + high) / 2
        tried = break_lines(text, size, middle, bold=bold)
        if len(tried) > len(lines) or _widest(tried, size, bold) > middle + 1e-6:
            low = middle
        else:
            high, best = middle, tried
    return best


def _pieces(paragraph: str, size: float, width: float, bold: bool) -> list[str]:
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
            _chunks(piece, size, width, bold)
            if face_font.width(piece.rstrip(), size, bold=bold) > width
            else [piece]
        )
    ]


def _chunks(word: str, size: float, width: float, bold: bool) -> list[str]:
    """Cut a word longer than a line into parts that are not."""
    chunks, chunk = [], ""
    for character in word:
        if chunk and face_font.width(chunk + character, size, bold=bold) > width:
            chunks.append(chunk)
            chunk = ""
        chunk += character
    return [*chunks, chunk]


def _lines_in(height: float, size: float, leading: float) -> int:
    return max(1, int((height / size - 1) / leading + 1 + 1e-6))


def _widest(lines: list[str], size: float, bold: bool) -> float:
    return max(face_font.width(line, size, bold=bold) for line in lines)


def _cut(
    lines: list[str], limit: int, size: float, width: float, bold: bool
) -> list[str]:
    kept = lines[:limit]
    last = kept[-1] if len(lines) == limit else kept[-1] + ELLIPSIS
    if face_font.width(last, size, bold=bold) > width:
        last = last.removesuffix(ELLIPSIS)
        while last and face_font.width(last + ELLIPSIS, size, bold=bold) > width:
            last = last[:-1]
        last = last.rstrip() + ELLIPSIS
    return [*kept[:-1], last]
