"""The geometry file of a hall as an import would leave it, with what changes marked."""

from collections.abc import Sequence
from dataclasses import replace

from .geometry import Section, encode, runs
from .seat_diff import Diff
from .seat_plan import Plan

#: What happens to a seat; the number is its mark in the file.
MARKS = ("same", "new", "moved", "renumbered", "rekinded", "removed")
#: A preview is sent whole; a larger hall is told in numbers only.
MAX_SEATS = 60_000


def preview(
    plan: Plan,
    diff: Diff,
    sections: Sequence[Section],
    removed,
    shapes: Sequence[dict] = (),
) -> dict | None:
    """
    :param sections: of the map, with the ids that removed seats name
    :param removed: seats that go, still drawn where they stand
    :param shapes: of the map, which stay when the file has no drawing
    :return: a geometry file with ``marks``, runs of ``[mark, count]`` in seat order;
        without marks when the map is empty now
    """
    if len(plan.seats) + len(removed) > MAX_SEATS:
        return None
    ids = {section.id: number for number, section in enumerate(plan.sections, start=1)}
    shown = [replace(section, id=ids[section.id]) for section in plan.sections]
    gone = {}
    for section in sections:
        code = diff.sections.get(section.id)
        gone[section.id] = ids.get(code) or len(shown) + 1
        if code is None and any(seat.section_id == section.id for seat in removed):
            shown.append(replace(section, id=gone[section.id]))
    becomes = {match.file_key: match.new for match in diff.matches}
    becomes |= {seat.key: seat for seat in diff.added}
    seats = [
        replace(s, section_id=ids[s.section_id])
        for s in map(becomes.get, (seat.key for seat in plan.seats))
    ]
    seats += [replace(seat, section_id=gone[seat.section_id]) for seat in removed]
    file = encode(
        map_id=0,
        revision=0,
        sections=shown,
        seats=[replace(seat, id=number) for number, seat in enumerate(seats, start=1)],
        focal=plan.focal,
        shapes=plan.shapes if "drawing" in plan.tells else shapes,
    )
    if diff.matches or removed:
        file["marks"] = runs(
            _marks(plan, diff) + [MARKS.index("removed")] * len(removed)
        )
    return file


def _marks(plan, diff):
    mark = {match.file_key: 0 for match in diff.matches}
    for name, matches in (
        ("moved", diff.moved),
        ("rekinded", diff.rekinded),
        ("renumbered", diff.renumbered),
    ):
        mark |= {match.file_key: MARKS.index(name) for match in matches}
    return [mark.get(seat.key, MARKS.index("new")) for seat in plan.seats]
