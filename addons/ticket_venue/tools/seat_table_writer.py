"""A plan as a table; ``seat_csv`` reads it back. Drawings have no place in a table."""

from .geometry import Section
from .seat_csv import SECTION, STANDING
from .seat_plan import Plan
from .seat_table import guarded, write_csv
from .seat_xlsx import write_xlsx

TITLES = [
    "section",
    "code",
    "row",
    "seat",
    "x",
    "y",
    "kind",
    "key",
    "category",
    "companion",
    "capacity",
    "outline",
]


def table_rows(plan: Plan) -> list[list[str | float]]:
    sections = {section.id: section for section in plan.sections}
    rows: list[list] = [list(TITLES)]
    rows += [_section(section) for section in plan.sections]
    for seat in plan.seats:
        section = sections[seat.section_id]
        rows.append(
            [
                guarded(section.name),
                guarded(str(section.id)),
                guarded(seat.row),
                guarded(seat.number),
                round(seat.x, 3),
                round(seat.y, 3),
                "" if seat.kind == "standard" else seat.kind,
                guarded(seat.key),
                guarded(seat.category),
                guarded(seat.companion),
                "",
                "",
            ]
        )
    return rows


def _section(section: Section):
    row = [guarded(section.name), guarded(str(section.id)), *[""] * 10]
    row[TITLES.index("kind")] = STANDING if section.kind == "standing" else SECTION
    row[TITLES.index("capacity")] = section.capacity or ""
    row[TITLES.index("outline")] = "; ".join(
        " ".join(str(round(value, 3)) for value in point)
        for point in section.polygon or ()
    )
    return row


def write_plan_csv(plan: Plan) -> bytes:
    return write_csv(table_rows(plan))


def write_plan_xlsx(plan: Plan) -> bytes:
    return write_xlsx(table_rows(plan))
