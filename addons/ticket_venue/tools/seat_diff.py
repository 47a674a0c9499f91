"""What an import would change: which seat of the file is which seat of the map.

A seat is found again by its key; a seat whose file has no keys, by its label. Then the
record stays, and with it whatever refers to it: painted zones, companions.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from .geometry import Seat, Section, bounds
from .seat_plan import Plan

#: A seat nearer than this to where it was, in centimetres, has not moved.
STILL = 0.5
#: Seats that nobody said a place for stand this far below the rest.
GAP = 250


@dataclass(frozen=True, slots=True)
class Match:
    """``old`` is a seat of the map with its id, ``new`` what it will be."""

    old: Seat
    new: Seat
    file_key: str = ""

    @property
    def moved(self) -> bool:
        return math.dist((self.old.x, self.old.y), (self.new.x, self.new.y)) > STILL


@dataclass(slots=True)
class Diff:
    """``sections`` tells the code in the file of each section that stays, by its id."""

    sections: dict[int, str]
    matches: list[Match] = field(default_factory=list)
    added: list[Seat] = field(default_factory=list)
    removed: list[Seat] = field(default_factory=list)
    moved: list[Match] = field(default_factory=list)
    renumbered: list[Match] = field(default_factory=list)
    rekinded: list[Match] = field(default_factory=list)

    @property
    def unchanged(self) -> int:
        changed = {match.old.id for match in self.moved}
        changed |= {match.old.id for match in self.renumbered}
        changed |= {match.old.id for match in self.rekinded}
        return len(self.matches) - len(changed)


def compare(
    sections: Sequence[Section],
    seats: Sequence[Seat],
    plan: Plan,
    codes: Mapping[int, str] | None = None,
) -> Diff:
    """
    :param sections: of the map; ``id`` is the record's
    :param seats: of the map, with ids; ``section_id`` is the section's record
    :param codes: code of each section of the map by its id, where it has one
    """
    diff = Diff(match_sections(sections, plan.sections, codes or {}))
    found = _match_seats(diff.sections, seats, plan)
    for seat in plan.seats:
        if old := found.get(seat.key):
            _add_match(diff, Match(old, _settled(old, seat, plan.tells), seat.key))
        else:
            diff.added.append(seat)
    kept = {match.old.id for match in diff.matches}
    diff.removed = [seat for seat in seats if seat.id not in kept]
    if "position" not in plan.tells and seats:
        diff.added = _below(seats, diff.added)
    return diff


def _add_match(diff, match):
    old, new = match.old, match.new
    diff.matches.append(match)
    if match.moved:
        diff.moved.append(match)
    old_label = diff.sections.get(old.section_id), old.row, old.number
    if old_label != _label(new):
        diff.renumbered.append(match)
    if old.kind != new.kind:
        diff.rekinded.append(match)


def _settled(old, new, tells):
    """The seat as the file has it, and as the map has it where the file is silent."""
    new = replace(new, id=old.id, key=old.key)
    if "position" not in tells:
        new = replace(new, x=old.x, y=old.y)
    if "kind" not in tells:
        new = replace(new, kind=old.kind)
    if "category" not in tells:
        new = replace(new, category=old.category)
    if "companion" not in tells:
        new = replace(new, companion=old.companion)
    return new


def _below(seats, added):
    bottom = bounds(seats)[3] + GAP
    return [replace(seat, y=seat.y + bottom) for seat in added]


def match_sections(
    old: Sequence[Section], new: Sequence[Section], codes: Mapping[int, str]
) -> dict[int, str]:
    """Code in the file of every section of the map that is in it: by code, then name."""
    by_code = {codes[section.id]: section for section in old if codes.get(section.id)}
    found = {
        by_code[section.id].id: section.id for section in new if section.id in by_code
    }
    by_name = {
        section.name: section for section in reversed(old) if section.id not in found
    }
    taken = set(found.values())
    for section in new:
        if section.id not in taken and section.name in by_name:
            found[by_name.pop(section.name).id] = section.id
    return found


def _match_seats(codes, seats, plan):
    """Seat of the map by key in the file."""
    by_key = {seat.key: seat for seat in seats}
    by_label = defaultdict(list)
    for seat in seats:
        by_label[codes.get(seat.section_id), seat.row, seat.number].append(seat)
    found: dict[str, Seat] = {}
    taken: set[int] = set()

    def match(seat, old):
        if old and old.id not in taken and seat.key not in found:
            found[seat.key] = old
            taken.add(old.id)

    for seat in plan.seats:
        if seat.key not in plan.derived:
            match(seat, by_key.get(seat.key))
    for seat in plan.seats:
        named = by_label.get(_label(seat), ())
        match(seat, named[0] if len(named) == 1 else None)
    for seat in plan.seats:
        match(seat, by_key.get(seat.key))
    return found


def _label(seat):
    return seat.section_id, seat.row, seat.number
