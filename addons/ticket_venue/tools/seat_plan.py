"""A hall as a file tells it, and how single values of a file are checked."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from .geometry import Point, Seat, Section
from .seat_remarks import MESSAGES, Defect, Problem, Remark, SeatFileError, fail

__all__ = ["MESSAGES", "Defect", "Problem", "Remark", "SeatFileError", "fail"]

MAX_BYTES = 50_000_000
MAX_SEATS = 200_000
MAX_SECTIONS = 5_000
#: Two seats nearer than this, in centimetres, stand on each other.
TOO_NEAR = 20
#: Ten kilometres: nothing larger is a hall.
MAX_COORDINATE = 1_000_000
#: Decimals of a coordinate that count: a hundredth of a millimetre.
PLACES = 3
MAX_LABEL = 32
MAX_NAME = 128
MAX_PROBLEMS = 50
KINDS = frozenset(
    (
        "standard",
        "wheelchair",
        "companion",
        "obstructed",
        "house",
        "camera",
        "security",
        "press",
        "rostrum",
        "kill",
    )
)


TELLS = frozenset(("position", "kind", "category", "companion", "area", "drawing"))


@dataclass(frozen=True, slots=True)
class Plan:
    """Seats refer to sections by code; ids are 0. Shapes as in ``geometry.SHAPES``.

    ``categories`` are the price categories seats name, with their colour. ``derived`` are the
    keys that were made from labels because the file has none of its own. ``tells`` says
    which of :data:`TELLS` the file knows of; the rest is kept as it is on the map.
    """

    sections: list[Section]
    seats: list[Seat]
    shapes: list[dict]
    defects: list[Defect] = field(default_factory=list)
    focal: Point | None = None
    categories: dict[str, str] = field(default_factory=dict)
    derived: frozenset[str] = frozenset()
    tells: frozenset[str] = TELLS
    name: str = ""


class Reader:
    """Collects problems and defects while a file is read, and checks single values."""

    def __init__(self, kinds: Mapping[str, str] | None = None) -> None:
        """:param kinds: code of a seat kind by every name a file may call it"""
        self.kinds = kinds or {kind: kind for kind in KINDS}
        self.problems: list[Problem] = []
        self.defects: list[Defect] = []
        self.hidden = 0

    def refuse(self, place: str, code: str, **params) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(place, code, params))
        else:
            self.hidden += 1

    def report(self, place: str, code: str, **params) -> None:
        self.defects.append(Defect(place, code, params))

    def report_overlaps(
        self, sections: Sequence[Section], seats: Sequence[Seat]
    ) -> None:
        if stacked := overlapping(seats):
            first = stacked[0]
            names = {section.id: section.name for section in sections}
            label = " ".join((names[first.section_id], first.row, first.number))
            self.report("", "overlap", count=len(stacked), seat=label)

    def stop_if_refused(self) -> None:
        if self.hidden:
            self.problems.append(Problem("", "more", {"count": self.hidden}))
        if self.problems:
            raise SeatFileError(self.problems)

    def text(
        self, place: str, name: str, value, *, limit: int = MAX_LABEL, needed=True
    ) -> str:
        """A label as it is written; markup in it is only characters."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if value is None:
            value = ""
        if not isinstance(value, str):
            self.refuse(place, "not_text", name=name)
            return ""
        value = value.strip()
        if needed and not value:
            self.refuse(place, "missing", name=name)
        elif len(value) > limit:
            self.refuse(place, "too_long", name=name, limit=limit)
        elif re.search(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]", value):
            self.refuse(place, "control_character", name=name)
        return value

    def number(self, place: str, name: str, value, scale: float = 1) -> float:
        """A coordinate, in map units after scaling."""
        shown = str(value)[:32]
        try:
            if isinstance(value, bool) or value is None:
                raise ValueError(value)
            found = float(value) * scale
        except (TypeError, ValueError, OverflowError):
            self.refuse(place, "not_number", name=name, value=shown)
            return 0
        if not math.isfinite(found):
            self.refuse(place, "not_number", name=name, value=shown)
            return 0
        if abs(found) > MAX_COORDINATE:
            self.refuse(place, "too_far", name=name, value=shown)
            return 0
        return round(found, PLACES)

    def kind(self, place: str, value) -> str:
        """The code of a seat kind, which the file may name in words of its own."""
        word = self.text(place, "kind", value, limit=MAX_NAME, needed=False)
        if not word:
            return "standard"
        found = self.kinds.get(word) or self.kinds.get(word.casefold())
        if not found:
            self.refuse(place, "unknown_kind", kind=word[:MAX_LABEL])
        return found or "standard"

    def capacity(self, place: str, value) -> int:
        shown = str(value).strip()
        if not re.fullmatch(r"\d{1,7}(\.0)?", shown, re.ASCII) or not float(shown):
            self.refuse(place, "not_capacity", value=shown[:32])
            return 1
        return int(float(shown))


def color(value) -> str:
    """A colour as ``#rrggbb``, or nothing: whatever else stands there is not used.

    >>> color("#ABC"), color("url(x)")
    ('#aabbcc', '')
    """
    if not isinstance(value, str):
        return ""
    if re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        return value.lower()
    if re.fullmatch(r"#[0-9a-fA-F]{3}", value):
        return "#" + "".join(2 * digit for digit in value[1:].lower())
    return ""


def read_text(content: bytes) -> str:
    """UTF-8 with or without its mark, else GB18030, as Chinese spreadsheets are."""
    if len(content) > MAX_BYTES:
        fail("too_large", limit=MAX_BYTES // 1_000_000)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise SeatFileError([Problem("", "encoding")])


def natural(label: str) -> tuple:
    """Sorts 2 before 10, and A before B.

    >>> sorted(["10", "2", "A"], key=natural)
    ['2', '10', 'A']
    """
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in re.findall(r"\d+|\D+", label)
    )


def bind_companions(reader: Reader, seats: Sequence[Seat]) -> list[Seat]:
    """Reports companion seats whose wheelchair place is nowhere, and unbinds them."""
    keys = {seat.key for seat in seats}
    bound = []
    for seat in seats:
        if seat.companion and seat.companion not in keys:
            label = f"{seat.row} {seat.number}".strip()
            reader.report("", "unknown_companion", seat=label, key=seat.companion)
            seat = replace(seat, companion="")
        bound.append(seat)
    return bound


def overlapping(seats: Sequence[Seat]) -> list[Seat]:
    """Seats that stand on an earlier one, as when floors are drawn on each other."""
    cells: dict[tuple[int, int], list[Seat]] = {}
    found = []
    for seat in seats:
        column, line = int(seat.x // TOO_NEAR), int(seat.y // TOO_NEAR)
        around = (
            other
            for near_column in (column - 1, column, column + 1)
            for near_line in (line - 1, line, line + 1)
            for other in cells.get((near_column, near_line), ())
        )
        at = seat.x, seat.y
        if any(math.dist(at, (other.x, other.y)) < TOO_NEAR for other in around):
            found.append(seat)
        else:
            cells.setdefault((column, line), []).append(seat)
    return found
