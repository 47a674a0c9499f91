"""A table of cells, from CSV or a spreadsheet, with the line each row stands in."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .seat_plan import MAX_SEATS, fail, read_text
from .seat_xlsx import read_xlsx

MAX_COLUMNS = 64
#: What a spreadsheet would take for a formula; our exports put a ' before it.
RISKY = tuple("=+-@'\t\r")


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` pairs the line in the file with its cells, blank lines left out."""

    rows: list[tuple[str, list[str]]]

    @property
    def header(self) -> list[str]:
        return self.rows[0][1] if self.rows else []

    def samples(self, column: int, count: int = 3) -> list[str]:
        """The first different values under the header of a column."""
        found: dict[str, None] = {}
        for _place, cells in self.rows[1:200]:
            if column < len(cells) and cells[column]:
                found.setdefault(cells[column])
            if len(found) == count:
                break
        return list(found)


def read_table(content: bytes) -> Table:
    """:raise SeatFileError: neither text in columns nor a spreadsheet"""
    if content.startswith(b"PK\x03\x04"):
        rows = read_xlsx(content, max_columns=MAX_COLUMNS, max_rows=MAX_SEATS)
    else:
        rows = _csv_rows(read_text(content))
    kept = [
        (place, [unguarded(cell) for cell in cells])
        for place, cells in rows
        if any(cells)
    ]
    if len(kept) > MAX_SEATS + 1:
        fail("too_many_seats", kept[MAX_SEATS + 1][0], limit=MAX_SEATS)
    return Table(kept)


def _csv_rows(text: str) -> Iterator[tuple[str, list[str]]]:
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in rows:
            yield str(rows.line_num), [cell.strip() for cell in cells]
            if rows.line_num > 4 * MAX_SEATS:
                fail("too_many_seats", str(rows.line_num), limit=MAX_SEATS)
    except csv.Error as error:
        fail("not_csv", str(rows.line_num), reason=str(error))


def guarded(text: str) -> str:
    """
    >>> guarded("=1+1"), guarded("A"), unguarded("'=1+1")
    ("'=1+1", 'A', '=1+1')
    """
    return f"'{text}" if text.startswith(RISKY) else text


def unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(RISKY) else cell


def write_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """With the mark by which spreadsheets know UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")
