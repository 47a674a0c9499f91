"""What is said about a seat file: codes with parameters, and their English words.

A remark is a code, so that the caller can say it in the reader's language.
:data:`MESSAGES` holds the English, marked for Odoo's translations.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NoReturn


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
    "column_twice": _lt(
        "Column “%(name)s” means the same as another; leave one of them empty."
    ),
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
    "not_capacity": _lt("A capacity is a whole number above zero, not “%(value)s”."),
    "unknown_companion": _lt(
        "Companion seat %(seat)s names the wheelchair place “%(key)s”, which is not in "
        "the file."
    ),
    "seats_in_standing": _lt("Standing area “%(name)s” holds seats."),
    "not_outline": _lt(
        "An outline is three or more points “x y; x y; …”, not “%(value)s”."
    ),
    "not_xlsx": _lt("This is not a readable spreadsheet: %(reason)s."),
    "zip_bomb": _lt("Unpacked, this file would be far too large."),
    "xml_entities": _lt("The file declares XML entities, which no seat file needs."),
    "cell_error": _lt("A cell holds the error %(value)s; correct its formula."),
    "cell_date": _lt(
        "A cell holds the date %(value)s; format the column as text and type it again."
    ),
    "duplicate_section": _lt("Section “%(name)s” is in the file twice."),
    "duplicate_label": _lt("Seat %(seat)s is in the file twice."),
    "svg_script": _lt("The drawing holds a script or an active link (%(name)s)."),
    "not_svg": _lt("This is not a complete SVG drawing: %(reason)s."),
    "no_seat_names": _lt(
        "No circle or rectangle of the drawing is named as a seat: give them ids such "
        "as “Stalls-A-12”, or data-section, data-row and data-seat."
    ),
    "too_many_shapes": _lt("The drawing holds more than %(limit)s shapes."),
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
    "whole_table": _lt(
        "“%(name)s” is sold as a whole; its seats are imported one by one."
    ),
    "no_place": _lt("“%(name)s” is named as a seat but has no place, and is left out."),
    "rescaled": _lt(
        "The drawing's seats stand %(found)s apart; it is enlarged so that they stand "
        "half a metre apart."
    ),
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


def fail(code: str, place: str = "", **params) -> NoReturn:
    raise SeatFileError([Problem(place, code, params)])
