"""Faults of a drawn map that must not reach a ticket.

The editor shows these and some that only look odd (``static/src/utils/plan/checks.js``);
here are the faults for which a map is not put in use. Both sides are held to
``tests/vectors/plan_check.json``.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .geometry import Seat, Section
from .seat_plan import MAX_COORDINATE


def _lt(text: str) -> str:
    """Marks a text for translation; whoever shows it translates it."""
    return text


#: What is said of a fault, with its ``params`` and the name of its section.
MESSAGES = {
    "duplicate_label": _lt(
        "%(section)s, row “%(row)s”: numbers given more than once: %(numbers)s."
    ),
    "no_number": _lt("%(section)s: seats without number: %(count)s."),
    "too_far": _lt("%(section)s: seats more than 10 km from the middle: %(count)s."),
    "seat_in_standing": _lt(
        "%(section)s is a standing area and yet has numbered seats: %(count)s."
    ),
    "no_capacity": _lt("%(section)s: say how many people the standing area holds."),
}


@dataclass(frozen=True, slots=True)
class Fault:
    code: str
    section: int | str
    seats: list[int]
    params: dict = field(default_factory=dict)


def find_faults(sections: Sequence[Section], seats: Iterable[Seat]) -> list[Fault]:
    """
    >>> row = [Seat(1, 5, "A", "1", 0, 0), Seat(2, 5, "A", "1", 50, 0)]
    >>> [(fault.code, fault.seats) for fault in find_faults([Section(5, "Box")], row)]
    [('duplicate_label', [1, 2])]
    """
    by_id = {section.id: section for section in sections}
    labels, unnumbered, far, standing = (defaultdict(list) for _ in range(4))
    for seat in seats:
        section = by_id[seat.section_id]
        if section.kind == "standing":
            standing[section.id].append(seat.id)
        if seat.number.strip():
            label = (section.name, seat.row.strip(), seat.number.strip())
            labels[label].append(seat)
        else:
            unnumbered[section.id].append(seat.id)
        if max(abs(seat.x), abs(seat.y)) > MAX_COORDINATE:
            far[section.id].append(seat.id)
    return [
        *_duplicates(labels),
        *_by_section("no_number", sections, unnumbered),
        *_by_section("too_far", sections, far),
        *_by_section("seat_in_standing", sections, standing),
        *(
            Fault("no_capacity", section.id, [])
            for section in sections
            if section.kind == "standing" and section.capacity <= 0
        ),
    ]


def _duplicates(labels):
    """One fault a row, however many of its numbers are given more than once."""
    rows = defaultdict(list)
    for (section, row, number), seats in labels.items():
        if len(seats) > 1:
            rows[section, row].append((number, seats))
    for (_section, row), found in rows.items():
        numbers = [number for number, _seats in found]
        yield Fault(
            "duplicate_label",
            found[0][1][0].section_id,
            [seat.id for _number, seats in found for seat in seats],
            {"row": row, "numbers": ", ".join(numbers), "count": len(numbers)},
        )


def _by_section(code, sections, found):
    for section in sections:
        if seats := found.get(section.id):
            yield Fault(code, section.id, seats, {"count": len(seats)})
