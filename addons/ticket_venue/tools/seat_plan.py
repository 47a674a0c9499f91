"""A hall read from a file: the plan, what is odd about it, and why it is refused.

Every message is a code with parameters, so that the caller can say it in the reader's
language; :data:`MESSAGES` holds the English, marked for Odoo's translations.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from .geometry import Seat, Section

MAX_BYTES = 50_000_000
MAX_SEATS = 200_000
MAX_SECTIONS = 5_000
#: Two seats nearer than this, in centimetres, stand on each other.
TOO_NEAR = 20
#: Ten kilometres: nothing larger is a hall.
MAX_COORDINATE = 1_000_000
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
    )
)


def _lt(text: str) -> str:
    """Marks a text for translation; whoever shows it translates it."""
    return text


MESSAGES = {
    "empty": _lt("The file holds no seats."),
    "too_large": _lt("The file is larger than %(limit)s MB."),
    "encoding": _lt("The file is neither UTF-8 nor GB18030 text."),
    "not_json": _lt("This is not complete JSON: %(reason)s."),
    "not_csv": _lt("This is not a readable CSV file: %(reason)s."),
    "columns": _lt("The first line must name the columns %(columns)s."),
    "cells": _lt("The line has %(found)s cells, the first line %(expected)s."),
    "missing": _lt("%(name)s is missing."),
    "not_text": _lt("%(name)s must be text."),
    "not_list": _lt("%(name)s must be a list."),
    "not_object": _lt("%(name)s must be an object."),
    "not_number": _lt("%(name)s must be a number, not “%(value)s”."),
    "not_position": _lt(
        "%(name)s must be a whole number from 1 to 10000, not “%(value)s”."
    ),
    "too_long": _lt("%(name)s is longer than %(limit)s characters."),
    "control_character": _lt("%(name)s holds a control character."),
    "too_far": _lt("%(name)s is out of range: %(value)s."),
    "half_position": _lt("The seat has only one of x and y."),
    "some_positions": _lt("Either all seats have a position or none."),
    "unknown_kind": _lt("Seat kind “%(kind)s” is unknown."),
    "duplicate_seat": _lt(
        "Seat %(seat)s is in the file twice, first in line %(first)s."
    ),
    "duplicate_number": _lt("Seat %(seat)s is in this row twice."),
    "duplicate_key": _lt("The key “%(key)s” is used twice, first in line %(first)s."),
    "too_many_seats": _lt("The file holds more than %(limit)s seats."),
    "too_many_sections": _lt("The file holds more than %(limit)s sections."),
    "not_valid": _lt("%(name)s is not valid: “%(value)s”."),
    "too_many": _lt("There are more than %(limit)s entries in %(name)s."),
    "more": _lt("%(count)s more problems."),
    # Defects: reported, not fatal.
    "repeated_guid": _lt(
        "seat_guid “%(guid)s” is used %(count)s times; all but the first get #2, #3…"
    ),
    "repeated_numbers": _lt(
        "“%(name)s” numbers its seats more than once and is imported as %(count)s "
        "sections, so that no two tickets read the same."
    ),
    "unknown_category": _lt("Category “%(category)s” is not declared."),
    "unknown_shape": _lt("A drawing of shape “%(shape)s” is left out."),
    "section_without_seats": _lt("“%(name)s” has no seats and is left out."),
    "overlap": _lt("%(count)s seats stand on another seat, as %(seat)s does."),
    "not_a_seat": _lt("A place of type “%(kind)s” is left out."),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """``place`` is a line of a CSV file or a path in a JSON file."""

    place: str
    code: str
    params: dict = field(default_factory=dict)

    @property
    def reason(self) -> str:
        return MESSAGES[self.code] % self.params

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}" if self.place else self.reason


class Defect(Remark):
    """Something odd that does not stop the import."""

    __slots__ = ()


class Problem(Remark):
    """Something that stops the import."""

    __slots__ = ()


class SeatFileError(Exception):
    """The file is refused; nothing of it may be used."""

    def __init__(self, problems: Sequence[Problem]):
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Plan:
    """Seats refer to sections by code; ids are 0. Shapes as in ``geometry.SHAPES``."""

    sections: list[Section]
    seats: list[Seat]
    shapes: list[dict]
    defects: list[Defect]


class Reader:
    """Collects problems and defects while a file is read, and checks single values."""

    def __init__(self) -> None:
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
        return found


def fail(code: str, place: str = "", **params) -> NoReturn:
    raise SeatFileError([Problem(place, code, params)])


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
    fail("encoding")


def natural(label: str) -> tuple:
    """Sorts 2 before 10, and A before B.

    >>> sorted(["10", "2", "A"], key=natural)
    ['2', '10', 'A']
    """
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in re.findall(r"\d+|\D+", label)
    )


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
