"""The snippet of a seat map on a ticket: the seats around one's own, which is marked.

Everything is in centimetres from the own seat, as the hall's plan has it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from . import face_font
from .face_fields import localized
from .face_shapes import BLACK, Box, Marks, Run, Shape
from .face_text import Font, fit_lines

DEFAULT_SPAN = 8.0  # metres of the hall across the longer side of the box
MOST_SEATS = 400
STAGE = {"en": "STAGE", "zh": "舞台"}
STRIP = 3.2  # millimetres for the word, at the edge that is nearest to the stage
PITCH = (35, 120)  # centimetres from seat to seat, if the plan is a sensible one
OTHERS = 0.45  # share of the pitch that a seat of others takes
GREY = "#777777"

_WORD_SIZE = 6 * face_font.MM_PER_POINT


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where other seats and the stage are, seen from the own seat."""

    seats: tuple[tuple[float, float], ...]
    stage: tuple[float, float] | None = None


#: A piece of a hall with the seats half a metre apart, for those who have no ticket.
SAMPLE = Surroundings(
    tuple(
        (column * 52.0, row * 90.0)
        for row in range(-4, 5)
        for column in range(-12, 13)
        if row or column
    ),
    stage=(0.0, -1200.0),
)


def reach(element: Mapping[str, Any]) -> float:
    """Return how far from the own seat, in centimetres, a snippet may show seats."""
    return element.get("span", DEFAULT_SPAN) * 100 / 2


def draw_map(
    element: Mapping[str, Any], surroundings: Surroundings, lang: str
) -> Iterator[Shape]:
    color = element.get("color", BLACK)
    edge = _stage_edge(element, surroundings.stage)
    if edge:
        yield from _draw_stage(element, edge, localized(STAGE, lang), color)
    x, y, w, h = _without_strip(element, edge)
    millimetres = max(element["w"], element["h"]) / (reach(element) * 2)
    pitch = _pitch(surroundings.seats) * millimetres
    middle_x, middle_y = x + w / 2, y + h / 2
    side = round(pitch * OTHERS, 2)
    points = []
    for right, down in surroundings.seats:
        left = middle_x + right * millimetres - side / 2
        top = middle_y + down * millimetres - side / 2
        if x <= left <= x + w - side and y <= top <= y + h - side:
            points.append((round(left, 2), round(top, 2)))
    if points:
        yield Marks(tuple(points[:MOST_SEATS]), side, element.get("seats", GREY))
    own = min(pitch * 0.95, w, h)
    yield Box(middle_x - own / 2, middle_y - own / 2, own, own, color, radius=own / 4)


def _pitch(seats: tuple[tuple[float, float], ...]) -> float:
    nearest = min((max(abs(x), abs(y)) for x, y in seats), default=PITCH[0])
    return min(max(nearest, PITCH[0]), PITCH[1])


def _stage_edge(
    element: Mapping[str, Any], stage: tuple[float, float] | None
) -> str | None:
    """Return the edge of the box towards the stage, if it has room for a word."""
    if stage is None or min(element["w"], element["h"]) < 3 * STRIP:
        return None
    right, down = stage
    if abs(down) >= abs(right):
        return "top" if down < 0 else "bottom"
    return "left" if right < 0 else "right"


def _without_strip(element, edge) -> tuple[float, float, float, float]:
    x, y, w, h = (element[key] for key in "xywh")
    return {
        "top": (x, y + STRIP, w, h - STRIP),
        "bottom": (x, y, w, h - STRIP),
        "left": (x + STRIP, y, w - STRIP, h),
        "right": (x, y, w - STRIP, h),
    }.get(edge, (x, y, w, h))


def _draw_stage(element, edge: str, word: str, color: str) -> Iterator[Shape]:
    x, y, w, h = (element[key] for key in "xywh")
    upright = edge in {"top", "bottom"}
    long = w if upright else h
    font = Font(bold=True)
    fitted = fit_lines(word, _WORD_SIZE, long, STRIP, font=font)
    length = font.width(fitted.lines[0], fitted.size)
    start = (long - length) / 2
    # the middle of capitals and of Chinese characters alike
    sink = STRIP / 2 + fitted.size * face_font.CAP_HEIGHT / 2
    rest = (long - length) / 2 - 1
    near = {"top": y, "bottom": y + h - STRIP, "left": x, "right": x + w - STRIP}[edge]
    line = near + STRIP / 2 - 0.15
    for begin in (0, long - rest):
        if upright:
            yield Box(x + begin, line, rest, 0.3, color)
        else:
            yield Box(line, y + begin, 0.3, rest, color)
    if upright:
        place, turn = (x + start, near + sink), 0
    elif edge == "left":
        place, turn = (near + sink, y + h - start), 270
    else:
        place, turn = (near + STRIP - sink, y + start), 90
    yield Run(
        *(round(part, 3) for part in place),
        round(fitted.size, 3),
        fitted.lines[0],
        length,
        bold=True,
        color=color,
        rotate=turn,
    )
